import Figures

/// A small table for people: chosen columns of chosen rows, rounded, every number leading to its
/// full value.
struct TableView: Sendable {
  struct Column: Sendable {
    enum Content: Sendable {
      case value(String, NumberStyle)
      /// Two columns as "0.56 to 1.44".
      case interval(String, String, NumberStyle)
    }

    let header: String
    let content: Content

    init(_ header: String, _ column: String, _ style: NumberStyle = .significant(3)) {
      self.header = header
      content = .value(column, style)
    }

    init(_ header: String, from low: String, to high: String, _ style: NumberStyle) {
      self.header = header
      content = .interval(low, high, style)
    }
  }

  let caption: Markup
  /// Said below the caption; may be empty.
  var note = Markup("")
  let headers: [Header]
  let rows: [Row]

  struct Header: Sendable {
    let text: Markup
    let kind: String
  }

  struct Row: Sendable {
    let label: Markup
    let cells: [Cell]
  }

  struct Cell: Sendable {
    let content: Markup
    /// The class of the cell: `n` for numbers, `t` for text.
    let kind: String
  }

  /// nil where there is no row. Columns that are empty everywhere are left out.
  /// - Parameter label: what stands at the head of every row.
  init?(
    _ caption: String, labels header: String, _ records: [ResultTable.Record],
    label: (ResultTable.Record) -> Markup, _ columns: [Column], note: String = ""
  ) {
    let cells = columns.map { column in records.map { column.cell($0) } }
    let kept = columns.indices.filter { index in cells[index].contains { $0 != nil } }
    guard !records.isEmpty, !kept.isEmpty else { return nil }
    let kinds = columns.indices.map { cells[$0].contains { $0?.kind == "n" } ? "n" : "t" }
    self.caption = Markup(caption)
    self.note = Markup(note)
    headers =
      [Header(text: Markup(header), kind: "t")]
      + kept.map { Header(text: Markup(columns[$0].header), kind: kinds[$0]) }
    rows = records.indices.map { row in
      Row(
        label: label(records[row]),
        cells: kept.map { cells[$0][row] ?? Cell(content: Markup("–"), kind: kinds[$0]) })
    }
  }

  /// With a column as the head of every row.
  init?(
    _ caption: String, labels header: String, in column: String,
    _ records: [ResultTable.Record], _ columns: [Column], note: String = ""
  ) {
    self.init(
      caption, labels: header, records,
      label: { $0[column]?.markup(.significant(3)) ?? Markup("–") },
      columns, note: note)
  }
}

extension TableView.Column {
  func cell(_ record: ResultTable.Record) -> TableView.Cell? {
    switch content {
    case .value(let column, let style):
      return record[column].map {
        .init(content: $0.markup(style), kind: $0.value.double == nil ? "t" : "n")
      }
    case .interval(let low, let high, let style):
      return record.range(low, high, style).map { .init(content: $0, kind: "n") }
    }
  }
}

extension NumberStyle {
  /// Decimals that suit all values of these columns together, as tables of text have them.
  static func common(_ columns: [String], of records: [ResultTable.Record]) -> NumberStyle {
    .decimals(min(6, DecimalText.decimals(for: numbers(columns, of: records), digits: 3)))
  }

  /// For ratios: two decimals, more where one is very small.
  static func ratio(_ columns: [String], of records: [ResultTable.Record]) -> NumberStyle {
    numbers(columns, of: records).contains { $0 != 0 && $0.magnitude < 0.095 }
      ? .significant(3) : .decimals(2)
  }

  private static func numbers(
    _ columns: [String], of records: [ResultTable.Record]
  ) -> [Double] {
    records.flatMap { record in columns.compactMap { record[$0]?.value.double } }
  }
}
