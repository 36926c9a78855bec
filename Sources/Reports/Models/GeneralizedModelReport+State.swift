import Figures
import MixedModels

extension GeneralizedModelReport {
  /// What the fit looks like, one sentence each.
  var state: [String] {
    [criterion, explanation, integration].compactMap { $0 }
      + [ModelWords.convergence(model.convergence)] + limits
      + model.frame.findings.map(ModelWords.sentence) + levelNotes + methods
  }

  private var criterion: String {
    let count = model.parameterCount
    return """
      Log likelihood \(text.criterion(model.logLikelihood)), \
      AIC \(text.criterion(model.akaikeInformation)), \
      BIC \(text.criterion(model.bayesianInformation)) with \(count) \
      \(count == 1 ? "parameter" : "parameters").
      """
  }

  private var explanation: String? {
    guard let shares = explained?.shares else {
      return unexplained.map { "No share of variance explained: \($0)." }
    }
    func words(_ share: Double) -> String { DecimalText.brief(share * 100, digits: 2) + " %" }
    let fixed = """
      On the scale of the link the fixed effects explain \(words(shares.marginalRSquared)) of the \
      variance
      """
    return model.frame.random.isEmpty && model.series == nil
      ? fixed + "." : fixed + ", with the random effects \(words(shares.conditionalRSquared))."
  }

  private var integration: String? {
    guard !model.frame.random.isEmpty || model.series != nil else { return nil }
    return switch model.specification.integration {
    case .fast:
      "Random effects integrated out in the fast, rough way (--agq 0): good for a first look."
    case .laplace:
      "Random effects integrated out by Laplace's approximation (\(model.curvature.rawValue) "
        + "curvature)."
    case .gaussHermite(let nodes):
      "Random effects integrated out by adaptive quadrature with \(nodes) nodes."
    }
  }

  /// What ran to the limit of what it can be, and what that means.
  private var limits: [String] {
    if model.boundaries.isEmpty {
      return model.frame.random.isEmpty
        ? [] : ["Not singular: every random effect varies in its own way."]
    }
    return model.boundaries.map(\.sentence)
  }

  /// How standard errors and intervals were found, and what to know of them.
  private var methods: [String] {
    let errors =
      switch model.defaultStandardErrors {
      case .joint: "Standard errors from the curvature of the likelihood in all parameters"
      case .conditional where model.specification.integration == .fast:
        "Standard errors take the variances of the random effects for known"
      case .conditional: "Standard errors from the information on the fixed effects"
      }
    let note = coefficients.notes.contains(.boundary) && !model.boundaries.isEmpty
    return ["\(errors); normal tests."]
      + [ModelWords.intervals(request, failed: intervals.failedReplicates)].compactMap { $0 }
      + (note ? ["What ran to its limit counts as known in standard errors."] : [])
  }
}

extension GeneralizedMixedModel.Boundary {
  /// What ran to its limit, and what that means.
  var sentence: String {
    switch self {
    case .noOverdispersion:
      "No overdispersion was found: alpha ran to 0, where the family is the Poisson one."
    case .noZeroInflation:
      "No extra zeros were found: their share ran to 0, so a model without them fits as well."
    case .singular(let group):
      "Singular: a standard deviation of \(group) ran to 0, or a correlation to -1 or 1; the data "
        + "do not support random effects as rich as these."
    case .noSeries:
      "The latent series does not vary: its standard deviation ran to 0, so these rows remember "
        + "nothing of their neighbours."
    case .seriesIsConstant:
      "The correlation of the latent series ran to 1: it is one value for each of its groups, as a "
        + "random intercept is."
    case .seriesAlternates:
      "The correlation of the latent series ran to -1: neighbouring values are opposites, which "
        + "few diaries are; look at the times."
    }
  }
}
