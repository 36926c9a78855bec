extension Finding {
  /// A value from the file in single quotes, shortened to 40 characters and without control
  /// characters. Messages and hints that repeat a value must write it so: redaction looks for it.
  public static func quoted(_ value: String) -> String {
    let scalars = value.unicodeScalars
    let shown = String(String.UnicodeScalarView(scalars.prefix(40)))
    return "'\(DisplayText.printable(shown).replacingTabs())\(scalars.count > 40 ? "…" : "")'"
  }

  /// The same finding without anything that stood in the file: no value, no excerpt, and `'***'`
  /// wherever the message or the hint repeated the value.
  public func redacted() -> Finding {
    let hiddenPlace = place.map {
      Place(file: $0.file, line: $0.line, column: $0.column, excerpt: nil, width: $0.width)
    }
    return Finding(
      code: code, severity: severity, message: hidingValue(in: message),
      hint: hint.map { hidingValue(in: $0) }, place: hiddenPlace,
      value: value == nil ? nil : "***")
  }

  private func hidingValue(in text: String) -> String {
    guard let value, !value.isEmpty else { return text }
    return text.replacingAll(Finding.quoted(value), by: "'***'")
      .replacingAll("'\(value)'", by: "'***'")
  }

  /// The finding as a person reads it, without a final newline:
  ///
  ///     log.csv:17:22: error D104: 'two' is not a count
  ///       17 | 2025-02-03,magnesium,two,
  ///          |                      ^^^
  ///       hint: write 2, or leave the cell empty   (magnify explain D104)
  public func rendered(redact: Bool = false) -> String {
    if redact { return redacted().rendered() }
    // Names of columns may stand in a message without quotes.
    var lines = [
      "\(placePrefix)\(severity.rawValue) \(code): \(DisplayText.printable(message))"
    ]
    if let place, let excerpt = place.excerpt {
      lines += Finding.excerptLines(place, excerpt)
    }
    let explain = "(magnify explain \(code))"
    lines.append(hint.map { "  hint: \(DisplayText.printable($0))   \(explain)" } ?? "  \(explain)")
    return lines.joined(separator: "\n")
  }

  private var placePrefix: String {
    guard let place else { return "" }
    let column = place.column.map { ":\($0)" } ?? ""
    return "\(DisplayText.printable(place.file)):\(place.line)\(column): "
  }

  private static func excerptLines(_ place: Place, _ excerpt: String) -> [String] {
    let number = String(place.line)
    let ellipsis = place.excerptStart > 1 ? "…" : ""
    let shown = DisplayText.printable(excerpt)
    let first = "  \(number) | \(ellipsis)\(shown)"
    guard let column = place.column, column >= place.excerptStart else { return [first] }
    let scalars = shown.unicodeScalars
    let before = scalars.prefix(column - place.excerptStart)
    let marked = scalars.dropFirst(before.count).prefix(max(1, place.width))
    let carets = max(1, marked.reduce(0) { $0 + DisplayText.cells($1) })
    let gutter = "  " + String(repeating: " ", count: number.count) + " | "
    let indent = (ellipsis.isEmpty ? "" : " ") + DisplayText.blanks(asWideAs: before)
    return [first, gutter + indent + String(repeating: "^", count: carets)]
  }
}

extension String {
  fileprivate func replacingTabs() -> String {
    String(map { $0 == "\t" ? " " : $0 })
  }

  fileprivate func replacingAll(_ part: String, by replacement: String) -> String {
    guard !part.isEmpty else { return self }
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      result += rest[..<range.lowerBound]
      result += replacement
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
