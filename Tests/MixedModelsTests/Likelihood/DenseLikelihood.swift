import Foundation
import Numerics

@testable import MixedModels

/// The likelihood of a linear mixed model by dense n x n algebra: a twin that shares no code with
/// the engine.
struct DenseLikelihood {
  let frame: ModelFrame
  let criterion: Criterion
  var sigma: Double?

  struct Value {
    var deviance: Double
    var coefficients: [Double]
    var unscaledCovariance: Matrix
    var sigma: Double
    var modes: [[Double]]
    var inverse: Matrix
    var z: Matrix
  }

  func evaluate(_ theta: [Double]) throws -> Value {
    let n = frame.observationCount
    let p = frame.fixed.names.count
    let q = frame.random.reduce(0) { $0 + $1.width * $1.levels.count }
    var z = Matrix(rows: n, columns: q)
    var lambda = Matrix(rows: q, columns: q)
    var (first, parameter) = (0, 0)
    for term in frame.random {
      let k = term.width
      for i in 0..<n {
        for c in 0..<k { z[i, first + Int(term.codes[i]) * k + c] = term.columns[c * n + i] }
      }
      for place in term.freeElements {
        for level in term.levels.indices {
          lambda[first + level * k + place.row, first + level * k + place.column] = theta[parameter]
        }
        parameter += 1
      }
      first += k * term.levels.count
    }
    var v = (z * lambda).outerProduct()
    for i in 0..<n { v[i, i] += frame.weights.isEmpty ? 1 : 1 / frame.weights[i] }
    let factor = try CholeskyFactor(v)
    let x = frame.fixed.matrix
    let y = (0..<n).map { frame.response[$0] - (frame.offset.isEmpty ? 0 : frame.offset[$0]) }
    let inverse = factor.inverse()
    let information = x.transposedProduct(inverse * x)
    let fixed = try CholeskyFactor(information)
    let beta = fixed.solve(x.transposedProduct(inverse * y))
    let fitted = x * beta
    let residual = (0..<n).map { y[$0] - fitted[$0] }
    let weighted = inverse * residual
    let squares = dotProduct(residual, weighted)
    let restricted = criterion == .restrictedMaximumLikelihood
    let denominator = Double(n - (restricted ? p : 0))
    var deviance = factor.logDeterminant + (restricted ? fixed.logDeterminant : 0)
    let scale = sigma ?? (squares / denominator).squareRoot()
    deviance += denominator * log(2 * .pi * scale * scale) + squares / (scale * scale)
    let modes = lambda * lambda.transposedProduct(z.transposedProduct(weighted))
    var split: [[Double]] = []
    first = 0
    for term in frame.random {
      let count = term.width * term.levels.count
      split.append(Array(modes[first..<(first + count)]))
      first += count
    }
    return Value(
      deviance: deviance, coefficients: beta, unscaledCovariance: fixed.inverse(), sigma: scale,
      modes: split, inverse: inverse, z: z)
  }
}
