import Glibc
import Tables

extension Borrowing {
  /// What the trials add and whether they agree with the nights, in plain words.
  ///
  /// - Parameters:
  ///   - rows: with the chosen spread first.
  ///   - comparison: nil where own data give no interval.
  ///   - words: of the study.
  ///   - arm: the treatment.
  ///   - level: coverage of the intervals.
  static func sentence(
    _ rows: [Row], _ comparison: PriorComparison?, words: EffectWords, arm: String, level: Double
  ) -> String {
    func effect(_ source: String) -> String {
      rows.first { $0.source == source }.map { words.withInterval($0, level: level) } ?? ""
    }
    let prediction = "For one more person on \(arm) the trials predict \(effect("prior"))"
    guard let comparison else {
      return prediction + ". Your own nights alone bound the effect on one side only; together with"
        + " the trials they give \(effect("posterior"))."
    }
    let worth = comparison.worthInCycles.map {
      let cycles = words.number($0)
      return ", worth about \(cycles) \(cycles == "1" ? "cycle" : "cycles") of your own data"
    }
    let own = "Your own nights alone give \(effect("own data"))."
    let chance = comparison.pValue
    let odds = chance < 0.001 ? "p < 0.001" : "p = \(words.number(chance))"
    guard comparison.isConflict else {
      return prediction + (worth ?? "")
        + ". \(own) The two agree within their uncertainty (\(odds));"
        + " together they give \(effect("posterior"))."
    }
    let distance = words.number(abs(comparison.statistic))
    return prediction + (worth ?? "") + ". \(own) The two disagree: they lie \(distance) standard"
      + " deviations apart (\(odds)). Both answers stand, and they should not be averaged without"
      + " thought: you may differ from the people in the trials. Together they would give"
      + " \(effect("posterior"))."
  }

  /// What a reader must be told: a conflict, or own data without an interval.
  var findings: [Finding] {
    if let ownDataStatement {
      return [Finding(code: "N277", severity: .information, message: ownDataStatement)]
    }
    guard isConflict else { return [] }
    return [
      Finding(
        code: "N276", severity: .warning,
        message: "your own nights and the trials disagree more than chance explains",
        hint: "look at both answers before you use the one that combines them")
    ]
  }
}

extension EffectWords {
  /// "42 % fewer cramps (95 % interval: from 69 % fewer to 6 % more)", the favourable end first.
  fileprivate func withInterval(_ row: Borrowing.Row, level: Double) -> String {
    let about = change(row.estimate)
    let isLowerBetter = study.outcome.better == .lower
    let first = isLowerBetter ? row.confidenceLow : row.confidenceHigh
    let last = isLowerBetter ? row.confidenceHigh : row.confidenceLow
    let range = "(\(percentOf(level)) interval: from \(change(first)) to \(change(last)))"
    guard study.outcome.kind == .count else { return "\(noun) \(about) \(range)" }
    return "\(about == "the same" ? "as many" : about) \(noun) \(range)"
  }
}

extension EffectPrior {
  /// "N(-0.07, 0.30^2)", or "-0.07 + 0.21 t(3) + N(0, 0.28^2)", numbers as `text` writes them.
  func formula(_ text: (Double) -> String) -> String {
    guard let shape else { return "N(\(text(mean)), \(text(standardDeviation))^2)" }
    return "\(text(mean)) + \(text(shape.scale)) t(\(text(shape.degreesOfFreedom)))"
      + " + N(0, \(text(shape.personSpread))^2)"
  }
}
