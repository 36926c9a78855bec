import Tables

/// Why a test, a table or a comparison of models does not exist.
public enum InferenceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Kenward-Roger degrees of freedom of a model fitted by maximum likelihood.
  case kenwardRogerNeedsREML
  /// Kenward-Roger, or an information matrix in closed form, with a residual structure.
  case residualStructure
  /// Containment with grouping factors that are not nested.
  case notNested(first: String, second: String)
  /// A hypothesis without any row that is not zero.
  case emptyHypothesis(label: String)
  /// Weights of a contrast that are not as many as the coefficients or means.
  case contrastLength(label: String, expected: Int, found: Int)
  /// A name that is no factor of the fixed effects.
  case notAFactor(name: String, available: [String])
  /// Tukey's adjustment of contrasts other than all pairwise differences.
  case tukeyNeedsPairs
  /// A term with a numeric expression that has no finite value at the means of its variables.
  case notFiniteAtMeans(term: String)
  /// Models of different data: which part differs.
  case differentData(what: String)
  /// One model by REML, the other by ML.
  case differentCriteria
  /// REML criteria of models with different fixed effects.
  case differentFixedEffects
  /// Neither model is a special case of the other.
  case notASubmodel(what: String)
  /// The larger model fits worse than the smaller one by this much of deviance.
  case largerFitsWorse(excess: Double)
  /// A comparison of fewer than two models.
  case nothingToCompare
  /// A likelihood without curvature, or curved the wrong way, in the direction of parameters.
  case informationNotPositiveDefinite(parameters: [String])
  /// Joint standard errors of a model fitted in the fast mode.
  case jointNeedsAllParameters
  /// Ratios of means with a link whose differences are none.
  case noRatios(link: LinkFunction)
  /// Generalised models whose likelihoods are not on one scale: what differs.
  case differentKinds(what: String)

  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .kenwardRogerNeedsREML: "M301"
    case .residualStructure: "M302"
    case .notNested: "M303"
    case .emptyHypothesis: "M304"
    case .contrastLength: "M305"
    case .notAFactor: "M306"
    case .tukeyNeedsPairs: "M307"
    case .differentData: "M308"
    case .differentCriteria: "M309"
    case .differentFixedEffects: "M310"
    case .notASubmodel: "M311"
    case .largerFitsWorse: "M312"
    case .nothingToCompare: "M313"
    case .notFiniteAtMeans: "M314"
    case .informationNotPositiveDefinite: "M320"
    case .jointNeedsAllParameters: "M321"
    case .noRatios: "M322"
    case .differentKinds: "M323"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    Finding(code: code, severity: .error, message: explained.message, hint: explained.hint)
  }

  public var description: String { "\(explained.message): \(explained.hint)." }

  private var explained: (message: String, hint: String) {
    switch self {
    case .kenwardRogerNeedsREML:
      ("Kenward-Roger degrees of freedom need a REML fit", "fit by REML, or take Satterthwaite")
    case .residualStructure:
      (
        "Kenward-Roger and the expected information are not offered with correlated or unequal "
          + "residuals", "take Satterthwaite"
      )
    case .notNested(let first, let second):
      (
        "Containment needs nested grouping factors, and \(first) and \(second) are crossed",
        "take Satterthwaite or Kenward-Roger"
      )
    case .emptyHypothesis(let label):
      ("Every weight of \(label) is zero", "give at least one coefficient a weight")
    case .contrastLength(let label, let expected, let found):
      ("\(label) has \(found) weights", "give \(expected)")
    case .notAFactor(let name, let available):
      (
        "'\(name)' is no factor of the fixed effects",
        available.isEmpty
          ? "they have none" : "they have \(available.joined(separator: ", "))"
      )
    case .tukeyNeedsPairs:
      (
        "Tukey's adjustment is for all pairwise differences",
        "take sidak, holm or bonferroni for other contrasts"
      )
    case .differentData(let what):
      (
        "The models do not use the same data (\(what))", "fit both to the rows that both can use"
      )
    case .differentCriteria:
      ("One model was fitted by REML and one by ML", "fit both by the same criterion")
    case .differentFixedEffects:
      ("REML criteria of models with different fixed effects mean nothing together", "fit by ML")
    case .notASubmodel(let what):
      (
        "The first model is no special case of the second (\(what))",
        "compare them by AIC or BIC"
      )
    case .largerFitsWorse(let excess):
      (
        "The larger model fits worse than the smaller one by \(excess) of deviance, which cannot "
          + "be at its optimum", "see its convergence"
      )
    case .notFiniteAtMeans(let term):
      (
        "\(term) has no finite value where its variables are at their means",
        "shift or rescale the variables so that it has"
      )
    case .nothingToCompare: ("There is nothing to compare", "name at least two models")
    case .informationNotPositiveDefinite(let parameters):
      (
        "The likelihood has no curvature in the direction of \(parameters.joined(separator: ", "))",
        "simplify the model there, or take conditional standard errors of the fixed effects"
      )
    case .jointNeedsAllParameters:
      (
        "A fit in the fast mode has no joint standard errors",
        "take conditional ones, or fit by the Laplace approximation"
      )
    case .noRatios(let link):
      ("Differences with the \(link.rawValue) link are no ratios", "take them as differences")
    case .differentKinds(let what):
      ("The likelihoods are not on one scale (\(what))", "fit both models in the same way")
    }
  }
}
