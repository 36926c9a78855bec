import Tables

extension MixedModelError: CustomStringConvertible {
  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .designNotOfFullRank: "M201"
    case .perfectFit: "M202"
    case .tooFewRows: "M203"
    case .unsupported: "M204"
    case .notConverged: "M205"
    case .notAvailable(let finding): finding.code
    case .tooManyRandomEffects: "M206"
    case .randomEffectIsZero: "M207"
    case .randomEffectsDependent: "M208"
    case .randomEffectIsFixed: "M209"
    case .outOfRange: "M210"
    case .separated: "M220"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    if case .notAvailable(let finding) = self { return finding }
    return Finding(code: code, severity: .error, message: explained.message, hint: explained.hint)
  }

  public var description: String { finding.rendered() }

  private var explained: (message: String, hint: String) {
    switch self {
    case .designNotOfFullRank:
      (
        "the fixed effects are so nearly dependent that rounding decides their estimates",
        "centre the columns, or leave out one of those that say the same"
      )
    case .perfectFit:
      (
        "the model explains the response exactly: there is no residual to estimate a variance from",
        "check whether the response was computed from the predictors"
      )
    case .tooFewRows(let rows, let coefficients):
      (
        "\(rows) rows for \(coefficients) coefficients leave nothing to estimate the residual "
          + "variance from", "leave terms out of the fixed effects"
      )
    case .separated(let separation):
      (
        "the fixed effects predict \(separation.rows.count) responses without error: "
          + separation.description,
        "leave out the term, join levels, or report the counts themselves: 0 events of n is an "
          + "answer"
      )
    case .unsupported(let reason): (reason, "choose a simpler structure")
    case .notConverged(let evaluations):
      (
        "no maximum of the likelihood was found in \(evaluations) evaluations",
        "simplify the random effects or the residual structure; centre and scale covariates"
      )
    case .notAvailable(let finding): (finding.message, finding.hint ?? "")
    case .tooManyRandomEffects(let group, let effects, let rows):
      (
        "\(effects) random effects of \(Finding.quoted(group)) for \(rows) rows: their variance "
          + "cannot be told from the residual variance",
        "leave out the random slopes, or the grouping factor"
      )
    case .randomEffectIsZero(let group, let column):
      (
        "\(Finding.quoted(column)) is zero in every used row, so its random effects of "
          + "\(Finding.quoted(group)) have no variance to estimate",
        "leave it out of the random effects"
      )
    case .randomEffectsDependent(let group, let column, let others):
      (
        "the variance of \(Finding.quoted(column)) in \(Finding.quoted(group)) cannot be told "
          + "from that of \(others)", "leave one of them out"
      )
    case .randomEffectIsFixed(let group, let column):
      (
        "the fixed effects determine every level's \(Finding.quoted(column)) of "
          + "\(Finding.quoted(group)): nothing is left to estimate its variance from",
        "keep the factor among the fixed effects or among the random ones, not in both"
      )
    case .outOfRange(let column, let magnitude):
      (
        "\(Finding.quoted(column)) has values about \(NumberText.shortest(magnitude)): their "
          + "squares have no place in double precision",
        "multiply or divide the column by a power of ten"
      )
    }
  }
}
