import Tables

/// Reads single columns of a log and collects what is wrong with them.
struct LogColumns {
  let table: Table
  private(set) var errors: [Finding] = []

  init(table: Table) {
    self.table = table
  }

  mutating func report(_ finding: Finding) {
    errors.append(finding)
  }

  mutating func report(
    _ code: String, row: Int, column: String?, _ message: String, hint: String? = nil
  ) {
    errors.append(
      table.finding(code, .error, row: row, column: column, message: message, hint: hint))
  }

  /// Every error so far, in the order of the file.
  func throwIfAny() throws(InvalidInput) {
    guard !errors.isEmpty else { return }
    let order = errors.indices.sorted { a, b in
      let (first, second) = (errors[a].place, errors[b].place)
      return (first?.file ?? "", first?.line ?? 0, first?.column ?? 0, a)
        < (second?.file ?? "", second?.line ?? 0, second?.column ?? 0, b)
    }
    throw InvalidInput(order.map { errors[$0] })
  }

  /// Whether there is such a column; if not, N101 with the names there are.
  mutating func require(_ name: String, for purpose: String, hint: String? = nil) -> Bool {
    if table.column(name) != nil { return true }
    let names = table.columnNames.prefix(30).map { Finding.quoted($0) }.joined(separator: ", ")
    let near = Spelling.nearest(to: name, in: table.columnNames)
    let suggestion = near.map { "did you mean \(Finding.quoted($0))? " } ?? ""
    report(
      table.finding(
        "N101", .error, message: "there is no column \(Finding.quoted(name)) (\(purpose))",
        hint: suggestion + (hint ?? "the columns are \(names)")))
    return false
  }

  /// The column as another kind; cells that cannot be read so are reported.
  mutating func column(
    _ name: String, as kind: ColumnKind, noun: String? = nil, hint: String? = nil
  ) -> Column? {
    do throws(InvalidInput) {
      return try table.column(name, as: kind, noun: noun, hint: hint)
    } catch {
      errors += error.findings
      return nil
    }
  }

  /// The day of every row: days since 1970 from `date`, or the number in `day`.
  mutating func days() -> (days: [Int?], dates: [CalendarDate?])? {
    let dated = table.column("date").map { $0.missingCount < table.rowCount } ?? false
    if dated || (table.column("date") != nil && table.column("day") == nil) {
      guard let column = column("date", as: .date, hint: "write dates as 2025-02-28") else {
        return nil
      }
      let dates = (0..<table.rowCount).map { column.date($0) }
      reportMissing(dates.map { $0 == nil }, column: "date")
      return (dates.map { $0.map { Int($0.daysSinceEpoch) } }, dates)
    }
    guard table.column("day") != nil else {
      _ = require("date", for: "or 'day': which night a row is about")
      return nil
    }
    guard let column = column("day", as: .integer, hint: "number the nights 1, 2, 3") else {
      return nil
    }
    let days = (0..<table.rowCount).map { column.integer($0) }
    reportMissing(days.map { $0 == nil }, column: "day")
    return (days, [CalendarDate?](repeating: nil, count: days.count))
  }

  private mutating func reportMissing(_ missing: [Bool], column: String) {
    for row in missing.indices where missing[row] {
      report(
        "N102", row: row, column: column, "this row has no \(column)",
        hint: "write the \(column) of the night, or delete the row")
    }
  }

  /// Yes or no in every row, nil where the cell is empty.
  mutating func answers(_ name: String, code: String, hint: String) -> [Bool?] {
    guard let column = table.column(name) else { return [] }
    return (0..<table.rowCount).map { row in
      guard let text = column.string(row) else { return nil }
      if let answer = YesNo.value(of: text) { return answer }
      report(
        code, row: row, column: name,
        "\(Finding.quoted(table.rawText(row: row, column: name))) is not yes or no", hint: hint)
      return nil
    }
  }
}

extension Table {
  /// The place of findings about the file as a whole: the line with the column names.
  var headerPlace: Place? { finding("", .information, message: "").place }
}

/// The ways to write yes and no in a cell.
enum YesNo {
  static func value(of text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "y", "1", "true": true
    case "no", "n", "0", "false": false
    default: nil
    }
  }
}
