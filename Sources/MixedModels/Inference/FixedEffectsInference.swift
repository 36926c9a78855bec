import Numerics

/// Tests and intervals of the fixed effects of a fitted model by one method; what the method needs is
/// computed once, and then any number of hypotheses are tested.
///
///     let inference = try model.inference(.kenwardRoger)
///     let slope = try inference.contrast([0, 1], label: "age")
public struct FixedEffectsInference: Sendable {
  public let method: DegreesOfFreedomMethod
  /// The information matrix used; nil where the method has none.
  public let information: Information?
  public let coefficients: [Double]
  /// The covariance of the coefficients, by Kenward-Roger the adjusted one.
  public let covariance: Matrix
  /// What to know of these numbers.
  public let notes: [Note]

  /// Something to know of the numbers of a table.
  public enum Note: String, Sendable, Codable, CaseIterable {
    /// No random effects and no residual structure: n - p exactly.
    case exact
    /// A variance is estimated as zero, or a correlation as its limit: it counts as known.
    case boundary
    /// The information on the variance parameters is singular: directions without any are left out.
    case singularInformation = "singular-information"
    /// Fitted by maximum likelihood: variances, and so standard errors, are too small in small samples.
    case maximumLikelihood = "maximum-likelihood"
  }

  /// How degrees of freedom are found.
  enum Rule: Sendable {
    case constant(Double)
    case containment(ContainmentDegreesOfFreedom)
    case satterthwaite(SatterthwaiteApproximation)
    case kenwardRoger(KenwardRogerApproximation)
  }

  let rule: Rule
  let sigma: Double
  let names: [String]

  init(
    model: LinearMixedModel, method: DegreesOfFreedomMethod, information: Information?
  ) throws {
    let chosen = method.defaultInformation.map { information ?? $0 }
    let prepared = try Self.prepare(model, method, chosen)
    self.method = method
    self.information = prepared.information
    rule = prepared.rule
    coefficients = model.coefficients
    sigma = model.sigma
    names = model.frame.fixed.names
    if case .kenwardRoger(let approximation) = prepared.rule {
      covariance = approximation.adjustedCovariance
    } else {
      covariance = model.coefficientCovariance
    }
    var notes = prepared.notes
    let isAtBoundary =
      model.convergence.isSingular || model.residualStructure?.isAtBoundary == true
    if isAtBoundary && chosen != nil { notes.append(.boundary) }
    if model.criterion == .maximumLikelihood { notes.append(.maximumLikelihood) }
    self.notes = notes
  }

  /// Normal tests of coefficients with a known covariance.
  init(
    normal coefficients: [Double], covariance: Matrix, names: [String], information: Information?,
    notes: [Note]
  ) {
    method = .none
    self.information = information
    rule = .constant(.infinity)
    self.coefficients = coefficients
    self.covariance = covariance
    sigma = 1
    self.names = names
    self.notes = notes
  }

  private typealias Prepared = (rule: Rule, information: Information?, notes: [Note])

  private static func prepare(
    _ model: LinearMixedModel, _ method: DegreesOfFreedomMethod, _ information: Information?
  ) throws -> Prepared {
    if method == .none || model.hasNoVarianceParameters { return (.constant(.infinity), nil, []) }
    if model.frame.random.isEmpty && model.frame.residual == nil {
      let free = model.observationCount - model.coefficients.count
      return (.constant(Double(free)), nil, [.exact])
    }
    guard let information else {
      return (.containment(try ContainmentDegreesOfFreedom(frame: model.frame)), nil, [])
    }
    if method == .kenwardRoger && model.criterion != .restrictedMaximumLikelihood {
      throw InferenceError.kenwardRogerNeedsREML
    }
    let likelihood = try model.likelihood()
    if method == .satterthwaite && information == .observed {
      let approximation = try SatterthwaiteApproximation(model: model, likelihood: likelihood)
      // At a singular fit directions without curvature are expected: the boundary is noted.
      let lost = model.convergence.isSingular ? 0 : approximation.droppedDirections
      return (.satterthwaite(approximation), information, dropped(lost))
    }
    let variance = try VarianceInformation(
      model: model, likelihood: likelihood, information: information)
    let rule: Rule =
      method == .kenwardRoger
      ? .kenwardRoger(KenwardRogerApproximation(variance, sigma: model.sigma))
      : .satterthwaite(SatterthwaiteApproximation(variance, sigma: model.sigma))
    return (rule, information, dropped(variance.droppedDirections))
  }

  private static func dropped(_ directions: Int) -> [Note] {
    directions > 0 ? [.singularInformation] : []
  }
}

extension LinearMixedModel {
  /// Tests and intervals of the fixed effects.
  ///
  /// - Parameters:
  ///   - method: where the degrees of freedom come from.
  ///   - information: by default what R does: expected for Kenward-Roger (pbkrtest; SAS uses the
  ///     observed one), observed for Satterthwaite (lmerTest). Without a meaning for the others.
  /// - Throws: `InferenceError.kenwardRogerNeedsREML`, `.residualStructure` (Kenward-Roger and
  ///   expected information need independent, alike or weighted residuals), `.notNested`.
  public func inference(
    _ method: DegreesOfFreedomMethod = .satterthwaite, information: Information? = nil
  ) throws -> FixedEffectsInference {
    try FixedEffectsInference(model: self, method: method, information: information)
  }

  /// sigma is known and nothing else is estimated.
  fileprivate var hasNoVarianceParameters: Bool {
    specification.residualStandardDeviation != nil && parameters.vector.isEmpty
  }
}
