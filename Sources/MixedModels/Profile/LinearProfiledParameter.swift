import Numerics

/// A parameter of a linear mixed model, the likelihood of the data (ML) being profiled.
struct LinearProfiledParameter: ProfiledParameter {
  private enum Target {
    case fixedEffect(Int)
    case sigma
    case standardDeviation(row: [Int])
    case correlation(row: [Int], other: [Int])
  }

  let scale: ProfileScale
  let domain: ClosedRange<Double>
  let optimum: ProfileOptimum
  private let context: MaximumLikelihoodFit
  private let target: Target
  private let objective: ProfileObjective

  /// - Precondition: the model has the parameter; a correlation is of two random effects that vary.
  init(_ parameter: ModelParameter, _ context: MaximumLikelihoodFit) throws {
    self.context = context
    let rows = context.layout.rows
    switch parameter {
    case .fixedEffect(let index):
      (target, scale, domain) = (.fixedEffect(index), .identity, -.infinity ... .infinity)
    case .residualStandardDeviation:
      (target, scale, domain) = (.sigma, .logarithm, -.infinity ... .infinity)
    case .standardDeviation(let factor, let effect):
      target = .standardDeviation(row: rows[factor][effect])
      (scale, domain) = (.identity, 0 ... .infinity)
    case .correlation(let factor, let first, let second):
      target = .correlation(row: rows[factor][second], other: rows[factor][first])
      (scale, domain) = (.arcSine, -Double.pi / 2...Double.pi / 2)
    case .zeroInflation, .seriesStandardDeviation, .seriesCorrelation, .dispersion:
      preconditionFailure("a linear model has no such parameter")
    }
    if case .fixedEffect(let index) = target {
      let center = context.coefficients[index]
      objective = ProfileObjective(try context.fixing(index, at: center), hasSigma: false)
      let error = context.sigma * context.unscaledCovariance[index, index].squareRoot()
      optimum = ProfileOptimum(
        value: center, point: context.parameters, deviance: context.deviance,
        tangent: context.parameters.map { _ in 0 }, slope: 1 / error)
    } else {
      let value = context.layout.value(
        of: parameter, parameters: context.parameters, sigma: context.sigma)
      objective = ProfileObjective(context.problem, hasSigma: context.knownSigma == nil)
      optimum = try ProfileOptimum(
        value: scale.value(value ?? 0), point: context.point, deviance: context.deviance,
        Self.chart(target, at: context.point, context.knownSigma), objective,
        // Where the information says nothing, a step of a third of sigma, or of a radian.
        fallback: 3 / (scale == .identity ? context.sigma : 1))
    }
  }

  func minimum(at value: Double, from start: [Double]) throws -> ConstrainedMinimum {
    if case .fixedEffect(let index) = target {
      objective.setProblem(try context.fixing(index, at: value))
    }
    let minimum = try objective.leastDeviance(value, from: start, beside: beside) {
      Self.chart(target, at: $0, context.knownSigma)
    }
    guard case .fixedEffect(let index) = target else { return minimum }
    return ConstrainedMinimum(
      deviance: minimum.deviance, slope: try fixedEffectSlope(index, value, minimum.point),
      point: minimum.point)
  }

  /// The point with every standard deviation of 0 a little above it.
  private func beside(_ point: [Double]) -> [Double]? {
    var beside = point
    for place in context.layout.diagonal where abs(point[place] * objective.units[place]) < 1e-4 {
      beside[place] = 0.03 / objective.units[place]
    }
    return beside == point ? nil : beside
  }

  /// d d / d beta_j at the constrained minimum, from the deviance's exact dependence on beta_j at
  /// fixed covariance: r^2(beta_j) = r^2 + (beta_j - estimate)^2 / inverse(X' V0^-1 X)_jj.
  private func fixedEffectSlope(
    _ index: Int, _ value: Double, _ parameters: [Double]
  ) throws -> Double {
    let likelihood = Likelihood(context.problem)
    let evaluation = try likelihood.evaluate(parameters)
    let variance = likelihood.unscaledCovariance()[index, index]
    let difference = value - likelihood.coefficients()[index]
    let squares = evaluation.penalizedSumOfSquares + difference * difference / variance
    let precision = context.knownSigma.map { 1 / ($0 * $0) }
    return 2 * difference / variance * (precision ?? Double(context.observationCount) / squares)
  }

  private static func chart(
    _ target: Target, at point: [Double], _ knownSigma: Double?
  ) -> any ProfileChart {
    switch target {
    case .fixedEffect: FreeChart(center: point)
    case .sigma: SigmaChart(center: Array(point.dropLast()))
    case .standardDeviation(let row):
      StandardDeviationChart(center: point, row: row, knownSigma: knownSigma)
    case .correlation(let row, let other): CorrelationChart(center: point, row: row, other: other)
    }
  }
}
