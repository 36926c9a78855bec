extension JSONValue {
  /// Reads JSON text (RFC 8259), strictly: one value, no duplicate names, no trailing commas.
  ///
  /// A number without fraction and exponent that fits `Int` is an integer, any other a number.
  /// - Throws: `JSONSyntaxError` with line and column, also for numbers beyond `Double` and for
  ///   values nested more than 256 deep.
  public init(parsing text: String) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: Array(text.utf8))
    self = try parser.document()
  }
}

/// A recursive-descent reader of JSON over UTF-8 bytes.
struct JSONParser {
  let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    let result = try value()
    skipBlanks()
    if position < bytes.count { throw error("text after the end of the value") }
    return result
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    skipBlanks()
    guard let byte = peek else { throw error("a value is missing") }
    switch byte {
    case UInt8(ascii: "{"): return try nested(JSONParser.object)
    case UInt8(ascii: "["): return try nested(JSONParser.array)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      for (word, value) in [
        ("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null),
      ]
      where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return value
      }
      throw error("a value must be an object, array, string, number, true, false or null")
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSONSyntaxError) -> JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    depth += 1
    defer { depth -= 1 }
    if depth > 256 { throw error("nested more than 256 deep") }
    position += 1
    return try read(&self)
  }

  private static func object(_ parser: inout JSONParser) throws(JSONSyntaxError) -> JSONValue {
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if parser.take("}") { return .object([]) }
    repeat {
      parser.skipBlanks()
      guard parser.peek == UInt8(ascii: "\"") else {
        throw parser.error("a name in quotes is missing")
      }
      let start = parser.position
      let name = try parser.string()
      if !names.insert(name).inserted {
        throw parser.error("the name '\(name)' occurs twice in one object", at: start)
      }
      guard parser.take(":") else { throw parser.error("':' is missing after the name") }
      members.append(.init(name, try parser.value()))
    } while parser.take(",")
    guard parser.take("}") else { throw parser.error("',' or '}' is missing") }
    return .object(members)
  }

  private static func array(_ parser: inout JSONParser) throws(JSONSyntaxError) -> JSONValue {
    var elements: [JSONValue] = []
    if parser.take("]") { return .array([]) }
    repeat { elements.append(try parser.value()) } while parser.take(",")
    guard parser.take("]") else { throw parser.error("',' or ']' is missing") }
    return .array(elements)
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    _ = takeByte("-")
    if takeByte("0") {
      if let next = peek, isDigit(next) { throw error("a number may not start with 0") }
    } else if digits() == 0 {
      throw error("digits are missing")
    }
    var isInteger = true
    if takeByte(".") {
      isInteger = false
      if digits() == 0 { throw error("digits are missing after the decimal point") }
    }
    if takeByte("e") || takeByte("E") {
      isInteger = false
      if !takeByte("+") { _ = takeByte("-") }
      if digits() == 0 { throw error("digits are missing in the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw error("the number is too large", at: start)
    }
    return .number(number)
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    var result: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): result += Array(String(try escape()).utf8)
      case 0..<0x20: throw error("a control character must be escaped", at: position - 1)
      default: result.append(byte)
      }
    }
    throw error("the closing quote is missing")
  }

  private mutating func escape() throws(JSONSyntaxError) -> Character {
    let start = position - 1
    guard let byte = peek else { throw error("the closing quote is missing") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code), takeByte("\\"), takeByte("u") {
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { break }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      if let scalar = Unicode.Scalar(code) { return Character(scalar) }
    default: throw error("no such escape", at: start)
    }
    throw error("half of a surrogate pair", at: start)
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("'\\u' needs four hexadecimal digits") }
    position += 4
    return code
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, isDigit(byte) { position += 1 }
    return position - start
  }

  private mutating func takeByte(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    return takeByte(character)
  }

  private mutating func skipBlanks() {
    while let byte = peek, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
  }

  private func error(_ message: String, at place: Int? = nil) -> JSONSyntaxError {
    let before = bytes[..<(place ?? position)]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1
    return JSONSyntaxError(line: line, column: column, message: message)
  }
}
