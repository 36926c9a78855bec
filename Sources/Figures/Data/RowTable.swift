/// A flat table of results: named columns, rows of JSON values, as every output shows them.
public struct RowTable: Sendable, Equatable {
  /// Name in the result, e.g. `effects`; also the stem of a file.
  public let name: String
  public let columns: [String]
  public let rows: [[JSONValue]]

  /// - Precondition: every row has a value for every column.
  public init(name: String, columns: [String], rows: [[JSONValue]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row of another length")
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// A table from the rows of a saved result, or nil where they are not objects with the same
  /// names in the same order. No rows give a table without columns.
  public init?(name: String, json: JSONValue) {
    guard let elements = json.elements else { return nil }
    let objects = elements.compactMap(\.members)
    let columns = objects.first?.map(\.name) ?? []
    guard objects.count == elements.count, objects.allSatisfy({ $0.map(\.name) == columns })
    else { return nil }
    self.init(name: name, columns: columns, rows: objects.map { $0.map(\.value) })
  }

  /// The rows as objects.
  public var json: JSONValue {
    .array(rows.map { row in .object(zip(columns, row).map { JSONValue.Member($0, $1) }) })
  }

  /// The values of one column, or nil where there is no such column.
  public func column(_ name: String) -> [JSONValue]? {
    columns.firstIndex(of: name).map { index in rows.map { $0[index] } }
  }
}
