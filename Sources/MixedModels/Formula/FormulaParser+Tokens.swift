import Tables

/// The smallest parts of a formula: operators, numbers, names.
extension FormulaParser {
  static let signPrecedence = 6

  typealias Operator = (kind: FormulaNode.Kind, precedence: Int, length: Int)

  /// The binary operator at the next place, or nil where an expression ends.
  mutating func nextOperator() throws(InvalidInput) -> Operator? {
    skipSpace()
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    let isDouble = position + 1 < bytes.count && bytes[position + 1] == byte
    switch byte {
    case UInt8(ascii: "~"): return (.tilde, 0, 1)
    case UInt8(ascii: "|"): return isDouble ? (.doubleBar, 1, 2) : (.bar, 1, 1)
    case UInt8(ascii: "+"): return (.add, 2, 1)
    case UInt8(ascii: "-"): return (.subtract, 2, 1)
    case UInt8(ascii: "*"): return isDouble ? (.power, 7, 2) : (.multiply, 3, 1)
    case UInt8(ascii: "/"): return (.divide, 3, 1)
    case UInt8(ascii: ":"): return (.interaction, 5, 1)
    case UInt8(ascii: "^"): return (.power, 7, 1)
    case UInt8(ascii: "%"):
      guard bytes[position...].starts(with: "%in%".utf8) else { throw unexpected() }
      return (.within, 4, 4)
    default: return nil
    }
  }

  mutating func skipSpace() {
    while position < bytes.count, FormulaParser.isSpace(bytes[position]) { position += 1 }
  }

  mutating func skipTilde() {
    skipSpace()
    if position < bytes.count, bytes[position] == UInt8(ascii: "~") { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  func isDigit(_ index: Int) -> Bool {
    index < bytes.count && bytes[index] &- 48 <= 9
  }

  /// Letters, and all characters outside ASCII, which are left to the names of columns.
  static func startsName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_")
  }

  mutating func takeName() -> String {
    let start = position
    while position < bytes.count,
      FormulaParser.startsName(bytes[position]) || isDigit(position)
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// A name between backquotes, which may hold anything but a backquote.
  mutating func quotedName() throws(InvalidInput) -> String {
    let start = position + 1
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "`")), end > start else {
      throw error(
        "M101", "a name in backquotes is empty or not closed",
        hint: "write the column's name between two backquotes: `my column`",
        at: position..<position + 1)
    }
    position = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// A decimal number, R's mark of whole numbers (`2L`) allowed.
  mutating func takeNumber() throws(InvalidInput) -> Double {
    let start = position
    if let digit = singleDigit() { return digit }
    while isDigit(position) { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      while isDigit(position) { position += 1 }
    }
    takeExponent()
    let value = Double(String(decoding: bytes[start..<position], as: UTF8.self))
    if position < bytes.count, bytes[position] == UInt8(ascii: "L") { position += 1 }
    let isOver = position == bytes.count || !FormulaParser.startsName(bytes[position])
    guard let value, value.isFinite, isOver else {
      throw error(
        "M101", "this is not a number",
        hint: "write numbers as 2, 0.5 or 1e-3, and names that begin with a digit in backquotes",
        at: start..<max(position, start + 1))
    }
    return value
  }

  private mutating func singleDigit() -> Double? {
    let next = position + 1
    if next < bytes.count,
      isDigit(next) || FormulaParser.startsName(bytes[next])
    {
      return nil
    }
    defer { position = next }
    return isDigit(position) ? Double(bytes[position] &- 48) : nil
  }

  private mutating func takeExponent() {
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    var digits = position + 1
    if digits < bytes.count,
      bytes[digits] == UInt8(ascii: "-") || bytes[digits] == UInt8(ascii: "+")
    {
      digits += 1
    }
    guard isDigit(digits) else { return }
    while isDigit(digits) { digits += 1 }
    position = digits
  }

  /// The error for what stands at the present place and cannot be read.
  func unexpected() -> InvalidInput {
    guard position < bytes.count else {
      return error(
        "M101", "the \(title) ends too early", hint: "something is missing at its end",
        at: bytes.count..<bytes.count)
    }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let found = String(decoding: bytes[position..<end], as: UTF8.self)
    return error(
      "M101", "\(Finding.quoted(found)) cannot stand here", hint: hint(for: bytes[position]),
      at: position..<end)
  }

  private func hint(for byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: ")"): "remove it, or add what is missing before it"
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"):
      "comparisons are not part of the formula language: make a column of them"
    case UInt8(ascii: ","): "functions take one argument here, and cbind two"
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      "write a column's name as it is, or between backquotes: `my column`"
    case UInt8(ascii: "%"): "the only operator of this kind is %in%"
    case UInt8(ascii: "("), UInt8(ascii: "`"): "put an operator such as + before it"
    default: "put an operator such as + between names, and odd names between backquotes"
    }
  }
}
