import Tables

/// What every `A` code means, for `magnify explain CODE`.
public enum TrialsCatalogue {
  /// In the order of the codes: A2xx effects and their pooling.
  public static let explanations: [CodeExplanation] = effects + dependent

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
