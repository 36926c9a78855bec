/// Turns byte offsets of a file into places that a person can find.
struct PlaceFinder {
  let file: String
  let bytes: UnsafeBufferPointer<UInt8>
  let lineBreak: UInt8
  /// Length of the byte-order mark, which is not part of the first line.
  let start: Int

  /// Longest excerpt, and how much of it stands before the place.
  private static let longest = 160
  private static let before = 60

  /// The place of `range`, which begins on physical line `line`.
  func place(_ range: Range<Int>, line: Int) -> Place {
    let whole = lineRange(around: range.lowerBound)
    let begin = min(range.lowerBound, whole.upperBound)
    let column = scalars(whole.lowerBound..<begin) + 1
    let width = scalars(begin..<max(begin, min(range.upperBound, whole.upperBound)))
    let text = String(decoding: bytes[whole], as: UTF8.self).unicodeScalars
    var first = 1
    var excerpt = String(text)
    if text.count > PlaceFinder.longest {
      first = max(1, column - PlaceFinder.before)
      let window = text.dropFirst(first - 1)
      excerpt = String(String.UnicodeScalarView(window.prefix(PlaceFinder.longest)))
      if window.count > PlaceFinder.longest { excerpt += "…" }
    }
    return Place(
      file: file, line: line, column: column, excerpt: excerpt, width: max(1, width),
      excerptStart: first)
  }

  /// The physical line at `offset`, without its line break.
  private func lineRange(around offset: Int) -> Range<Int> {
    var lower = min(offset, bytes.count)
    while lower > start, bytes[lower - 1] != lineBreak { lower -= 1 }
    var upper = min(offset, bytes.count)
    while upper < bytes.count, bytes[upper] != lineBreak { upper += 1 }
    if lineBreak == 0x0A, upper > lower, upper < bytes.count, bytes[upper - 1] == 0x0D {
      upper -= 1
    }
    return lower..<upper
  }

  private func scalars(_ range: Range<Int>) -> Int {
    String(decoding: bytes[range], as: UTF8.self).unicodeScalars.count
  }
}
