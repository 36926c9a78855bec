import Glibc
import Numerics

/// The maximum of the likelihood (ML), from which profiles and likelihood ratios start.
struct MaximumLikelihoodFit: Sendable {
  /// Under maximum likelihood, whatever the criterion of the fit.
  let problem: LikelihoodProblem
  let observationCount: Int
  let layout: ParameterLayout
  /// sigma where it is known and therefore no variable.
  let knownSigma: Double?
  let parameters: [Double]
  let sigma: Double
  let deviance: Double
  let coefficients: [Double]
  /// inverse(X' V0^-1 X), p x p.
  let unscaledCovariance: Matrix

  /// - Throws: what the likelihood and its minimisation throw.
  init(_ model: LinearMixedModel) throws {
    problem = model.problem.replacingCriterion(.maximumLikelihood)
    observationCount = model.observationCount
    layout = ParameterLayout(model.frame.random)
    knownSigma = model.specification.residualStandardDeviation
    let likelihood = Likelihood(problem)
    if model.criterion == .restrictedMaximumLikelihood {
      parameters = try DevianceMinimizer().minimize(
        likelihood, from: model.parameters.vector
      ).parameters
    } else {
      parameters = model.parameters.vector
    }
    let evaluation = try likelihood.evaluate(parameters)
    sigma = evaluation.sigma
    deviance = evaluation.deviance
    coefficients = likelihood.coefficients()
    unscaledCovariance = likelihood.unscaledCovariance()
  }

  /// The optimum as a point whose last element is log sigma, unless sigma is known.
  var point: [Double] { knownSigma == nil ? parameters + [log(sigma)] : parameters }

  /// The problem with the coefficient of one column of X fixed: the column is dropped and its
  /// multiple subtracted from the response.
  func fixing(_ column: Int, at value: Double) throws -> LikelihoodProblem {
    let count = coefficients.count
    var transform = Matrix(rows: count + 1, columns: count)
    for (position, kept) in (0..<count).filter({ $0 != column }).enumerated() {
      transform[kept, position] = 1
    }
    transform[column, count - 1] = -value
    transform[count, count - 1] = 1
    return try problem.recombining(transform)
  }
}
