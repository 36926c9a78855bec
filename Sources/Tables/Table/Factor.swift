/// A column as codes into a list of levels.
public struct Factor: Sendable, Equatable {
  /// One code per row, the index of its level; -1 where the value is missing.
  public let codes: [Int32]
  public let levels: [String]

  public init(codes: [Int32], levels: [String]) {
    self.codes = codes
    self.levels = levels
  }

  /// The levels of any column in order of appearance; numbers and dates are labels too.
  public init(_ column: Column) {
    var finder = LevelFinder()
    codes = finder.codes(of: column)
    levels = finder.levels
  }

  /// The column with the given levels in the given order, some of which may not occur.
  ///
  /// - Throws: `FactorError` if a level is given twice or a value is not among them.
  public init(_ column: Column, levels: [String]) throws(FactorError) {
    var codeOfLevel: [String: Int32] = [:]
    for (code, level) in levels.enumerated() {
      if codeOfLevel.updateValue(Int32(code), forKey: level) != nil {
        throw .duplicateLevel(level)
      }
    }
    let found = Factor(column)
    let translation = found.levels.map { codeOfLevel[$0] ?? -1 }
    if let unknown = translation.firstIndex(of: -1),
      let row = found.codes.firstIndex(of: Int32(unknown))
    {
      throw .unknownValue(
        found.levels[unknown], row: row, column: column.name, levels: levels)
    }
    codes = found.codes.map { $0 < 0 ? -1 : translation[Int($0)] }
    self.levels = levels
  }
}

/// Numbers the distinct values of a column in order of appearance.
private struct LevelFinder {
  private(set) var levels: [String] = []

  mutating func codes(of column: Column) -> [Int32] {
    switch column.values {
    case .text(let codes, let labels):
      levels = labels
      return codes
    case .integer(let values): return number(values)
    case .number(let values):
      return number(values) { $0.isNaN ? nil : NumberText.shortest($0 == 0 ? 0 : $0) }
    case .date(let values):
      return number(values) { $0 == .missing ? nil : $0.description }
    }
  }

  /// Whole numbers: by a table from the smallest to the largest unless that is much longer than
  /// the column.
  private mutating func number(_ values: [Int]) -> [Int32] {
    var (smallest, largest) = (Int.max, Int.min)
    for value in values where value != .min {
      smallest = min(smallest, value)
      largest = max(largest, value)
    }
    let (span, overflow) = largest.subtractingReportingOverflow(smallest)
    guard smallest <= largest, !overflow, span < 2 * values.count + 256 else {
      return number(values) { $0 == .min ? nil : String($0) }
    }
    var codeOfOffset = [Int32](repeating: -1, count: span + 1)
    return values.map { value in
      if value == .min { return -1 }
      let known = codeOfOffset[value - smallest]
      if known >= 0 { return known }
      let code = Int32(levels.count)
      codeOfOffset[value - smallest] = code
      levels.append(String(value))
      return code
    }
  }

  private mutating func number<Value: Hashable>(
    _ values: [Value], _ label: (Value) -> String?
  ) -> [Int32] {
    var codeOfValue: [Value: Int32] = [:]
    return values.map { value in
      if let code = codeOfValue[value] { return code }
      guard let text = label(value) else { return -1 }
      let code = Int32(levels.count)
      codeOfValue[value] = code
      levels.append(text)
      return code
    }
  }
}
