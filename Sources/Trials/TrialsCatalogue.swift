import Tables

/// What every `A` code means, for `magnify explain CODE`.
public enum TrialsCatalogue {
  /// In the order of the codes: A2xx effects, A30x reading, A31x and A32x pooling, A33x and
  /// A34x claims.
  public static let explanations: [CodeExplanation] = effects + reading + analysis + claims

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
