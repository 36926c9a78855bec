/// A JSON value whose objects keep the order in which their members were written.
///
/// Integers and floating-point numbers are different cases, so that a count stays a count.
/// A number that is not finite has no JSON form: rendering one is a programmer error.
public enum JSONValue: Sendable, Equatable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  case number(Double)
  case bool(Bool)
  case null

  /// One named value of an object.
  public struct Member: Sendable, Equatable {
    public let name: String
    public let value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
  public init(_ integer: Int?) { self = integer.map(JSONValue.integer) ?? .null }
  public init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }
  public init(_ bool: Bool?) { self = bool.map(JSONValue.bool) ?? .null }

  /// The value of the member of that name, or nil where this is not an object or has none.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The elements of an array, or nil.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object, or nil.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The text of a string, or nil.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of an integer, or nil.
  public var integer: Int? {
    if case .integer(let integer) = self { integer } else { nil }
  }

  /// The value of a number or an integer, or nil.
  public var double: Double? {
    switch self {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    default: nil
    }
  }

  public var isNumeric: Bool { double != nil }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(nilLiteral: ()) { self = .null }

  /// Keeps the order of the literal.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
