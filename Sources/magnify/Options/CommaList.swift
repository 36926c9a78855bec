/// Lists on the command line: values separated by commas.
enum CommaList {
  /// The parts without blanks around them; empty ones are left out.
  static func texts(_ text: String) -> [String] {
    text.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  /// Whole numbers, or nil where a part is none or there is none.
  static func integers(_ text: String) -> [Int]? {
    let parts = texts(text)
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count && !parts.isEmpty ? numbers : nil
  }
}
