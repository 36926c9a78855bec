import Tables

/// Reads a plan from a table with a row for every job or glob.
struct TablePlanReader {
  private static let columns = ["verb", "input", "options", "arguments", "output"]

  private let table: Table
  private var findings: [Finding] = []

  static func read(_ source: TableSource) throws(InvalidInput) -> BatchPlan {
    let kinds = Dictionary(uniqueKeysWithValues: columns.map { ($0, ColumnKind.text) })
    var reader = TablePlanReader(try Table.read(source, options: ReadOptions(kinds: kinds)))
    reader.checkColumns()
    let entries = (0..<reader.table.rowCount).compactMap { reader.entry($0) }
    if entries.isEmpty, reader.findings.isEmpty {
      reader.findings.append(
        reader.table.finding(
          "B103", .error, message: "the plan has no jobs", hint: "write a row for every job"))
    }
    if !reader.findings.isEmpty { throw InvalidInput(reader.findings) }
    return BatchPlan(output: "results", entries: entries)
  }

  private init(_ table: Table) {
    self.table = table
  }

  private mutating func checkColumns() {
    for name in table.columnNames where !Self.columns.contains(name) {
      findings.append(
        table.finding(
          "B101", .error, message: "\(Finding.quoted(name)) is not a column of a plan",
          hint: "its columns are \(Self.columns.joined(separator: ", "))", line: nil))
    }
  }

  private mutating func entry(_ row: Int) -> PlanEntry? {
    guard let verb = cell(row, "verb") else {
      findings.append(
        table.finding(
          "B103", .error, row: row, column: nil, message: "the job has no verb",
          hint: "write for instance  nof1 analyze  in the column verb"))
      return nil
    }
    let input = cell(row, "input")
    let output = cell(row, "output")
    if input == nil, output == nil {
      findings.append(
        table.finding(
          "B103", .error, row: row, column: nil, message: "a job without input needs an output",
          hint: "write a name in the column output"))
    }
    let usual = input == nil ? [] : [PlanText("{input}")]
    let options = words(row, "options")
    return PlanEntry(
      verb: verb, inputs: input.map { [$0] } ?? [],
      options: PlanEntry.options(options.map(\.text), place: options.first?.place),
      arguments: cell(row, "arguments") == nil ? usual : words(row, "arguments"),
      output: output ?? PlanText("{stem}", place: input?.place))
  }

  private func cell(_ row: Int, _ column: String) -> PlanText? {
    guard table.column(column) != nil else { return nil }
    let text = table.rawText(row: row, column: column)
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    let place = table.finding("", .error, row: row, column: column, message: "").place
    return PlanText(text, place: place)
  }

  private mutating func words(_ row: Int, _ column: String) -> [PlanText] {
    guard let cell = cell(row, column) else { return [] }
    guard let words = ShellWords.split(cell.text) else {
      findings.append(
        table.finding(
          "B112", .error, row: row, column: column, message: "a quote is never closed",
          hint: "close it"))
      return []
    }
    return words.map { PlanText($0, place: cell.place) }
  }
}
