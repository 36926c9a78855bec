import Tables

/// Findings as people read them.
public enum FindingText {
  /// How many findings a terminal shows; all of them are in the result file.
  public static let shown = 20

  /// The first findings with their places, then the total where that is more.
  public static func list(_ findings: [Finding], redact: Bool = false) -> String {
    var text = findings.prefix(shown).map { describe(redact ? $0.withoutValue : $0) }.joined()
    if findings.count > shown {
      text += "\(findings.count) findings, the first \(shown) shown; all of them with --json\n"
    }
    return text
  }

  /// "2 warnings, 1 note in the log: magnify explain CODE says more."
  static func count(_ findings: [Finding]) -> String {
    let counts = Finding.Severity.allCases.reversed().compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(noun(severity))\(count == 1 ? "" : "s")"
    }
    var codes: [String] = []
    for finding in findings where !codes.contains(finding.code) { codes.append(finding.code) }
    return
      "Checks of the log: \(counts.joined(separator: ", ")) (\(codes.joined(separator: ", ")))."
  }

  private static func noun(_ severity: Finding.Severity) -> String {
    severity == .information ? "note" : severity.rawValue
  }

  /// One finding in the shape of a compiler's message.
  static func describe(_ finding: Finding) -> String {
    var place = ""
    if let location = finding.place {
      place = "\(location.file):\(location.line)\(location.column.map { ":\($0)" } ?? ""): "
    }
    let head = "\(place)\(noun(finding.severity)) \(finding.code): \(finding.message)"
    var lines = [DisplayText.visible(head)] + excerpt(finding.place)
    if let hint = finding.hint {
      lines.append(DisplayText.visible("  hint: \(hint)   (magnify explain \(finding.code))"))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The physical line, and below it the mark of the place.
  private static func excerpt(_ place: Place?) -> [String] {
    guard let place, let excerpt = place.excerpt else { return [] }
    let number = String(place.line)
    let margin = String(repeating: " ", count: number.count)
    let line = "  \(number) | \(DisplayText.visible(excerpt))"
    guard let column = place.column, column >= 1, column <= excerpt.count + 1 else { return [line] }
    let before = DisplayText.visible(String(excerpt.prefix(column - 1)))
    let marked = DisplayText.visible(String(excerpt.dropFirst(column - 1).prefix(place.width)))
    let mark = String(repeating: "^", count: max(1, DisplayText.width(marked)))
    let blanks = String(repeating: " ", count: DisplayText.width(before))
    return [line, "  \(margin) | \(blanks)\(mark)"]
  }
}
