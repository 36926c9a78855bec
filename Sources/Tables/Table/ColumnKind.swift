/// The kind of a column's values.
public enum ColumnKind: String, Sendable, Codable, CaseIterable {
  case integer, number, date, text

  /// The kind as messages name it, after "is not a".
  public var noun: String {
    switch self {
    case .integer: "whole number"
    case .number: "number"
    case .date: "date (YYYY-MM-DD)"
    case .text: "text"
    }
  }

  /// What to write in a cell of this kind.
  var hint: String {
    switch self {
    case .integer: "write digits only, such as 2, or leave the cell empty if it is not known"
    case .number: "write a number such as 1.5, or leave the cell empty if it is not known"
    case .date: "write the date as 2025-02-03, or leave the cell empty if it is not known"
    case .text: "write a word"
    }
  }
}
