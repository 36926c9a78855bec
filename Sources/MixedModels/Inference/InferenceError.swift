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
  /// A contrast of means of which one cannot be estimated.
  case contrastNotEstimable(label: String)
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
    case .contrastNotEstimable: "M308"
    case .differentData: "M309"
    case .differentCriteria: "M310"
    case .differentFixedEffects: "M311"
    case .notASubmodel: "M312"
    case .largerFitsWorse: "M313"
    case .nothingToCompare: "M314"
    }
  }

  public var description: String {
    switch self {
    case .kenwardRogerNeedsREML:
      "Kenward-Roger degrees of freedom need a REML fit: fit by REML, or ask for Satterthwaite."
    case .residualStructure:
      "With correlated or unequal residuals there is no closed form of Kenward-Roger or of the "
        + "expected information here: ask for Satterthwaite degrees of freedom."
    case .notNested(let first, let second):
      "Containment needs nested grouping factors, and \(first) and \(second) are crossed: "
        + "ask for Satterthwaite or Kenward-Roger."
    case .emptyHypothesis(let label):
      "Nothing is tested by \(label): every weight is zero."
    case .contrastLength(let label, let expected, let found):
      "Contrast \(label) has \(found) weights and needs \(expected)."
    case .notAFactor(let name, let available):
      "'\(name)' is no factor of the fixed effects; they have "
        + (available.isEmpty ? "none." : available.joined(separator: ", ") + ".")
    case .tukeyNeedsPairs:
      "Tukey's adjustment is for all pairwise differences: take sidak, holm or bonferroni."
    case .contrastNotEstimable(let label):
      "\(label) involves a mean that cannot be estimated from these data."
    case .differentData(let what):
      "The models do not use the same data (\(what)): fit both to the rows that both can use."
    case .differentCriteria:
      "One model was fitted by REML and one by ML: fit both by the same criterion."
    case .differentFixedEffects:
      "REML criteria of models with different fixed effects cannot be compared: fit both by ML."
    case .notASubmodel(let what):
      "Neither model is a special case of the other (\(what)): compare them by AIC or BIC."
    case .largerFitsWorse(let excess):
      "The larger model fits worse than the smaller one by \(excess) of deviance, which cannot be "
        + "at its optimum: see its convergence."
    case .nothingToCompare: "A comparison needs at least two models."
    }
  }
}
