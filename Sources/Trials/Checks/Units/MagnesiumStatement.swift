/// The amounts of magnesium in a short text about a dose, and which of them the text calls equal.
///
/// The grammar is small on purpose; what does not fit it is left out.
///
///     statement  part (";" part)*                    parts stand for themselves
///     part       amount ("=" amount)*                 with other words around the amounts
///     amount     [count "x"] number ["to" number] unit words
///     unit       mmol, meq, mg, g, not followed by "/" unless it is "/day"
///     words      "elemental", "of magnesium", "of salt", a salt's name; "twice a day",
///                "3 times a day"; after a colon "1 in the morning, 2 in the evening"
///
/// Tablets without a number of tablets a day are no dose and are left out.
public struct MagnesiumStatement: Sendable, Equatable {
  /// In the order of the text.
  public let amounts: [MagnesiumAmount]
  /// Neighbours with an equals sign between them.
  public let equalities: [MagnesiumConversion]

  public init(_ text: String) {
    let parts = Self.tokens(text).split(separator: ";").map { part in
      part.split(separator: "=").map { Self.amounts(Array($0)) }
    }
    amounts = parts.flatMap { $0.flatMap { $0 } }
    equalities = parts.flatMap { sides in
      zip(sides, sides.dropFirst()).compactMap { left, right in
        guard let first = left.last, let second = right.first else { return nil }
        return MagnesiumConversion(first, equals: second)
      }
    }
  }

  /// Lower-case words, numbers and signs.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var isOpen = false
    for character in text.lowercased() {
      let isNumber = character.isASCII && character.isNumber
      let isPoint = character == "." && isOpen && tokens.last?.last?.isNumber == true
      if isNumber || isPoint || character.isLetter {
        let belongs =
          isOpen && (tokens.last?.last).map { ($0.isLetter) == character.isLetter } == true
        if belongs {
          tokens[tokens.count - 1].append(character)
        } else {
          tokens.append(String(character))
        }
        isOpen = true
      } else {
        isOpen = false
        if ";=:/,-\u{2013}\u{d7}".contains(character) { tokens.append(String(character)) }
      }
    }
    return tokens
  }

  private static func amounts(_ tokens: [String]) -> [MagnesiumAmount] {
    let starts = tokens.indices.filter { isUnit(tokens, $0) }
    return starts.enumerated().compactMap { order, place in
      let end = order + 1 < starts.count ? starts[order + 1] : tokens.count
      return amount(tokens, unitAt: place, words: Array(tokens[(place + 1)..<end]))
    }
  }

  /// A unit after a number; a concentration, per litre or kilogram, is none.
  private static func isUnit(_ tokens: [String], _ place: Int) -> Bool {
    guard place > 0, MagnesiumAmount.Unit(rawValue: tokens[place]) != nil,
      PrintedNumber(tokens[place - 1]) != nil
    else { return false }
    guard place + 1 < tokens.count, tokens[place + 1] == "/" else { return true }
    return place + 2 < tokens.count && ["day", "d"].contains(tokens[place + 2])
  }

  private static func amount(
    _ tokens: [String], unitAt place: Int, words: [String]
  ) -> MagnesiumAmount? {
    guard let unit = MagnesiumAmount.Unit(rawValue: tokens[place]),
      let last = PrintedNumber(tokens[place - 1])
    else { return nil }
    var first = last
    var start = place - 1
    if start >= 2, ["to", "-", "\u{2013}"].contains(tokens[start - 1]),
      let low = PrintedNumber(tokens[start - 2]), low.value < last.value
    {
      first = low
      start -= 2
    }
    var times = 1
    if start >= 2, ["x", "\u{d7}"].contains(tokens[start - 1]), let count = Int(tokens[start - 2]) {
      times = count
    }
    guard let daily = frequency(words), times > 0 else { return nil }
    return MagnesiumAmount(
      low: first, high: last, times: times * daily, unit: unit, basis: basis(words))
  }

  /// How often a day the words say; nil if they speak of tablets without their number.
  private static func frequency(_ words: [String]) -> Int? {
    if let colon = words.firstIndex(of: ":") {
      let rest = Array(words[(colon + 1)...])
      let counts = rest.indices.compactMap { place -> Int? in
        place + 2 < rest.count && rest[place + 1] == "in" && rest[place + 2] == "the"
          ? Int(rest[place]) : nil
      }
      if !counts.isEmpty { return counts.reduce(0, +) }
    }
    let counted = ["once": 1, "twice": 2, "thrice": 3]
    for (place, word) in words.enumerated() {
      if let count = counted[word] { return count }
      if word == "times", place > 0, let count = Int(words[place - 1]) { return count }
    }
    let pieces: Set<String> = ["tablet", "tablets", "capsule", "capsules", "sachet", "sachets"]
    return pieces.isDisjoint(with: words) ? 1 : nil
  }

  private static func basis(_ words: [String]) -> MagnesiumAmount.Basis {
    if let salt = MagnesiumSubstance.salts.first(where: { words.contains($0.word) }) {
      return .salt(salt)
    }
    if words.contains("salt") { return .someSalt }
    if words.contains("elemental") || words.starts(with: ["of", "magnesium"]) { return .elemental }
    return .notStated
  }
}
