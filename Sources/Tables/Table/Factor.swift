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
    case .integer(let values):
      return number(values) { $0 == .min ? nil : String($0) }
    case .number(let values):
      return number(values) { $0.isNaN ? nil : NumberText.shortest($0 == 0 ? 0 : $0) }
    case .date(let values):
      return number(values) { $0 == .missing ? nil : $0.description }
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
