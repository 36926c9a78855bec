/// How certain a review is of an estimate (GRADE), from its printed words.
enum Certainty: Int, Comparable {
  case veryLow, low, moderate, high

  /// nil where the words name no level; of `low or very low` the lower.
  init?(_ words: String) {
    let words = words.lowercased()
    if words.contains("very low") {
      self = .veryLow
    } else if words.contains("low") {
      self = .low
    } else if words.contains("moderate") {
      self = .moderate
    } else if words.contains("high") {
      self = .high
    } else {
      return nil
    }
  }

  static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
}
