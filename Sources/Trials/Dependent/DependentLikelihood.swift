import Glibc
import Numerics

/// -2 log L of the marginal model y ~ N(Z b, V + G(theta)), b maximised or, restricted, integrated.
///
///     D = n log 2 pi + log det M [+ log det Z'inv(M) Z] + e' inv(M) e,   M = V + G,
///
/// n = k, or k - p with the bracket; Z the orthonormal basis of the design, for which the constant
/// log det Z'Z of the restricted likelihood is 0. One dense matrix a study.
struct DependentLikelihood {
  let blocks: [StudyBlock]
  let structure: any RandomEffectsCovariance
  let columns: Int
  let isRestricted: Bool

  var count: Int { blocks.reduce(0) { $0 + $1.count } }

  /// The generalised least squares at one theta.
  struct Solution {
    /// inv(M) of each study.
    let weights: [Matrix]
    /// Z' inv(M) Z and its inverse.
    let information: CholeskyFactor
    let covariance: Matrix
    /// Of the basis, to add to those of unweighted least squares.
    let coefficients: [Double]
    /// e = y - Z b of each study, and inv(M) e.
    let residuals: [[Double]]
    let weighted: [[Double]]
    /// log det M, and e' inv(M) e.
    let logDeterminant: Double
    let quadratic: Double
  }

  /// - Throws: `LinearAlgebraError.notPositiveDefinite` where theta is beyond what doubles hold.
  func solution(at theta: [Double]) throws -> Solution {
    try solution { $0.sampling + structure.covariance(of: $0, at: theta) }
  }

  /// The same with any matrix M.
  func solution(covariance: (StudyBlock) -> Matrix) throws -> Solution {
    var information = Matrix(rows: columns, columns: columns)
    var right = [Double](repeating: 0, count: columns)
    var (weights, logDeterminant): ([Matrix], Double) = ([], 0)
    for block in blocks {
      let factor = try CholeskyFactor(covariance(block))
      let inverse = factor.inverse()
      let weightedBasis = inverse * block.basis
      information = information + block.basis.transposedProduct(weightedBasis)
      right = zip(right, weightedBasis.transposedProduct(block.response)).map { $0 + $1 }
      logDeterminant += factor.logDeterminant
      weights.append(inverse)
    }
    let factor = try CholeskyFactor(information)
    let coefficients = factor.solve(right)
    let residuals = blocks.map { block in
      zip(block.response, block.basis * coefficients).map { $0 - $1 }
    }
    let weighted = zip(weights, residuals).map { $0 * $1 }
    return Solution(
      weights: weights, information: factor, covariance: factor.inverse(),
      coefficients: coefficients, residuals: residuals, weighted: weighted,
      logDeterminant: logDeterminant,
      quadratic: zip(residuals, weighted).reduce(0) { $0 + dotProduct($1.0, $1.1) })
  }

  func deviance(at theta: [Double]) throws -> Double {
    deviance(try solution(at: theta), isRestricted: isRestricted)
  }

  func deviance(_ solution: Solution, isRestricted: Bool) -> Double {
    let n = Double(isRestricted ? count - columns : count)
    return n * log(2 * Double.pi) + solution.logDeterminant + solution.quadratic
      + (isRestricted ? solution.information.logDeterminant : 0)
  }
}
