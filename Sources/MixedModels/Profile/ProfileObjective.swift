import Glibc
import Numerics

/// The ML deviance as a function of a point: covariance parameters and, unless sigma is profiled
/// out or known, log sigma after them.
final class ProfileObjective {
  private let likelihood: Likelihood
  private let observationCount: Double
  /// Whether log sigma is the last element of a point.
  let hasSigma: Bool
  /// By what each element of a point is multiplied to be about 1.
  let units: [Double]
  private var evaluated: [Double] = []

  init(_ problem: LikelihoodProblem, observationCount: Int, hasSigma: Bool) {
    likelihood = Likelihood(problem)
    self.observationCount = Double(observationCount)
    self.hasSigma = hasSigma
    units = problem.parameterScales + (hasSigma ? [1] : [])
  }

  /// Goes on with another problem of the same shape.
  func setProblem(_ problem: LikelihoodProblem) {
    likelihood.setProblem(problem)
    evaluated = []
  }

  /// The deviance at a point, sigma taken from it:
  /// d(theta, sigma) = d(theta) + n (log(n sigma^2 / r^2) - 1) + r^2 / sigma^2.
  func deviance(_ point: [Double]) throws -> Double {
    evaluated = []
    let evaluation = try likelihood.evaluate(hasSigma ? Array(point.dropLast()) : point)
    evaluated = point
    guard hasSigma, let logSigma = point.last else { return evaluation.deviance }
    let squares = evaluation.penalizedSumOfSquares
    let ratio = squares * exp(-2 * logSigma)
    return evaluation.deviance + observationCount * (log(observationCount / ratio) - 1) + ratio
  }

  func gradient(_ point: [Double]) throws -> [Double] {
    try prepare(point)
    guard hasSigma, let logSigma = point.last else { return likelihood.gradient() }
    return likelihood.gradient(sigma: exp(logSigma))
  }

  /// The average information on the scale of the deviance.
  func information(_ point: [Double]) throws -> Matrix {
    try prepare(point)
    guard hasSigma, let logSigma = point.last else { return likelihood.averageInformation() }
    return likelihood.averageInformation(sigma: exp(logSigma))
  }

  /// Evaluates the fixed effects at a point: estimates and inverse(X' V0^-1 X).
  func fixedEffects(
    _ parameters: [Double]
  ) throws -> (evaluation: Evaluation, coefficients: [Double], unscaledCovariance: Matrix) {
    evaluated = []
    let evaluation = try likelihood.evaluate(parameters)
    return (evaluation, likelihood.coefficients(), likelihood.unscaledCovariance())
  }

  private func prepare(_ point: [Double]) throws {
    if evaluated != point { _ = try deviance(point) }
  }
}
