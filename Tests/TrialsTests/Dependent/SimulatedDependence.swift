import Glibc
import Numerics

@testable import Trials

/// Small sets of dependent effects.
enum SimulatedDependence {
  /// Studies of 1 to 4 effects with labels and times of their own, heterogeneity from none to much.
  static func set(
    _ index: Int, structure: DependentPooling.Structure, wholeTimes: Bool = true
  ) -> [DependentEffect] {
    var stream = RandomStream(seed: 91, task: UInt64(index))
    let between = [0.0, 0.3, 1][index % 3]
    let within = [0.2, 0.0, 0.5, 1][index % 4]
    return (0..<(5 + index % 5)).flatMap { study in
      let common = between * stream.normal()
      let count = structure == .unstructured ? 2 : 1 + Int(stream.uniform() * 4)
      return (0..<count).map { place in
        let variance = 0.05 + 0.4 * stream.uniform()
        let value =
          1 + common + within * stream.normal() + variance.squareRoot() * stream.normal()
        let time = wholeTimes ? Double(place) : Double(place) * 1.7 + stream.uniform()
        return DependentEffect(
          StudyEffect(
            study: "s\(study)", measure: .generic, estimate: value, variance: variance),
          label: "e\(place)", time: time)
      }
    }
  }

  static func pooling(
    _ structure: DependentPooling.Structure, isRestricted: Bool = true
  ) -> DependentPooling {
    DependentPooling(
      effects: structure, samplingCovariance: .correlated(0.4), isRestricted: isRestricted)
  }

  /// An intercept and a moderator.
  static func design(_ effects: [DependentEffect]) throws -> PoolingDesign {
    try PoolingDesign(moderators: [
      ("m", effects.indices.map { Double(($0 * 7) % 5) })
    ])
  }
}

/// The model with one matrix for all effects, in variances and correlations as they are: the
/// brute-force twin.
struct DenseDependence {
  let effects: [DependentEffect]
  let pooling: DependentPooling
  let x: Matrix
  let labels: [String]

  init(_ effects: [DependentEffect], _ pooling: DependentPooling, _ design: PoolingDesign) {
    self.effects = effects
    self.pooling = pooling
    x = Matrix(rows: effects.indices.map { design.row($0) })
    labels = Set(effects.map(\.label)).sorted()
  }

  /// V + G, with sampling correlation 0.4 within studies.
  func covariance(_ parameters: [Double]) -> Matrix {
    var result = Matrix(rows: effects.count, columns: effects.count)
    for (i, first) in effects.enumerated() {
      for (j, second) in effects.enumerated() where first.study == second.study {
        let scale = (first.effect.variance * second.effect.variance).squareRoot()
        result[i, j] = i == j ? scale : 0.4 * scale
        result[i, j] += shared(first, second, parameters)
      }
    }
    return result
  }

  private func shared(
    _ first: DependentEffect, _ second: DependentEffect, _ parameters: [Double]
  ) -> Double {
    switch pooling.structure {
    case .nested:
      return parameters[0] + (first.label == second.label ? parameters[1] : 0)
    case .autoregressive:
      let distance = abs((first.time ?? 0) - (second.time ?? 0))
      return parameters[0] * (distance == 0 ? 1 : pow(parameters[1], distance))
    case .unstructured:
      let both = (parameters[0] * parameters[1]).squareRoot()
      if first.label != second.label { return parameters[2] * both }
      return first.label == labels[0] ? parameters[0] : parameters[1]
    }
  }

  /// -2 log L, +infinity where V + G is not positive definite.
  func deviance(_ parameters: [Double]) -> Double {
    guard let factor = try? CholeskyFactor(covariance(parameters)),
      let information = try? CholeskyFactor(x.transposedProduct(factor.solve(x))),
      let constant = try? CholeskyFactor(x.crossProduct())
    else { return .infinity }
    let y = effects.map(\.effect.estimate)
    let b = information.solve(x.transposedProduct(factor.solve(y)))
    let residuals = zip(y, x * b).map { $0 - $1 }
    var sum = factor.logDeterminant + dotProduct(residuals, factor.solve(residuals))
    var count = Double(effects.count)
    if pooling.isRestricted {
      sum += information.logDeterminant - constant.logDeterminant
      count -= Double(x.columns)
    }
    return sum + count * log(2 * Double.pi)
  }

  /// The lowest deviance BOBYQA finds from several starts.
  func lowest(mayBeNegative: Bool) throws -> Double {
    let (lower, upper, starts): ([Double], [Double], [[Double]])
    switch pooling.structure {
    case .nested:
      (lower, upper, starts) = ([0, 0], [9, 9], [[0.2, 0.2], [1, 0.01], [0.01, 1]])
    case .autoregressive:
      (lower, upper, starts) = (
        [0, mayBeNegative ? -1 : 0], [9, 1], [[0.3, 0.3], [0.3, 0.9], [1, 0.05]]
      )
    case .unstructured:
      (lower, upper, starts) = (
        [0, 0, -1], [9, 9, 1], [[0.3, 0.3, 0], [0.3, 0.3, 0.8], [0.3, 0.3, -0.8]]
      )
    }
    return try starts.map { start in
      try DerivativeFreeMinimizer().minimize(
        from: start, lower: lower, upper: upper, deviance
      ).value
    }.min() ?? .infinity
  }
}
