extension Table {
  /// The table with some of its rows, in the order given; every cell keeps its place in the file.
  ///
  /// The kinds of the columns stay what they are in the whole table, and its notes stay with it.
  package func selecting(rows: [Int]) -> Table {
    var selected = CellLayout(
      columnCount: layout.columnCount, lineBreak: layout.lineBreak, headerLine: layout.headerLine,
      headerStart: layout.headerStart, headerEnds: layout.headerEnds)
    selected.rowStarts = rows.map { layout.rowStarts[$0] }
    selected.rowLines = rows.map { layout.rowLines[$0] }
    selected.cellEnds = rows.flatMap { row in
      layout.cellEnds[(row * layout.columnCount)..<((row + 1) * layout.columnCount)]
    }
    let columns = columns.map { column in
      let values: ColumnValues =
        switch column.values {
        case .integer(let values): .integer(rows.map { values[$0] })
        case .number(let values): .number(rows.map { values[$0] })
        case .text(let codes, let labels):
          .text(codes: rows.map { codes[$0] }, labels: labels)
        case .date(let values): .date(rows.map { values[$0] })
        }
      return Column(name: column.name, values: values)
    }
    return Table(
      source: source, columns: columns, notes: [], layout: selected, textStart: textStart,
      decimalMark: decimalMark)
  }
}
