import Tables

/// What every `N` code means, for `magnify explain CODE`.
public enum NOf1Catalogue {
  /// In the order of the codes: N10x and N11x errors of the log, N13x and N14x checks, N17x and
  /// N18x what cannot be estimated, N2xx the study, N3xx what goes beyond one log.
  public static let explanations: [CodeExplanation] =
    errors + checks + unavailable + study
    + population

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
