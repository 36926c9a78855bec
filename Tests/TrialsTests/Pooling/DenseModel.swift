import Glibc
import Numerics

@testable import Trials

/// The random-effects model with whole matrices, as it is written on paper: the brute-force twin.
struct DenseModel {
  let y: [Double]
  let v: [Double]
  let x: Matrix

  init(_ effects: [StudyEffect], _ design: PoolingDesign? = nil) {
    y = effects.map(\.estimate)
    v = effects.map(\.variance)
    x =
      design.map { design in Matrix(rows: (0..<design.studies).map { design.row($0) }) }
      ?? Matrix(rows: effects.count, columns: 1, repeating: 1)
  }

  /// (log L, Q) at tau^2 = t: log L of N(X b, V + t I) with b by generalised least squares.
  func evaluate(_ t: Double, restricted: Bool) throws -> (logLikelihood: Double, q: Double) {
    let covariance = try CholeskyFactor(Matrix(diagonal: v.map { $0 + t }))
    let information = try CholeskyFactor(x.transposedProduct(covariance.solve(x)))
    let b = information.solve(x.transposedProduct(covariance.solve(y)))
    let residuals = zip(y, x * b).map { $0 - $1 }
    let q = dotProduct(residuals, covariance.solve(residuals))
    var sum = Double(y.count) * log(2 * Double.pi) + covariance.logDeterminant + q
    if restricted {
      sum += information.logDeterminant - (try CholeskyFactor(x.crossProduct())).logDeterminant
      sum -= Double(x.columns) * log(2 * Double.pi)
    }
    return (-0.5 * sum, q)
  }

  /// 0 and a geometric grid over `span` times the spread of the effects.
  func grid(points: Int) -> [Double] {
    let mean = y.reduce(0, +) / Double(y.count)
    let top = 2 * y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } + 1e-12
    let bottom = 1e-4 * (v.min() ?? 1)
    let ratio = log(max(top / bottom, 2)) / Double(points - 1)
    return [0] + (0..<points).map { bottom * exp(ratio * Double($0)) }
  }
}
