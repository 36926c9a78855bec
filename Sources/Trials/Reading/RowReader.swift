import Tables

/// Reads the cells of one table into records, and collects what is wrong with them.
struct RowReader {
  let table: Table
  private(set) var findings: [Finding] = []
  /// The column of the file for each name used here.
  private let columns: [String: String]
  private var row = 0

  /// - Parameter extra: columns that the analysis uses besides, as moderators.
  init(_ table: Table, shape: TableShape, extra: [String]) {
    self.init(
      table, columns: shape.columns, aliases: shape == .wide ? TableShape.wideAliases : [:],
      extra: extra)
  }

  /// - Parameters:
  ///   - names: the columns that are read.
  ///   - aliases: other names of them.
  init(
    _ table: Table, columns names: [String], aliases: [String: String] = [:], extra: [String] = []
  ) {
    self.table = table
    let known = Set(names)
    var columns: [String: String] = [:]
    var unknown: [String] = []
    for name in table.columnNames {
      let alias = aliases[name]
      if known.contains(name) {
        columns[name] = name
      } else if let alias, columns[alias] == nil, !table.columnNames.contains(alias) {
        columns[alias] = name
      } else if !extra.contains(name) {
        unknown.append(name)
      }
    }
    self.columns = columns
    for name in unknown {
      findings.append(
        table.finding(
          "A301", .warning, message: "the column \(Finding.quoted(name)) is not read",
          hint: "the columns of such a table are \(names.joined(separator: ", "))"))
    }
  }

  mutating func move(to row: Int) { self.row = row }

  var source: RowSource { RowSource(table: table, row: row, columns: columns) }

  func has(_ name: String) -> Bool { columns[name] != nil }

  /// The text of a cell; empty where the cell is, or the column is not there.
  func text(_ name: String) -> String {
    columns[name].flatMap { table.column($0)?.isMissing(row) == false ? $0 : nil }
      .map { PrintedNumber.trimmed(table.rawText(row: row, column: $0)) } ?? ""
  }

  /// A printed number; D104 where the text is none.
  mutating func number(_ name: String) -> PrintedNumber? {
    let text = text(name)
    if text.isEmpty { return nil }
    let pointed = table.usesDecimalComma ? String(text.map { $0 == "," ? "." : $0 }) : text
    if let number = PrintedNumber(pointed) { return number }
    report(
      "D104", name, "\(Finding.quoted(text)) is not a number",
      hint: "write the digits as printed, such as 5.20 or <0.05, or leave the cell empty")
    return nil
  }

  /// A number of people or of events.
  mutating func count(_ name: String) -> PrintedNumber? {
    guard let number = number(name) else { return nil }
    guard let whole = number.wholeNumber else {
      report(
        "D104", name, "\(Finding.quoted(number.text)) is not a count",
        hint: "write a whole number, or leave the cell empty if it was not printed")
      return nil
    }
    return require(whole >= 0 ? nil : .negativeCount(what: "people", count: whole), name)
      ? number : nil
  }

  /// A number in a range, or the reason why it is none.
  mutating func number(
    _ name: String, unless impossible: (Double) -> EffectError?
  ) -> PrintedNumber? {
    guard let number = number(name) else { return nil }
    return require(impossible(number.value), name) ? number : nil
  }

  /// yes or no; empty is `absent`.
  mutating func answer(_ name: String, absent: Bool) -> Bool {
    choice(name, ["yes": true, "no": false]) ?? absent
  }

  /// One of a few words; D114 otherwise.
  mutating func choice<Value>(_ name: String, _ values: KeyValuePairs<String, Value>) -> Value? {
    let text = text(name)
    if text.isEmpty { return nil }
    if let found = values.first(where: { $0.key == text }) { return found.value }
    report(
      "D114", name, "\(Finding.quoted(text)) is not a \(name) that is known",
      hint: "write \(values.map(\.key).joined(separator: ", "))")
    return nil
  }

  mutating func design() -> ComparisonDesign? {
    choice(
      "design",
      [
        "parallel": .parallel, "crossover": .crossover, "before-after": .beforeAfter,
        "beforeAfter": .beforeAfter, "single-group": .singleGroup,
      ])
  }

  /// Reports the reason, if there is one, and says whether there is none.
  @discardableResult
  mutating func require(_ error: EffectError?, _ name: String) -> Bool {
    guard let error else { return true }
    report(error.code, name, error.explained.message, hint: error.explained.hint)
    return false
  }

  mutating func report(_ code: String, _ name: String?, _ message: String, hint: String) {
    findings.append(source.finding(code, .error, column: name, message: message, hint: hint))
  }
}
