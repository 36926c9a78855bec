import Numerics

extension PoolingKernel {
  /// Coefficients and covariance under weights a that are not the inverse variances:
  /// inverse(Z' A Z) Z' A y and B Z' A (V + tau^2 I) A Z B, B = inverse(Z' A Z).
  func combined(
    weights: [Double], at t: Double
  ) throws -> (coefficients: [Double], covariance: [Double]) {
    let operation = try leverageOperator(weights: weights)
    let p = columns
    var coefficients = basisOffset()
    var covariance = [Double](repeating: 0, count: p * p)
    for i in 0..<studies {
      for a in 0..<p {
        let left = operation[i * p + a]
        coefficients[a] += left * y[i]
        for b in 0..<p { covariance[a * p + b] += left * (v[i] + t) * operation[i * p + b] }
      }
    }
    return (coefficients, covariance)
  }

  /// a_i z_i' inverse(Z' A Z) for each study, by rows: what a unit of y_i adds to the coefficients.
  func leverageOperator(weights: [Double]) throws -> [Double] {
    let p = columns
    var system = Matrix(rows: p, columns: p)
    for i in 0..<studies {
      for a in 0..<p {
        for b in 0..<p { system[a, b] += weights[i] * z[i * p + a] * z[i * p + b] }
      }
    }
    let scaled = (0..<studies).flatMap { i in (0..<p).map { weights[i] * z[i * p + $0] } }
    guard let factor = try? CholeskyFactor(system) else { throw PoolingError.unusableWeights }
    return factor.solve(Matrix(rows: p, columns: studies, columnMajor: scaled)).elements
  }
}
