import Tables

extension PlanEntry.Option {
  /// An option and its value; a value that begins with a hyphen is joined to it.
  init(_ flag: String, _ value: String, place: Place?) {
    self.init(words: value.hasPrefix("-") ? ["\(flag)=\(value)"] : [flag, value], place: place)
  }
}

extension PlanEntry {
  /// The options of a line: each word that begins with a hyphen and a letter begins one.
  static func options(_ words: [String], place: Place?) -> [Option] {
    var groups: [[String]] = []
    for word in words {
      let second = word.dropFirst().first
      let begins = word.hasPrefix("-") && (second == "-" || second?.isLetter ?? false)
      if begins || groups.isEmpty {
        groups.append([word])
      } else {
        groups[groups.count - 1].append(word)
      }
    }
    return groups.map { Option(words: $0, place: place) }
  }
}
