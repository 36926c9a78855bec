import Tables

/// What every `A` code means, for `magnify explain CODE`.
public enum TrialsCatalogue {
  /// In the order of the codes: A1xx checks, A2xx effects, derivations and what rests on them, A30x
  /// reading, A31x and A32x pooling, A33x and A34x claims.
  public static let explanations: [CodeExplanation] = [
    counts, intervals, paired, effects, derivation, dependent, evidence, reading, analysis, claims,
  ].joined().sorted { $0.code < $1.code }

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
