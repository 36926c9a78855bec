import Figures
import MixedModels
import Tables

extension ModelReport {
  /// What the fit looks like, one sentence each.
  var state: [String] {
    let fit = [
      criterion, explanation, ModelWords.convergence(model.convergence), singularity,
    ].compactMap { $0 }
    return fit + findings.map(ModelWords.sentence) + levelNotes + methods
  }

  /// What is worth knowing of the data and of the fit.
  public var findings: [Finding] { model.frame.findings + diagnostics.findings }

  /// How degrees of freedom and intervals were found, and what to know of them.
  private var methods: [String] {
    ([degreesOfFreedom, ModelWords.intervals(request, failed: intervals.failedReplicates)]
      + coefficients.notes.map(sentence)).compactMap { $0 }
  }

  private var degreesOfFreedom: String {
    if coefficients.notes.contains(.exact) {
      return "Degrees of freedom: rows less coefficients, which is exact."
    }
    let information = coefficients.information.map { " (\($0.rawValue) information)" } ?? ""
    return switch coefficients.method {
    case .satterthwaite: "Degrees of freedom by Satterthwaite's method\(information)."
    case .kenwardRoger:
      "Degrees of freedom and standard errors by Kenward and Roger's method\(information)."
    case .containment: "Degrees of freedom by containment: each term against its own stratum."
    case .none: "Normal tests, as if the variances were known."
    }
  }

  private func sentence(_ note: FixedEffectsInference.Note) -> String? {
    switch note {
    case .exact: nil
    case .boundary:
      "Tests and intervals take the variances that were estimated as 0 for known."
    case .singularInformation:
      "The data say nothing about some variances; degrees of freedom leave these out."
    case .maximumLikelihood:
      "Fitted by ML: variances, and with them standard errors, are too small in small samples."
    }
  }

  private var criterion: String {
    let name =
      model.criterion == .restrictedMaximumLikelihood ? "REML criterion" : "-2 log likelihood"
    let count = model.parameterCount
    return """
      \(name) \(text.criterion(model.deviance)), \
      AIC \(text.criterion(model.akaikeInformation)), \
      BIC \(text.criterion(model.bayesianInformation)) with \(count) \(count == 1 ? "parameter" : "parameters").
      """
  }

  private var explanation: String {
    func words(_ share: Double) -> String { DecimalText.brief(share * 100, digits: 2) + " %" }
    let fixed = "The fixed effects explain \(words(explained.marginalRSquared)) of the variance"
    if model.frame.random.isEmpty { return fixed + "." }
    return """
      \(fixed), with the random effects \(words(explained.conditionalRSquared)); of what the fixed \
      effects leave, \(words(explained.adjustedIntraclassCorrelation)) lies between groups.
      """
  }

  /// A singular fit has a finding that says more.
  private var singularity: String? {
    model.frame.random.isEmpty || model.convergence.isSingular
      ? nil : "Not singular: every random effect varies in its own way."
  }
}
