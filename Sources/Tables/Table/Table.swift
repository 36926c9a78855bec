/// A table read from a file: typed columns, and where every cell stands.
public struct Table: Sendable {
  public let source: TableSource
  public let columns: [Column]
  public let rowCount: Int
  /// What was accepted in the file and should be said: findings of severity information.
  public let notes: [Finding]

  let layout: CellLayout
  let textStart: Int
  let decimalMark: UInt8
  private let indexByName: [String: Int]

  init(
    source: TableSource, columns: [Column], notes: [Finding], layout: CellLayout, textStart: Int,
    decimalMark: UInt8
  ) {
    self.source = source
    self.columns = columns
    self.rowCount = layout.rowCount
    self.notes = notes
    self.layout = layout
    self.textStart = textStart
    self.decimalMark = decimalMark
    indexByName = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public var columnNames: [String] { columns.map(\.name) }

  /// Numbers in the file are written 1,5.
  public var usesDecimalComma: Bool { decimalMark == UInt8(ascii: ",") }

  public func column(_ name: String) -> Column? {
    indexByName[name].map { columns[$0] }
  }

  func index(ofColumn name: String) -> Int? { indexByName[name] }

  /// The physical line, counted from 1, on which a row begins.
  public func line(ofRow row: Int) -> Int { Int(layout.rowLines[row]) }

  /// The text of a cell as it stands in the file, without the quotes around it, spaces kept.
  ///
  /// - Precondition: `column` is one of `columnNames`.
  public func rawText(row: Int, column: String) -> String {
    guard let index = indexByName[column] else {
      preconditionFailure("the table has no column '\(column)'")
    }
    return source.bytes.withUnsafeBufferPointer {
      CellText.raw($0, layout.cell(row: row, column: index))
    }
  }

  /// The first row whose cell has text, quotes and spaces around it removed, for which
  /// `predicate` holds; nil if there is no such row or column. Missing cells are passed over.
  public func firstRow(in column: String, where predicate: (String) -> Bool) -> Int? {
    guard let index = indexByName[column] else { return nil }
    return source.bytes.withUnsafeBufferPointer { bytes in
      (0..<rowCount).first { row in
        let cell = layout.cell(row: row, column: index)
        return !CellText.isMissing(CellText.content(bytes, cell))
          && predicate(CellText.label(bytes, cell))
      }
    }
  }
}
