import Tables

/// What every `N` code means, for `magnify explain CODE`.
public enum NOf1Catalogue {
  /// In the order of the codes: N10x and N11x errors of the log, N13x to N15x checks, N17x and
  /// N18x what cannot be estimated, N20x the study, N21x and N22x planning, N23x monitoring, N24x
  /// power, N25x ordered levels, N26x arms, N27x priors from trials, N30x many people, N34x
  /// checklists.
  public static let explanations: [CodeExplanation] =
    errors + checks + following + unavailable + study + planning + monitoring + power + ordinal
    + arms + borrowing + population + checklists

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
