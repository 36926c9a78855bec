/// One named, typed column of a table.
public struct Column: Sendable {
  public let name: String
  public let values: ColumnValues

  public init(name: String, values: ColumnValues) {
    self.name = name
    self.values = values
  }

  /// The number of rows, those without a value included.
  public var count: Int {
    switch values {
    case .integer(let values): values.count
    case .number(let values): values.count
    case .text(let codes, _): codes.count
    case .date(let values): values.count
    }
  }

  public var kind: ColumnKind {
    switch values {
    case .integer: .integer
    case .number: .number
    case .text: .text
    case .date: .date
    }
  }

  /// The kind as messages name it.
  public var kindName: String { kind.noun }

  public func isMissing(_ row: Int) -> Bool {
    switch values {
    case .integer(let values): values[row] == .min
    case .number(let values): values[row].isNaN
    case .text(let codes, _): codes[row] < 0
    case .date(let values): values[row] == .missing
    }
  }

  /// How many rows have no value.
  public var missingCount: Int {
    (0..<count).count { isMissing($0) }
  }

  /// The value of a column of numbers, whole or not; nil if it is missing or not a number.
  public func double(_ row: Int) -> Double? {
    switch values {
    case .integer(let values): values[row] == .min ? nil : Double(values[row])
    case .number(let values): values[row].isNaN ? nil : values[row]
    case .text, .date: nil
    }
  }

  /// The value as a whole number; nil if it is missing or not exactly one.
  public func integer(_ row: Int) -> Int? {
    switch values {
    case .integer(let values): values[row] == .min ? nil : values[row]
    case .number(let values): Int(exactly: values[row])
    case .text, .date: nil
    }
  }

  /// The value as a label: the text, or the shortest text of the number or date; nil if missing.
  public func string(_ row: Int) -> String? {
    if isMissing(row) { return nil }
    return switch values {
    case .integer(let values): String(values[row])
    case .number(let values): NumberText.shortest(values[row])
    case .text(let codes, let labels): labels[Int(codes[row])]
    case .date(let values): values[row].description
    }
  }

  public func date(_ row: Int) -> CalendarDate? {
    guard case .date(let values) = values, values[row] != .missing else { return nil }
    return values[row]
  }
}
