/// What the name of an outcome says of it, by its words.
///
/// Nothing is guessed: a name without a word that is known has no orientation.
struct OutcomeWords: Equatable {
  /// What of the complaint is measured.
  enum Aspect: Equatable {
    case frequency, intensity, duration
  }

  let words: [String]

  init(_ outcome: String) {
    words = outcome.lowercased().split { !$0.isLetter }.map(String.init)
  }

  /// 1 if more of it is better, -1 if more of it is worse; nil if the words do not tell.
  var orientation: Double? {
    if words.contains(where: Self.negations.contains) { return nil }
    if contains(Self.good) { return 1 }
    return contains(Self.bad) ? -1 : nil
  }

  /// What people are sorted into by how they fared, or by what they say: a share of responders.
  var isResponse: Bool { contains(Self.responses) }

  var aspect: Aspect? {
    if contains(["intensity", "severity", "irls", "pain", "distress", "discomfort", "symptom"]) {
      return .intensity
    }
    if contains(["duration", "length"]) { return .duration }
    let frequency = ["frequency", "number", "episode", "free", "recovery", "halved"]
    return contains(frequency) ? .frequency : nil
  }

  /// The complaint: cramps, restless legs; nil if the words name none.
  var complaint: String? {
    ["cramp", "rls", "plm", "sleep"].first { name in
      words.contains { $0.hasPrefix(name) || $0 == "i\(name)" || $0 == "k\(name)" }
    }
  }

  /// Another measure of the same side of the same complaint.
  func isRelated(to other: OutcomeWords) -> Bool {
    complaint != nil && complaint == other.complaint && aspect != nil && aspect == other.aspect
  }

  /// By stems: `halve` covers `halved`.
  private func contains(_ stems: [String]) -> Bool {
    words.contains { word in stems.contains { word.hasPrefix($0) } }
  }

  private static let negations = [
    "no", "not", "non", "without", "fewer", "less", "worse", "loss", "lack", "absence",
  ]
  private static let responses = [
    "helpful", "improve", "better", "respon", "halve", "reliev", "recover", "free", "cured", "cure",
    "benefit", "satisf", "down",
  ]
  private static let good =
    responses + ["quality", "efficiency", "velocity", "function", "relief", "remission"]
  private static let bad = [
    "cramp", "pain", "severity", "intensity", "symptom", "irls", "rls", "plms", "plmw", "distress",
    "discomfort", "side", "adverse", "harm", "diarrh", "drop", "nausea", "episode", "attack",
    "mortality", "death",
  ]
}
