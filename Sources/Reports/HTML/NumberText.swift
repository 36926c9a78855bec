/// The numbers within a text.
enum NumberText {
  struct Part: Sendable, Equatable {
    var text: String
    let isNumber: Bool
  }

  /// The text cut into numbers and what lies between them. Digits of a name, of a code or of a date
  /// are no number.
  static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      let end = word(scalars, from: position)
      let isNumber = end > position && isNumber(scalars, position, end)
      let next = end > position ? end : position + 1
      let piece = String(String.UnicodeScalarView(scalars[position..<next]))
      if !isNumber, let last = parts.indices.last, !parts[last].isNumber {
        parts[last].text += piece
      } else {
        parts.append(Part(text: piece, isNumber: isNumber))
      }
      position = next
    }
    return parts
  }

  /// The end of letters, digits and marks that belong together from here on, without a final point.
  private static func word(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    while end < scalars.count, isWord(scalars[end]) { end += 1 }
    while end > start, scalars[end - 1] == "." || scalars[end - 1] == "-" { end -= 1 }
    return end
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || isDigit(scalar) || ["_", "-", "."].contains(scalar)
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// An optional sign, digits, and perhaps a point and digits.
  private static func isNumber(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    var word = scalars[start..<end]
    if word.first == "-" { word = word.dropFirst() }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
