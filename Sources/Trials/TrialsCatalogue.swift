import Tables

/// What every `A` code means, for `magnify explain CODE`.
public enum TrialsCatalogue {
  /// In the order of the codes: A1xx checks, A2xx effects.
  public static let explanations: [CodeExplanation] = intervals + effects

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
