extension Outcome {
  /// The most levels that an ordinal outcome can have: beyond it a score says as much.
  public static let mostLevels = 12

  /// The numbers that stand for the levels in a log, lowest first; nil where no levels are known.
  ///
  /// Levels that are whole numbers in increasing order stand for themselves, all others are
  /// numbered from 0. Only their order enters the analysis; means of levels are means of these
  /// numbers.
  public var levelCodes: [Double]? {
    guard let levels else { return nil }
    let numbers = levels.compactMap { Int($0) }
    let areCodes =
      numbers.count == levels.count && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    return areCodes ? numbers.map(Double.init) : levels.indices.map(Double.init)
  }

  /// The name of the level that a number stands for.
  public func levelName(_ code: Double) -> String {
    if let levels, let place = levelCodes?.firstIndex(of: code) { return levels[place] }
    return Int(exactly: code).map(String.init) ?? String(code)
  }
}
