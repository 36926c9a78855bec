extension NewLevelPolicy {
  /// The rows at levels that the fit does not know, where they may be predicted.
  /// - Throws: `PredictionError.newLevels` with the first of them.
  func accepted(_ rows: [Prediction.NewLevel]) throws(PredictionError) -> [Prediction.NewLevel] {
    guard self == .refuse, let first = rows.first else { return rows }
    let same = rows.filter { $0.group == first.group }
    throw .newLevels(
      group: first.group, levels: Self.firstDistinct(same.map(\.level), count: 3),
      rows: Set(same.map(\.row)).count)
  }

  private static func firstDistinct(_ labels: [String], count: Int) -> [String] {
    var result: [String] = []
    for label in labels where !result.contains(label) {
      result.append(label)
      if result.count == count { break }
    }
    return result
  }
}
