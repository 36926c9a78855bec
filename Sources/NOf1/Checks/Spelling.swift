/// Comparing names that people typed.
enum Spelling {
  /// The fewest single-character insertions, deletions, replacements and swaps of neighbours
  /// that turn one text into the other.
  ///
  /// *Reference*: Damerau (1964), in the restricted form in which no part is edited twice.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    var beforePrevious = [Int]()
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(row[j] + 1, previous[j + 1] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforePrevious[j - 1] + 1)
        }
        row.append(best)
      }
      (beforePrevious, previous) = (previous, row)
    }
    return previous[b.count]
  }

  /// Lower case, without blanks at the ends, runs of blanks, hyphens and underscores as one blank.
  static func normalised(_ text: String) -> String {
    text.lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "-" }.joined(separator: " ")
  }

  /// The candidate that `text` was probably meant to be: at most 2 edits away and fewer than
  /// half of its characters, the first of the nearest; nil where none is near.
  static func nearest(to text: String, in candidates: [String]) -> String? {
    let wanted = normalised(text)
    return candidates.map { ($0, distance(wanted, normalised($0))) }
      .filter { $0.1 <= 2 && 2 * $0.1 < max(wanted.count, $0.0.count) }
      .min { $0.1 < $1.1 }?.0
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
