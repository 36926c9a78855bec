/// The columns of a table that is being read, and the decimal mark they share.
struct ColumnSet {
  let reader: TableReader
  let names: [String]
  let layout: CellLayout
  let separator: ReadOptions.Separator
  private(set) var columns: [Column] = []
  private(set) var notes: [Finding] = []
  private(set) var decimalMark = UInt8(ascii: ".")

  private static let comma = UInt8(ascii: ",")

  init(
    reader: TableReader, names: [String], layout: CellLayout, separator: ReadOptions.Separator
  ) {
    self.reader = reader
    self.names = names
    self.layout = layout
    self.separator = separator
  }

  /// Reads all columns; throws D112 and D104.
  mutating func read() throws(InvalidInput) {
    if reader.options.decimalMark == .comma { decimalMark = ColumnSet.comma }
    columns = names.indices.map { index in
      // Text is kept as text whatever the decimal mark turns out to be.
      let forced = reader.options.kinds[names[index]] == .text
      let values = column(index)
      return Column(
        name: names[index], values: forced ? values.values(as: .text).values : values.inferred())
    }
    if reader.options.decimalMark == nil, separator != .comma { try settleDecimalMark() }
    try force()
  }

  private func column(_ index: Int) -> ColumnReader {
    ColumnReader(bytes: reader.bytes, layout: layout, column: index, decimalMark: decimalMark)
  }

  /// Reads columns of numbers such as `1,5` when nothing else in the file says that the comma is
  /// not the decimal mark.
  private mutating func settleDecimalMark() throws(InvalidInput) {
    let candidates = columns.indices.filter { isDecimalComma($0) }
    guard let first = candidates.first else { return }
    let pointed = columns.first {
      if case .number = $0.values { true } else { false }
    }
    let shapes = candidates.flatMap { labels($0) }.filter { $0.utf8.contains(ColumnSet.comma) }
    if pointed != nil || shapes.allSatisfy({ ColumnSet.looksLikeThousands($0) }) {
      throw InvalidInput(ambiguousMark(first, pointed))
    }
    decimalMark = ColumnSet.comma
    for index in candidates {
      columns[index] = Column(name: names[index], values: column(index).inferred())
    }
    let example = shapes[0]
    notes.append(
      reader.note(
        "D123", "the comma is taken as decimal mark, as in \(Finding.quoted(example))",
        value: example))
  }

  private func labels(_ index: Int) -> [String] {
    if case .text(_, let labels) = columns[index].values { labels } else { [] }
  }

  private func isDecimalComma(_ index: Int) -> Bool {
    let labels = labels(index)
    return !labels.isEmpty && reader.options.kinds[names[index]] != .text
      && labels.allSatisfy { label in
        Array(label.utf8).withUnsafeBufferPointer {
          NumberParser.number($0, decimalMark: ColumnSet.comma) != nil
        }
      }
  }

  /// One to three digits, not a lone zero, and three digits after the comma: `1,234` may be 1234.
  private static func looksLikeThousands(_ label: String) -> Bool {
    let parts = label.utf8.split(separator: comma, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 3 else { return false }
    let whole = parts[0].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    return (1...3).contains(whole.count) && whole.first != UInt8(ascii: "0")
      && parts[1].allSatisfy { (48...57).contains($0) }
  }

  private func ambiguousMark(_ index: Int, _ pointed: Column?) -> Finding {
    let row = (0..<layout.rowCount).first { row in
      reader.bytes[layout.cell(row: row, column: index)].contains(ColumnSet.comma)
    }
    let value = CellText.raw(reader.bytes, layout.cell(row: row ?? 0, column: index))
    let reason =
      pointed.map { "column \(Finding.quoted($0.name)) has a decimal point" }
      ?? "it may also separate thousands"
    return draft.finding(
      "D112", .error, row: row ?? 0, column: names[index],
      message:
        "cannot tell whether the comma in \(Finding.quoted(value)) is a decimal mark: \(reason)",
      hint: "write decimals with a point and thousands without any mark")
  }

  /// The table as far as it is read.
  private var draft: Table {
    Table(
      source: reader.source, columns: columns, notes: [], layout: layout, textStart: reader.start,
      decimalMark: decimalMark)
  }

  /// Gives columns the kinds that the options ask for.
  private mutating func force() throws(InvalidInput) {
    let wanted = reader.options.kinds
    guard columns.contains(where: { wanted[$0.name] ?? $0.kind != $0.kind }) else { return }
    let table = draft
    var findings: [Finding] = []
    for (index, name) in names.enumerated() {
      guard let kind = wanted[name] else { continue }
      do {
        columns[index] = try table.column(name, as: kind)
      } catch {
        findings += error.findings
      }
    }
    if !findings.isEmpty {
      // In the order of the file, and of the columns within a line.
      throw InvalidInput(
        findings.enumerated().sorted {
          ($0.element.place?.line ?? .max, $0.offset) < ($1.element.place?.line ?? .max, $1.offset)
        }.map(\.element))
    }
  }
}
