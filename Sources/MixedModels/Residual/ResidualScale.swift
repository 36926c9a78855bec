import Glibc
import Numerics

/// The standard deviations of residuals relative to sigma, d_i = exp(sum_p phi_p e_pi) / sqrt(w_i),
/// with w_i the case weight.
///
/// `ident`: e_pi is 1 in stratum p + 1, phi the log of its SD over that of the first stratum.
/// `power`: e_i = log |x_i|, phi the power. Rows are in sorted order.
struct ResidualScale: Sendable {
  enum Kind: Sendable {
    case equal
    case strata(codes: [Int32], counts: [Int], levels: [String])
    case power(logCovariate: [Double])
  }

  let kind: Kind
  /// Square roots of the case weights; empty where there are none.
  let rootWeights: [Double]

  var parameterCount: Int {
    switch kind {
    case .equal: 0
    case .strata(_, let counts, _): counts.count - 1
    case .power: 1
    }
  }

  var parameterNames: [String] {
    switch kind {
    case .equal: []
    case .strata: naturalNames.map { "log \($0)" }
    case .power: ["power"]
    }
  }

  var naturalNames: [String] {
    switch kind {
    case .equal: []
    case .strata(_, _, let levels): levels.dropFirst().map { "ratio[\($0)]" }
    case .power: ["power"]
    }
  }

  /// The values that users know, and their derivatives, one for each parameter.
  func natural(_ parameters: [Double]) -> (values: [Double], rates: [Double]) {
    switch kind {
    case .equal: ([], [])
    case .strata: (parameters.map { exp($0) }, parameters.map { exp($0) })
    case .power: (parameters, [1])
    }
  }

  func boundaries(_ parameters: [Double]) -> [ResidualStructure.Boundary] {
    guard case .strata = kind else { return [] }
    // Of the variances: the parameters are logarithms of SD ratios.
    let limit = -log(ResidualStructure.Boundary.tolerance) / 2
    return zip(naturalNames, parameters).filter { abs($0.1) > limit }
      .map { .init(name: $0.0, kind: .vanishingVariance) }
  }

  /// Moment estimates: SD ratios of the strata, or the slope of log |residual| on log |x|.
  func start(fromResiduals residuals: [Double]) -> [Double] {
    let scaled =
      rootWeights.isEmpty ? residuals : zip(residuals, rootWeights).map { $0 * $1 }
    switch kind {
    case .equal: return []
    case .strata(let codes, let counts, _):
      var squares = [Double](repeating: 0, count: counts.count)
      for (code, residual) in zip(codes, scaled) { squares[Int(code)] += residual * residual }
      let logs = zip(squares, counts).map { $0 > 0 ? log($0 / Double($1)) / 2 : nil }
      return logs.dropFirst().map { value in
        guard let first = logs[0], let value else { return 0 }
        return min(max(value - first, -3), 3)
      }
    case .power(let logCovariate):
      let points = zip(logCovariate, scaled).filter { $0.1 != 0 }.map { ($0.0, log(abs($0.1))) }
      let count = Double(max(1, points.count))
      let meanX = points.reduce(0) { $0 + $1.0 } / count
      let meanY = points.reduce(0) { $0 + $1.1 } / count
      let spread = points.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
      guard spread > 0 else { return [0] }
      let slope = points.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
      return [min(max(slope, -3), 3)]
    }
  }

  /// 1 / d_i in sorted order; empty where all are 1.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite` where one is zero or infinite.
  func weights(_ parameters: [Double]) throws(LinearAlgebraError) -> [Double] {
    var result: [Double]
    switch kind {
    case .equal: return rootWeights
    case .strata(let codes, _, _):
      let inverse = [1.0] + parameters.map { exp(-$0) }
      result = codes.map { inverse[Int($0)] }
    case .power(let logCovariate):
      result = logCovariate.map { exp(-parameters[0] * $0) }
    }
    if let failed = result.firstIndex(where: { !($0 > 0 && $0 < .infinity) }) {
      throw .notPositiveDefinite(order: failed + 1)
    }
    if !rootWeights.isEmpty { for i in result.indices { result[i] *= rootWeights[i] } }
    return result
  }

  /// The sum of 2 log d_i.
  func logDeterminant(_ parameters: [Double]) -> Double {
    let powers = parameters.indices.reduce(0) { $0 + parameters[$1] * trace($1) }
    return powers - 2 * rootWeights.reduce(0) { $0 + log($1) }
  }

  /// The derivative of the log determinant: the sum of 2 e_pi.
  func trace(_ p: Int) -> Double {
    switch kind {
    case .equal: 0
    case .strata(_, let counts, _): 2 * Double(counts[p + 1])
    case .power(let logCovariate): 2 * logCovariate.reduce(0, +)
    }
  }

  /// x_i := e_pi x_i.
  func multiplyByRates(_ p: Int, _ x: UnsafeMutablePointer<Double>) {
    switch kind {
    case .equal: break
    case .strata(let codes, _, _):
      for (i, code) in codes.enumerated() where code != Int32(p + 1) { x[i] = 0 }
    case .power(let logCovariate):
      for (i, rate) in logCovariate.enumerated() { x[i] *= rate }
    }
  }
}
