import Glibc
import Numerics

/// One correlation rho for every two rows of a group.
///
/// rho lies between l = -1 / (m - 1), m the size of the largest group, and 1:
/// rho = l + (1 - l) s with s = 1 / (1 + exp(-phi)).
struct CompoundSymmetryCorrelation: ResidualCorrelation {
  let order: GroupedRowOrder
  let largestGroup: Int

  init(order: GroupedRowOrder) {
    self.order = order
    largestGroup = (0..<order.groupCount).reduce(1) {
      max($0, order.starts[$1 + 1] - order.starts[$1])
    }
  }

  /// l: the lowest correlation that groups of this size can have.
  private var lowest: Double { -1 / Double(largestGroup - 1) }

  var parameterNames: [String] { ["logit rho"] }
  var naturalNames: [String] { ["rho"] }

  func start() -> [Double] { [parameter(0.2)] }

  /// From the mean product of two residuals of a group and the mean square.
  func start(fromResiduals residuals: [Double]) -> [Double] {
    var (products, pairs, squares) = (0.0, 0.0, 0.0)
    for group in 0..<order.groupCount {
      let rows = residuals[order.starts[group]..<order.starts[group + 1]]
      let sum = rows.reduce(0, +)
      let square = rows.reduce(0) { $0 + $1 * $1 }
      let size = Double(rows.count)
      products += sum * sum - square
      pairs += size * (size - 1)
      squares += square
    }
    guard squares > 0 else { return start() }
    return [parameter((products / pairs) / (squares / Double(residuals.count)))]
  }

  private func parameter(_ correlation: Double) -> Double {
    let share = (min(max(correlation, 0.9 * lowest), 0.9) - lowest) / (1 - lowest)
    return log(share / (1 - share))
  }

  /// s and 1 - s, each without cancellation.
  private func shares(_ phi: Double) -> (upper: Double, lower: Double) {
    (1 / (1 + exp(-phi)), 1 / (1 + exp(phi)))
  }

  func factor(_ parameters: [Double]) throws(LinearAlgebraError) -> any CorrelationFactor {
    let (upper, lower) = shares(parameters[0])
    let width = 1 - lowest
    let rate = width * upper * lower
    var modes = [CompoundSymmetryFactor.Modes](
      repeating: .init(contrast: 1, mean: 1, rate: 0, size: 1), count: largestGroup + 1)
    for size in 2...max(2, largestGroup) {
      // 1 + (m - 1) l is exact this way, and zero for the largest group.
      let atLowest = Double(largestGroup - size) / Double(largestGroup - 1)
      modes[size] = .init(
        contrast: width * lower, mean: atLowest + Double(size - 1) * width * upper, rate: rate,
        size: size)
    }
    guard width * lower > 0, modes[largestGroup].mean > 0 else {
      throw .notPositiveDefinite(order: largestGroup)
    }
    return CompoundSymmetryFactor(starts: order.starts, modes: modes)
  }

  func natural(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let (upper, lower) = shares(parameters[0])
    // Near 1 the distance from 1 is exact, near l the distance from l.
    let value =
      upper < 0.5 ? lowest + (1 - lowest) * upper : 1 - (1 - lowest) * lower
    return ([value], Matrix(column: [(1 - lowest) * upper * lower]))
  }

  func boundaries(_ parameters: [Double]) -> [ResidualStructure.Boundary] {
    let (upper, lower) = shares(parameters[0])
    let tolerance = ResidualStructure.Boundary.tolerance
    if lower < tolerance { return [.init(name: "rho", kind: .highestCorrelation)] }
    if upper < tolerance { return [.init(name: "rho", kind: .lowestCorrelation)] }
    return []
  }
}
