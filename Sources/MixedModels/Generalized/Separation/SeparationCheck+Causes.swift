extension SeparationCheck {
  /// The simple causes: none of the rows, or none of a level's rows, has an event, or every trial
  /// is one.
  func causes() -> [Separation.Cause] {
    switch side(of: sides.indices.map { _ in true }) {
    case .noEvents: return [.noEvents]
    case .onlyEvents: return [.onlyEvents]
    default: break
    }
    let indicators = names.indices.filter(isIndicator)
    return levelCauses(indicators) + referenceCauses(indicators)
  }

  private func levelCauses(_ indicators: [Int]) -> [Separation.Cause] {
    indicators.compactMap { j in
      switch side(of: design.column(j).map { $0 == 1 }) {
      case .noEvents: .levelWithoutEvents(column: names[j])
      case .onlyEvents: .levelWithOnlyEvents(column: names[j])
      default: nil
      }
    }
  }

  /// With a constant column, intercept and levels can run against each other where a factor has
  /// one level more than columns.
  private func referenceCauses(_ indicators: [Int]) -> [Separation.Cause] {
    guard names.indices.contains(where: { j in design.column(j).allSatisfy { $0 == 1 } }) else {
      return []
    }
    return Set(indicators.map { termOfColumn[$0] }).sorted().compactMap { term in
      let columns = indicators.filter { termOfColumn[$0] == term }
      var sums = [Double](repeating: 0, count: design.rows)
      for j in columns {
        for (row, value) in design.column(j).enumerated() { sums[row] += value }
      }
      guard sums.allSatisfy({ $0 <= 1 }) else { return nil }
      switch side(of: sums.map { $0 == 0 }) {
      case .noEvents: return .referenceWithoutEvents(columns: columns.map { names[$0] })
      case .onlyEvents: return .referenceWithOnlyEvents(columns: columns.map { names[$0] })
      default: return nil
      }
    }
  }

  /// Zeros and ones, both.
  private func isIndicator(_ j: Int) -> Bool {
    let column = design.column(j)
    return column.allSatisfy { $0 == 0 || $0 == 1 } && column.contains(0) && column.contains(1)
  }

  /// The side on which all chosen rows with trials are; nil if there is more than one, or no row.
  private func side(of chosen: [Bool]) -> Side? {
    var common: Side?
    for (isChosen, side) in zip(chosen, sides) where isChosen && side != .noTrials {
      if let common, common != side { return nil }
      common = side
    }
    return common
  }
}
