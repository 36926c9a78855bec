import Numerics
import Tables

extension LogCheckContext {
  func outsideRange() -> [Finding] {
    guard let range = read.settings.outcomeRange else { return [] }
    return rows.filter { night, _ in night.outcome.map { !range.contains($0) } ?? false }.map {
      finding(
        "N134", .warning, row: $0.row, read.study.outcome.column,
        "the outcome lies outside its declared range, \(Self.short(range.lowerBound)) to "
          + Self.short(range.upperBound),
        hint: "correct the value, or the range in the study file")
    }
  }

  func importance() -> [Finding] {
    guard read.study.minimalImportantDifferenceSetBefore == false else { return [] }
    return [
      Finding(
        code: "N142", severity: .warning,
        message: "the effect that matters was set after the treatment codes were known",
        hint: "set it before the first look, so that the result cannot have shaped it",
        place: read.settings.places["mcid_set_before"])
    ]
  }

  /// Counts right guesses: the last guess of every period, or every guess where every night was
  /// drawn by itself. Chance is one in the number of arms; the p value is the upper tail of the
  /// binomial distribution.
  func guesses() -> [Finding] {
    guard let column = table.column("blinded_guess") else { return [] }
    var byUnit = [Int: (right: Bool, row: Int)]()
    for (index, (night, row)) in rows.enumerated() {
      guard let text = column.string(row) else { continue }
      let guess = log.arms.firstIndex { Spelling.normalised($0) == Spelling.normalised(text) }
      guard let guess else { continue }
      var unit = night.period
      if case .nightly = read.study.randomisation { unit = index }
      byUnit[unit] = (guess == night.arm, row)
    }
    guard !byUnit.isEmpty, let row = byUnit.values.map(\.row).min() else { return [] }
    let right = byUnit.values.count { $0.right }
    let chance = BinomialDistribution(
      size: Double(byUnit.count), probability: 1 / Double(log.arms.count))
    let pValue = right == 0 ? 1 : chance.cumulative(Double(right - 1), tail: .upper)
    let better = pValue < 0.05
    return [
      finding(
        "N139", better ? .warning : .information, row: row, "blinded_guess",
        "\(right) of \(byUnit.count) guesses of the treatment were right "
          + "(one-sided p = \(Self.short(pValue)))",
        hint: better ? "a strong effect or a side effect can give the treatment away" : nil)
    ]
  }
}
