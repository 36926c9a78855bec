import Tables

/// What every `A` code means, for `magnify explain CODE`.
public enum TrialsCatalogue {
  /// In the order of the codes: A1xx checks, A2xx effects and derivations, A30x reading, A31x and
  /// A32x pooling.
  public static let explanations: [CodeExplanation] = [
    counts, intervals, paired, effects, derivation, reading, analysis,
  ].joined().sorted { $0.code < $1.code }

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
