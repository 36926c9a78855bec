import Glibc
import Numerics

/// The likelihood of a linear mixed model as a function of its covariance parameters, with the
/// scratch memory to compute it: one per task.
///
/// What is asked after `evaluate` refers to the parameters evaluated last. Nothing here reads the
/// rows of the data: n enters once, into the cross-products.
final class Likelihood {
  private(set) var problem: LikelihoodProblem
  let factor: any PenalizedFactor
  let scales: [Double]
  private(set) var parameters: [Double] = []
  /// The rows at the residual parameters evaluated last, where there are any.
  private(set) var whitened: WhitenedRows?
  private var residualParameters: [Double]?
  private(set) var sums = FactorSums(logDeterminantRandom: 0, logDeterminantFixed: 0, residual: 0)

  init(_ problem: LikelihoodProblem) {
    self.problem = problem
    scales = problem.parameterScales
    switch problem.products {
    case .plain(let data):
      factor = PlainFactor(data, responses: problem.coefficientCount + 1)
    case .grouped(let data): factor = GroupedFactor(data)
    case .blocked(let data): factor = BlockedFactor(data)
    }
  }

  /// Goes over to another problem of the same shape, keeping the scratch memory.
  func setProblem(_ problem: LikelihoodProblem) {
    self.problem = problem
    (whitened, residualParameters) = (nil, nil)
    setProducts(problem.products)
  }

  private func setProducts(_ products: LikelihoodProblem.Products) {
    switch (products, factor) {
    case (.plain(let data), let factor as PlainFactor): factor.replaceData(data)
    case (.grouped(let data), let factor as GroupedFactor): factor.replaceData(data)
    case (.blocked(let data), let factor as BlockedFactor): factor.replaceData(data)
    default: preconditionFailure("a problem of another shape")
    }
  }

  /// The profiled deviance at these parameters: theta of every factor.
  /// - Throws: `MixedModelError.perfectFit`, `.designNotOfFullRank`.
  @discardableResult
  func evaluate(_ parameters: [Double]) throws -> Evaluation {
    self.parameters = parameters
    let thetaCount = problem.thetaCount
    if let residual = problem.residual {
      let values = Array(parameters[thetaCount...])
      if residualParameters != values {
        let rows = try WhitenedRows(problem.rows, residual, values, like: layout)
        setProducts(rows.products)
        (whitened, residualParameters) = (rows, values)
      }
    }
    sums = try factor.factor((0..<thetaCount).map { parameters[$0] * scales[$0] })
    return evaluation
  }

  var layout: BlockedLayout? { (factor as? BlockedFactor)?.layout }

  private var logDeterminantResidual: Double {
    whitened?.factor.logDeterminant ?? problem.logDeterminantWeights
  }

  /// The parts of the deviance at the parameters evaluated last.
  var evaluation: Evaluation {
    Evaluation(
      problem, logDeterminantRandom: sums.logDeterminantRandom,
      logDeterminantFixed: sums.logDeterminantFixed - problem.basis.logDeterminant,
      logDeterminantResidual: logDeterminantResidual,
      penalizedSumOfSquares: penalizedSumOfSquares)
  }

  var penalizedSumOfSquares: Double {
    sums.residual * problem.basis.scale * problem.basis.scale
  }

  /// Known, or estimated at the parameters evaluated last.
  var sigma: Double {
    problem.residualStandardDeviation
      ?? (penalizedSumOfSquares / problem.denominator).squareRoot()
  }

  /// The unprofiled deviance at the parameters evaluated last and any sigma.
  func deviance(sigma: Double) -> Double {
    let evaluation = evaluation
    let variance = sigma * sigma
    let fixed =
      problem.criterion == .restrictedMaximumLikelihood ? evaluation.logDeterminantFixed : 0
    return sums.logDeterminantRandom + logDeterminantResidual + fixed
      + problem.denominator * log(2 * .pi * variance)
      + evaluation.penalizedSumOfSquares / variance
  }
}
