import Glibc
import Numerics

/// Corr = rho^d at distance d in time within a group.
///
/// Whole distances: rho = tanh(phi) lies between -1 and 1. Any distance: rho = exp(-exp(-phi)) lies
/// between 0 and 1, so that another unit of time only shifts phi.
struct AutoregressiveCorrelation: ResidualCorrelation {
  let isContinuous: Bool
  /// The distinct distances; 0 at index 0 stands for the first row of a group.
  let gaps: [Double]
  /// For each sorted row the index in `gaps` of the distance to the row before it.
  let gapIndices: [Int32]
  /// How many rows have each distance.
  let counts: [Int]

  /// - Parameter times: in sorted order.
  init(
    times: [Double], order: GroupedRowOrder, isContinuous: Bool, groupLevels: [String]
  ) throws(ResidualDesignError) {
    var gaps = [0.0]
    var counts = [order.groupCount]
    var indexOfGap = [Double: Int32]()
    var gapIndices = [Int32](repeating: 0, count: times.count)
    for group in 0..<order.groupCount {
      for position
        in (order.starts[group] + 1)..<max(
          order.starts[group] + 1, order.starts[group + 1])
      {
        var gap = times[position] - times[position - 1]
        guard gap > 0 else {
          throw .repeatedTime(
            row: order.row(position), group: groupLevels[Int(order.codes[group])],
            time: times[position])
        }
        if !isContinuous {
          // Times such as 0.1, 1.1 have whole distances up to rounding.
          guard gap >= 0.5, abs(gap - gap.rounded()) <= 1e-6 else {
            throw .fractionalDistance(row: order.row(position), distance: gap)
          }
          gap = gap.rounded()
        }
        let index = indexOfGap[gap] ?? Int32(gaps.count)
        if Int(index) == gaps.count {
          indexOfGap[gap] = index
          gaps.append(gap)
          counts.append(0)
        }
        gapIndices[position] = index
        counts[Int(index)] += 1
      }
    }
    self.isContinuous = isContinuous
    (self.gaps, self.gapIndices, self.counts) = (gaps, gapIndices, counts)
  }

  var parameterNames: [String] { [isContinuous ? "-log(-log rho)" : "atanh rho"] }
  var naturalNames: [String] { ["rho"] }

  /// The distance that half of the neighbours do not exceed.
  private var medianGap: Double {
    let neighbours = gapIndices.count - counts[0]
    var seen = 0
    for index in gaps.indices.dropFirst().sorted(by: { gaps[$0] < gaps[$1] }) {
      seen += counts[index]
      if 2 * seen >= neighbours { return gaps[index] }
    }
    return 1
  }

  /// A correlation of 0.2 for neighbours at the median distance.
  func start() -> [Double] { [parameter(neighbourCorrelation: 0.2, gap: medianGap)] }

  /// From the correlation of neighbours no farther apart than the median.
  func start(fromResiduals residuals: [Double]) -> [Double] {
    let limit = medianGap
    var (products, squares, distance, pairs) = (0.0, 0.0, 0.0, 0.0)
    for position in residuals.indices.dropFirst() {
      let gap = gaps[Int(gapIndices[position])]
      guard gap > 0, gap <= limit else { continue }
      let (previous, current) = (residuals[position - 1], residuals[position])
      products += previous * current
      squares += (previous * previous + current * current) / 2
      distance += gap
      pairs += 1
    }
    guard pairs > 0, squares > 0 else { return start() }
    let correlation = products / squares
    return [parameter(neighbourCorrelation: correlation, gap: distance / pairs)]
  }

  private func parameter(neighbourCorrelation: Double, gap: Double) -> Double {
    if isContinuous {
      return -log(-log(min(max(neighbourCorrelation, 0.05), 0.95)) / gap)
    }
    // A negative rho shows in neighbours at distance 1 only.
    let lowest = gap == 1 ? -0.9 : 0.05
    let correlation = min(max(neighbourCorrelation, lowest), 0.9)
    return atanh(copysign(pow(abs(correlation), 1 / gap), correlation))
  }

  func factor(_ parameters: [Double]) throws(LinearAlgebraError) -> any CorrelationFactor {
    let steps = gaps.map { step(gap: $0, parameters[0]) }
    guard
      steps.allSatisfy({
        $0.innovationVariance > 0 && ($0.innovationWeight * $0.correlationRate).isFinite
      })
    else { throw .notPositiveDefinite(order: 2) }
    return AutoregressiveFactor(steps: steps, gapIndices: gapIndices, counts: counts)
  }

  /// Correlation a = rho^d and its derivative by phi, with 1 - a^2 free of cancellation.
  private func step(gap: Double, _ phi: Double) -> AutoregressiveFactor.Step {
    if gap == 0 { return .init(correlation: 0, innovationVariance: 1, correlationRate: 0) }
    if isContinuous {
      let decay = gap * exp(-phi)
      let correlation = exp(-decay)
      return .init(
        correlation: correlation, innovationVariance: -expm1(-2 * decay),
        correlationRate: correlation == 0 ? 0 : correlation * decay)
    }
    let small = exp(-2 * abs(phi))
    let rate = 4 * small / ((1 + small) * (1 + small))
    let logCorrelation = log1p(-2 * small / (1 + small))
    let isOdd = gap.truncatingRemainder(dividingBy: 2) == 1
    let power = exp(gap * logCorrelation)
    let lowerPower = gap == 1 ? 1 : exp((gap - 1) * logCorrelation)
    return .init(
      correlation: phi < 0 && isOdd ? -power : power,
      innovationVariance: -expm1(2 * gap * logCorrelation),
      correlationRate: gap * rate * (phi < 0 && !isOdd ? -lowerPower : lowerPower))
  }

  func natural(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let unit = step(gap: 1, parameters[0])
    return ([unit.correlation], Matrix(column: [unit.correlationRate]))
  }

  func boundaries(_ parameters: [Double]) -> [ResidualStructure.Boundary] {
    let tolerance = ResidualStructure.Boundary.tolerance
    guard let smallest = gaps.dropFirst().min() else { return [] }
    let correlation = step(gap: smallest, parameters[0]).correlation
    if abs(correlation) > 1 - tolerance {
      let kind: ResidualStructure.Boundary.Kind =
        parameters[0] > 0 || isContinuous ? .highestCorrelation : .lowestCorrelation
      return [.init(name: "rho", kind: kind)]
    }
    if isContinuous && correlation < tolerance {
      return [.init(name: "rho", kind: .noCorrelation)]
    }
    return []
  }
}
