import Tables

extension Finding {
  /// The finding without the offending value: not in its own field, nor in the message, the hint
  /// or the excerpt of the line.
  var withoutValue: Finding {
    Finding(
      code: code, severity: severity, message: hidingValue(in: message),
      hint: hint.map(hidingValue), place: place?.withoutExcerpt,
      value: value.map { _ in "(hidden)" })
  }

  /// Replaces every occurrence of the value that is not part of a longer word or number.
  private func hidingValue(in text: String) -> String {
    guard let value, !value.isEmpty else { return text }
    let characters = Array(text)
    let hidden = Array(value)
    var result = ""
    var index = 0
    while index < characters.count {
      let end = index + hidden.count
      if end <= characters.count, Array(characters[index..<end]) == hidden,
        !Finding.isWord(characters, at: index - 1) || !Finding.isWord(hidden, at: 0),
        !Finding.isWord(characters, at: end) || !Finding.isWord(hidden, at: hidden.count - 1)
      {
        result += "…"
        index = end
      } else {
        result.append(characters[index])
        index += 1
      }
    }
    return result
  }

  private static func isWord(_ characters: [Character], at index: Int) -> Bool {
    characters.indices.contains(index)
      && (characters[index].isLetter || characters[index].isNumber)
  }
}

extension Place {
  fileprivate var withoutExcerpt: Place { Place(file: file, line: line, column: column) }
}
