import Tables

/// The rows of a table in which no column that is used lacks a value.
struct UsedRows: Sendable {
  /// Ascending.
  let rows: [Int]
  /// True if these are all rows of the table.
  let isAll: Bool
  let omissions: [ModelFrame.Omission]

  /// - Parameter columns: in the order in which they are blamed for a missing row.
  init(_ columns: [Column], of count: Int) {
    var isOmitted: [Bool] = []
    var omissions: [ModelFrame.Omission] = []
    for column in columns where column.hasMissing {
      if isOmitted.isEmpty { isOmitted = Array(repeating: false, count: count) }
      var omitted = 0
      for row in 0..<count where !isOmitted[row] && column.isMissing(row) {
        isOmitted[row] = true
        omitted += 1
      }
      if omitted > 0 { omissions.append(.init(column: column.name, rows: omitted)) }
    }
    self.omissions = omissions
    isAll = isOmitted.isEmpty
    rows = isAll ? Array(0..<count) : (0..<count).filter { !isOmitted[$0] }
  }

  /// The values in the used rows.
  func select<Value>(_ values: [Value]) -> [Value] {
    isAll ? values : rows.map { values[$0] }
  }

  /// A column's values in the used rows as numbers, dates as days since 1970-01-01; nil for text.
  func numbers(_ column: Column) -> [Double]? {
    switch column.values {
    case .number(let values): select(values)
    case .integer(let values):
      isAll ? values.map { Double($0) } : rows.map { Double(values[$0]) }
    case .date(let values):
      isAll
        ? values.map { Double($0.daysSinceEpoch) } : rows.map { Double(values[$0].daysSinceEpoch) }
    case .text: nil
    }
  }
}

extension Column {
  /// True if some row has no value.
  fileprivate var hasMissing: Bool {
    switch values {
    case .integer(let values): values.contains(.min)
    case .number(let values):
      // A sum is not a number if one of its terms is not; it may be so for other reasons too.
      values.reduce(0) { $0 + $1 * 0 }.isNaN
    case .text(let codes, _): codes.contains { $0 < 0 }
    case .date(let values): values.contains(.missing)
    }
  }
}
