extension JSONValue {
  /// How a value is laid out.
  public enum Layout: Sendable {
    /// One line, no blanks.
    case compact
    /// Two blanks for every level, one member or element per line; but a row, an array of scalars
    /// that are not all texts, stays on one line.
    case pretty
    /// As `pretty`, with every element on a line of its own.
    case spread
  }

  /// The value as JSON text (RFC 8259), the same bytes every time.
  ///
  /// Numbers are the shortest decimals that read back to the same `Double`; control characters
  /// and U+2028, U+2029 are escaped. No final newline.
  /// - Precondition: no number is NaN or infinite.
  public func rendered(_ layout: Layout = .pretty) -> String {
    var output = ""
    append(to: &output, layout, depth: 0)
    return output
  }

  /// Whether it is an array of scalars, not all of them texts.
  private var isRow: Bool {
    guard case .array(let elements) = self else { return false }
    return elements.contains { $0.text == nil }
      && elements.allSatisfy { $0.elements == nil && $0.members == nil }
  }

  private func append(to output: inout String, _ layout: Layout, depth: Int) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value):
      precondition(value.isFinite, "a number that is not finite has no JSON form")
      output += value.description
    case .string(let value): JSONValue.append(quoted: value, to: &output)
    case .array(let elements) where layout == .pretty && isRow:
      for (index, element) in elements.enumerated() {
        output += index == 0 ? "[" : ", "
        element.append(to: &output, layout, depth: depth)
      }
      output += "]"
    case .array(let elements):
      JSONValue.append(
        elements, between: "[", and: "]", to: &output, layout, depth: depth
      ) { element, output in
        element.append(to: &output, layout, depth: depth + 1)
      }
    case .object(let members):
      JSONValue.append(
        members, between: "{", and: "}", to: &output, layout, depth: depth
      ) { member, output in
        JSONValue.append(quoted: member.name, to: &output)
        output += layout == .compact ? ":" : ": "
        member.value.append(to: &output, layout, depth: depth + 1)
      }
    }
  }

  private static func append<Item>(
    _ items: [Item], between opening: String, and closing: String, to output: inout String,
    _ layout: Layout, depth: Int, item append: (Item, inout String) -> Void
  ) {
    let isSpread = layout != .compact
    output += opening
    for (index, item) in items.enumerated() {
      if index > 0 { output += "," }
      if isSpread { output += "\n" + String(repeating: "  ", count: depth + 1) }
      append(item, &output)
    }
    if isSpread && !items.isEmpty { output += "\n" + String(repeating: "  ", count: depth) }
    output += closing
  }

  private static func append(quoted text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: output += "\\\""
      case 0x5C: output += "\\\\"
      case 0x0A: output += "\\n"
      case 0x0D: output += "\\r"
      case 0x09: output += "\\t"
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
