import Figures

/// A table of a result as "All numbers" lists it: every value has a place of its own.
struct ResultTable: Sendable, Equatable {
  /// Path in the results, e.g. `effects` or `verdict.conditions`.
  let name: String
  let columns: [String]
  let rows: [[JSONValue]]
  /// What the identifiers of its page begin with, e.g. `r1`.
  let prefix: String

  /// A row of it.
  struct Record: Sendable {
    let table: ResultTable
    let row: Int

    /// The value of a column, by its name in snake case; nil where it is absent or null.
    subscript(column: String) -> ResultCell? {
      let columns = table.columns
      guard
        let index = columns.firstIndex(of: column)
          ?? columns.firstIndex(of: NameStyle.broom(column)),
        table.rows[row][index] != .null
      else { return nil }
      return table.cell(row, index)
    }
  }

  var records: [Record] { rows.indices.map { Record(table: self, row: $0) } }

  func cell(_ row: Int, _ column: Int) -> ResultCell {
    ResultCell(
      value: rows[row][column],
      identifier: "\(prefix)-\(Self.identifier(name))-\(row)-\(Self.identifier(columns[column]))",
      place: rows.count == 1
        ? "\(name), \(columns[column])" : "\(name), row \(row + 1), \(columns[column])")
  }

  /// Letters, digits, points and underscores as they are, everything else by its number: different
  /// names give different identifiers.
  static func identifier(_ name: String) -> String {
    name.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "_": result.unicodeScalars.append(scalar)
      default: result += "-\(String(scalar.value, radix: 16))-"
      }
    }
  }

  /// Every table of the results, objects as tables of one row, in their order.
  static func all(_ results: [JSONValue.Member], prefix: String) -> [ResultTable] {
    results.flatMap { tables(of: $0.value, named: $0.name, prefix) }
  }

  private static func tables(
    of value: JSONValue, named name: String, _ prefix: String
  ) -> [ResultTable] {
    switch value {
    case .object(let members):
      let own = members.filter { !isTable($0.value) }
      let record = ResultTable(
        name: name, columns: own.map(\.name), rows: [own.map(\.value)], prefix: prefix)
      let nested = members.filter { isTable($0.value) }
      return (own.isEmpty ? [] : [record])
        + nested.flatMap { tables(of: $0.value, named: "\(name).\($0.name)", prefix) }
    case .array(let elements):
      guard !elements.isEmpty else { return [] }
      let objects = elements.compactMap(\.members)
      guard objects.count == elements.count else {
        return [
          ResultTable(name: name, columns: ["value"], rows: elements.map { [$0] }, prefix: prefix)
        ]
      }
      let columns = objects.joined().lazy.map(\.name).distinct
      let rows = elements.map { element in columns.map { element[$0] ?? .null } }
      return [ResultTable(name: name, columns: columns, rows: rows, prefix: prefix)]
    case .null: return []
    default: return [ResultTable(name: name, columns: ["value"], rows: [[value]], prefix: prefix)]
    }
  }

  /// Whether a member of an object is a table of its own and no cell.
  private static func isTable(_ value: JSONValue) -> Bool {
    switch value {
    case .object(let members): !members.isEmpty
    case .array(let elements): !elements.isEmpty && elements.allSatisfy { $0.members != nil }
    default: false
    }
  }
}
