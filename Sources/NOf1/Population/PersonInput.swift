import Tables

/// Where one person's nights come from; read only when it is this person's turn.
public struct PersonInput: Sendable {
  enum Content: Sendable {
    case table(@Sendable () throws -> Table)
    case log(PersonalLog, PersonalStudy)
  }

  /// How the person is called in every output.
  public let name: String
  let content: Content

  /// A log that is at hand.
  public init(name: String, log: PersonalLog, study: PersonalStudy) {
    self.name = name
    content = .log(log, study)
  }

  /// A table to be read as a log.
  public init(name: String, table: @escaping @Sendable () throws -> Table) {
    self.name = name
    content = .table(table)
  }

  /// A log in a file of its own.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - name: of the person; by default the file's name without its folder and extension.
  public static func file(_ path: String, name: String? = nil) -> PersonInput {
    PersonInput(name: name ?? self.name(ofFile: path)) { try Table.read(path: path) }
  }

  /// How a person is called whose log is in this file: its name without folder and extension.
  public static func name(ofFile path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let stem = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
    return stem.isEmpty ? last : stem
  }

  /// The persons of one long table, in the order of their first rows; a person's rows may stand
  /// anywhere.
  ///
  /// - Parameters:
  ///   - table: with a row a night, as a log has, and a column that names the person.
  ///   - column: that column.
  /// - Throws: D115 without such a column; N303 for rows without a person.
  public static func people(
    in table: Table, column: String = "person"
  ) throws(InvalidInput) -> [PersonInput] {
    let names = try table.requireColumn(column)
    let unnamed = (0..<table.rowCount).filter { names.isMissing($0) }
    guard unnamed.isEmpty else {
      throw InvalidInput(
        unnamed.prefix(20).map {
          table.finding(
            "N303", .error, row: $0, column: column, message: "this row has no person",
            hint: "write whose night it is, or delete the row")
        })
    }
    var rows: [[Int]] = []
    var persons: [String] = []
    var position: [String: Int] = [:]
    for row in 0..<table.rowCount {
      guard let name = names.string(row) else { continue }
      if let known = position[name] {
        rows[known].append(row)
      } else {
        position[name] = rows.count
        persons.append(name)
        rows.append([row])
      }
    }
    return zip(persons, rows).map { name, rows in
      PersonInput(name: name) { table.selecting(rows: rows) }
    }
  }
}
