import Numerics

extension GeneralizedMixedModel {
  /// Where standard errors come from if nothing is asked for: the joint information where there
  /// are random effects, a latent series or extra zeros, else the conditional one of R's `glm`.
  public var defaultStandardErrors: StandardErrorMethod {
    let hasExtraZeros = !zeroInflationCoefficients.isEmpty
    return specification.integration == .fast || (isPlain && !hasExtraZeros) ? .conditional : .joint
  }

  /// Without random effects and latent series.
  var isPlain: Bool { frame.random.isEmpty && series == nil }

  /// Wald tests and intervals of the fixed effects: normal and chi-squared.
  ///
  /// - Parameters:
  ///   - method: nil for ``defaultStandardErrors``.
  ///   - joint: what ``jointCovariance()`` gave, not to compute it again.
  /// - Throws: `InferenceError.informationNotPositiveDefinite`, `.jointNeedsAllParameters` (the
  ///   fast mode has no joint information).
  public func inference(
    _ method: StandardErrorMethod? = nil, joint: JointCovariance? = nil
  ) throws -> FixedEffectsInference {
    switch method ?? defaultStandardErrors {
    case .joint:
      guard specification.integration != .fast else {
        throw InferenceError.jointNeedsAllParameters
      }
      let joint = try joint ?? jointCovariance()
      return FixedEffectsInference(
        normal: coefficients, covariance: joint.coefficients, names: frame.fixed.names,
        information: .observed, notes: joint.held.isEmpty ? [] : [.boundary])
    case .conditional:
      return FixedEffectsInference(
        normal: coefficients,
        covariance: problem.basis.covariance(try conditionalCovariance(objective())),
        names: frame.fixed.names,
        information: isPlain && curvature == .expected ? .expected : .observed,
        notes: boundaries.isEmpty ? [] : [.boundary])
    }
  }

  /// Wald tests and intervals of gamma, the coefficients of the log odds of an extra zero, by the
  /// joint information; nil where there is no zero inflation.
  ///
  /// - Parameter joint: what ``jointCovariance()`` gave, not to compute it again.
  /// - Throws: `InferenceError.informationNotPositiveDefinite`.
  public func zeroInflationInference(
    joint: JointCovariance? = nil
  ) throws -> FixedEffectsInference? {
    guard !zeroInflationCoefficients.isEmpty else { return nil }
    let joint = try joint ?? jointCovariance()
    return FixedEffectsInference(
      normal: zeroInflationCoefficients, covariance: joint.zeroInflation,
      names: zeroInflationNames, information: .observed,
      notes: joint.held.isEmpty ? [] : [.boundary])
  }

  /// The fixed effects with standard errors, z tests and Wald intervals.
  ///
  /// - Throws: as ``inference(_:joint:)``.
  public func coefficientTable(
    _ method: StandardErrorMethod? = nil, level: Double = 0.95
  ) throws -> CoefficientTable {
    try inference(method).coefficientTable(level: level)
  }

  /// The Wald chi-squared test of every term of the fixed effects, as `Anova` of R's car.
  ///
  /// Where the linear model eliminates terms by least squares (types I and II), here it is by the
  /// information on the coefficients, the inverse of their covariance.
  /// - Throws: as ``inference(_:joint:)``.
  public func anovaTable(
    _ hypothesis: TermHypothesis = .unweighted, method: StandardErrorMethod? = nil
  ) throws -> AnovaTable {
    let inference = try inference(method)
    let information = try CholeskyFactor(inference.covariance).inverse()
    return try AnovaTable(
      hypothesis, frame: frame, inference: inference,
      root: CholeskyFactor(information).lower.transposed)
  }

  /// Estimated marginal means on the scale of the link; see ``MarginalMeans/responseScale(_:)``.
  ///
  /// - Parameters:
  ///   - factors: names as in the formula, or columns; none for the grand mean.
  ///   - method: nil for ``defaultStandardErrors``.
  ///   - level: of each interval by itself.
  /// - Throws: `InferenceError.notAFactor`, `.notFiniteAtMeans`, and as ``inference(_:joint:)``.
  public func marginalMeans(
    of factors: [String], method: StandardErrorMethod? = nil, level: Double = 0.95
  ) throws -> MarginalMeans {
    try MarginalMeans(
      frame: frame, factors: factors, inference: inference(method), level: level)
  }
}
