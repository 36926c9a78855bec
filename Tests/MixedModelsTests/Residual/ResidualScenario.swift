import Numerics

@testable import MixedModels

extension ResidualDesign {
  /// A design that holds what the test needs and nothing else.
  init(
    correlation: Correlation? = nil, group: String? = "person", groupCodes: [Int32] = [],
    times: [Double] = [], visitCodes: [Int32] = [], visitLevels: [String] = [],
    variance: Variance? = nil, strataCodes: [Int32] = [], strataLevels: [String] = [],
    varianceCovariate: [Double] = []
  ) {
    let last = groupCodes.max() ?? -1
    self.init(
      correlationText: correlation?.rawValue, varianceText: variance?.rawValue,
      correlation: correlation, group: group, groupCodes: groupCodes,
      groupLevels: (0..<(last + 1)).map { "p\($0)" }, times: times, visitCodes: visitCodes,
      visitLevels: visitLevels, variance: variance, strataCodes: strataCodes,
      strataLevels: strataLevels, varianceCovariate: varianceCovariate)
  }

  /// The same rows in another order: row i of the result is row `order[i]` of this design.
  func permuted(_ order: [Int]) -> ResidualDesign {
    func pick<Value>(_ values: [Value]) -> [Value] {
      values.isEmpty ? [] : order.map { values[$0] }
    }
    return ResidualDesign(
      correlation: correlation, group: group, groupCodes: pick(groupCodes), times: pick(times),
      visitCodes: pick(visitCodes), visitLevels: visitLevels, variance: variance,
      strataCodes: pick(strataCodes), strataLevels: strataLevels,
      varianceCovariate: pick(varianceCovariate))
  }
}

/// A random design of one kind: groups of unequal size, single rows, gaps in time, missing visits,
/// rows in any order.
struct ResidualScenario: Sendable, CustomStringConvertible {
  let correlation: ResidualDesign.Correlation?
  let variance: ResidualDesign.Variance?
  var isWeighted = false
  var isGrouped = true
  let seed: UInt64

  var description: String {
    "\(correlation?.rawValue ?? "independent") x \(variance?.rawValue ?? "equal")"
      + "\(isWeighted ? ", weighted" : "")\(isGrouped ? "" : ", one group"), seed \(seed)"
  }

  /// Every kind and product of kinds that is allowed.
  static let all: [ResidualScenario] = {
    var result = [ResidualScenario]()
    let correlations: [ResidualDesign.Correlation?] = [nil] + ResidualDesign.Correlation.allCases
    let variances: [ResidualDesign.Variance?] = [nil] + ResidualDesign.Variance.allCases
    for correlation in correlations {
      for variance in variances where correlation != .unstructured || variance != .identity {
        for seed in 1...3 as ClosedRange<UInt64> {
          result.append(
            ResidualScenario(
              correlation: correlation, variance: variance, isWeighted: seed == 2,
              isGrouped: seed != 3 || correlation == .unstructured, seed: seed))
        }
      }
    }
    return result
  }()

  struct Sample {
    let design: ResidualDesign
    let weights: [Double]
    /// n x m by columns.
    let columns: [Double]
    let columnCount: Int
    let parameters: [Double]
    let covariance: ResidualCovariance
    var rowCount: Int { columns.count / columnCount }
  }

  func sample() throws -> Sample {
    var stream = RandomStream(seed: seed)
    let design = isGrouped ? grouped(&stream) : single(&stream)
    let rowCount = design.strataCodes.count
    let weights = isWeighted ? (0..<rowCount).map { _ in 0.5 + 2 * stream.uniform() } : []
    let covariance = try ResidualCovariance(design, rowCount: rowCount, weights: weights)
    let parameters = covariance.start().map { $0 + 0.6 * stream.normal() }
    return Sample(
      design: design, weights: weights,
      columns: (0..<(3 * rowCount)).map { _ in stream.normal() }, columnCount: 3,
      parameters: parameters, covariance: covariance)
  }

  private func single(_ stream: inout RandomStream) -> ResidualDesign {
    design([Int32](repeating: 0, count: 12), &stream, group: nil)
  }

  private func grouped(_ stream: inout RandomStream) -> ResidualDesign {
    // The first group is complete, so that every pair of visits occurs.
    let sizes = [4, 1, 1] + (0..<7).map { _ in 1 + stream.uniform(below: 4) }
    var codes = sizes.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1) }
    stream.shuffle(&codes)
    return design(codes, &stream, group: "person")
  }

  private func design(
    _ codes: [Int32], _ stream: inout RandomStream, group: String?
  ) -> ResidualDesign {
    var (times, visits) = ([Double](), [Int32]())
    var left = [[Int32]](repeating: [0, 1, 2, 3], count: Int(codes.max() ?? 0) + 1)
    var taken = [Set<Double>](repeating: [], count: left.count)
    for code in codes {
      var time: Double
      repeat {
        time = Double(stream.uniform(below: 24)) - 7
        if correlation == .continuousAutoregressive { time += stream.uniform() }
      } while !taken[Int(code)].insert(time).inserted
      times.append(time)
      let free = left[Int(code)]
      visits.append(
        free.isEmpty ? 0 : left[Int(code)].remove(at: stream.uniform(below: free.count)))
    }
    let strata = codes.indices.map { Int32($0 < 3 ? $0 : stream.uniform(below: 3)) }
    return ResidualDesign(
      correlation: correlation, group: group, groupCodes: codes, times: times, visitCodes: visits,
      visitLevels: ["v1", "v2", "v3", "v4"], variance: variance, strataCodes: strata,
      strataLevels: ["a", "b", "c"],
      varianceCovariate: codes.map { _ in
        (stream.uniform() < 0.5 ? -1 : 1) * (0.3 + stream.uniform())
      })
  }
}

/// R written out element by element from what its parameters mean.
func denseResidualCovariance(
  _ design: ResidualDesign, _ structure: ResidualStructure, rowCount: Int, weights: [Double]
) -> Matrix {
  func deviation(_ i: Int) -> Double {
    var value = weights.isEmpty ? 1 : 1 / weights[i].squareRoot()
    if design.variance == .identity {
      value *= structure["ratio[\(design.strataLevels[Int(design.strataCodes[i])])]"] ?? 1
    }
    if design.variance == .power {
      value *= power(abs(design.varianceCovariate[i]), structure["power"] ?? .nan)
    }
    if design.correlation == .unstructured {
      value *= structure["ratio[\(design.visitLevels[Int(design.visitCodes[i])])]"] ?? 1
    }
    return value
  }
  func correlation(_ i: Int, _ j: Int) -> Double {
    if i == j { return 1 }
    guard design.group == nil || design.groupCodes[i] == design.groupCodes[j] else { return 0 }
    let rho = structure["rho"] ?? .nan
    switch design.correlation {
    case nil: return 0
    case .compoundSymmetry: return rho
    case .autoregressive, .continuousAutoregressive:
      return power(rho, abs(design.times[i] - design.times[j]))
    case .unstructured:
      let visits = [design.visitCodes[i], design.visitCodes[j]].sorted()
      let names = visits.map { design.visitLevels[Int($0)] }
      return structure["correlation[\(names[0]),\(names[1])]"] ?? .nan
    }
  }
  var dense = Matrix(rows: rowCount, columns: rowCount)
  for i in 0..<rowCount {
    for j in 0..<rowCount { dense[i, j] = deviation(i) * deviation(j) * correlation(i, j) }
  }
  return dense
}
