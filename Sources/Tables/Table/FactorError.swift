/// Why a column cannot have the levels that were asked for.
public enum FactorError: Error, Equatable, Sendable, CustomStringConvertible {
  case duplicateLevel(String)
  case unknownValue(String, row: Int, column: String, levels: [String])

  public var description: String {
    switch self {
    case .duplicateLevel(let level):
      return "the level \(Finding.quoted(level)) is given twice: give every level once"
    case .unknownValue(let value, let row, let column, let levels):
      let known = levels.map { Finding.quoted($0) }.joined(separator: ", ")
      return "row \(row + 1) of column \(Finding.quoted(column)) is \(Finding.quoted(value)), "
        + "which is not among the levels \(known): add it to them or correct the cell"
    }
  }
}
