import Tables

/// What every `A` code means, for `magnify explain CODE`.
public enum TrialsCatalogue {
  /// In the order of the codes: A1xx consistency, A2xx effects.
  public static let explanations: [CodeExplanation] =
    (counts + effects).sorted { $0.code < $1.code }

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
