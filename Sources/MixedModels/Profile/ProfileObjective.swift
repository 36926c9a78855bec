import Glibc
import Numerics

/// The ML deviance as a function of a point: covariance parameters and, unless sigma is profiled
/// out or known, log sigma after them.
final class ProfileObjective: ProfiledDeviance {
  private var problem: LikelihoodProblem
  private let likelihood: Likelihood
  /// Whether log sigma is the last element of a point.
  let hasSigma: Bool
  let units: [Double]
  let relativeNoise = 1e-13
  private var evaluated: [Double] = []

  init(_ problem: LikelihoodProblem, hasSigma: Bool) {
    self.problem = problem
    self.hasSigma = hasSigma
    likelihood = Likelihood(problem)
    units = problem.parameterScales + (hasSigma ? [1] : [])
  }

  /// Goes on with another problem of the same shape.
  func setProblem(_ problem: LikelihoodProblem) {
    self.problem = problem
    likelihood.setProblem(problem)
    evaluated = []
  }

  /// The deviance at a point, sigma taken from it.
  func deviance(_ point: [Double]) throws -> Double {
    evaluated = []
    var parameters = point
    if hasSigma, let logSigma = parameters.popLast() {
      likelihood.setProblem(problem.fixingResidualStandardDeviation(exp(logSigma)))
    }
    let deviance = try likelihood.evaluate(parameters).deviance
    evaluated = point
    return deviance
  }

  /// The gradient, and the average information with the positive curvature of Lambda Lambda'.
  func derivatives(_ point: [Double]) throws -> TrustRegion.Derivatives {
    if evaluated != point { _ = try deviance(point) }
    let scaled = try likelihood.scaledDerivatives()
    let count = scaled.gradient.count
    var gradient = zip(scaled.gradient, units).map { $0 * $1 }
    var hessian = Matrix(rows: units.count, columns: units.count)
    for b in 0..<count {
      for a in 0..<count { hessian[a, b] = scaled.hessian[a, b] * units[a] * units[b] }
    }
    guard hasSigma else { return TrustRegion.Derivatives(gradient: gradient, hessian: hessian) }
    let evaluation = likelihood.evaluation
    let information = likelihood.averageInformation(sigma: evaluation.sigma)
    for a in 0...count {
      hessian[a, count] = information[a, count]
      hessian[count, a] = information[count, a]
    }
    let squares = evaluation.penalizedSumOfSquares / (evaluation.sigma * evaluation.sigma)
    gradient.append(2 * (problem.denominator - squares))
    return TrustRegion.Derivatives(gradient: gradient, hessian: hessian)
  }
}
