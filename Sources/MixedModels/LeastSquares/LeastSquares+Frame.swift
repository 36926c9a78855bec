import Glibc
import Numerics

extension LeastSquares {
  /// The least squares of a model without random effects: rows times the roots of their weights,
  /// offset subtracted from the response.
  /// - Throws: `MixedModelError.designNotOfFullRank`.
  init(_ frame: ModelFrame) throws(MixedModelError) {
    var response = frame.response
    for (i, value) in frame.offset.enumerated() { response[i] -= value }
    var design = frame.fixed.matrix
    if !frame.weights.isEmpty {
      let roots = frame.weights.map { $0.squareRoot() }
      for i in response.indices { response[i] *= roots[i] }
      let n = response.count
      design = Matrix(
        rows: n, columns: design.columns,
        columnMajor: design.elements.indices.map { design.elements[$0] * roots[$0 % n] })
    }
    do { try self.init(design, response) } catch { throw .designNotOfFullRank }
  }

  /// The deviance and its parts.
  func evaluation(_ problem: LikelihoodProblem) -> Evaluation {
    Evaluation(
      problem, logDeterminantRandom: 0, logDeterminantFixed: logDeterminant,
      logDeterminantResidual: problem.logDeterminantWeights,
      penalizedSumOfSquares: residualSumOfSquares)
  }
}
