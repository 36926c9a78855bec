import Foundation
import MixedModels
import Tables

/// A table from the text of a CSV file.
func makeTable(_ text: String) throws -> Table {
  try Table.read(TableSource(name: "data.csv", text: text))
}

/// A table of named columns of cells, rows in the given order.
func makeTable(_ columns: [(name: String, cells: [String])], order: [Int]? = nil) throws -> Table {
  let header = columns.map(\.name).joined(separator: ",")
  let rows = (order ?? Array(0..<columns[0].cells.count)).map { row in
    columns.map { $0.cells[row] }.joined(separator: ",")
  }
  return try makeTable(([header] + rows).joined(separator: "\n") + "\n")
}

/// The findings of the error that a frame ends in; empty if it does not.
func findings(_ specification: MixedModelSpecification, _ table: Table) -> [Finding] {
  do {
    _ = try specification.frame(table)
    return []
  } catch {
    return error.findings
  }
}
