import NOf1
import Numerics

/// Everything that is simulated about looking early.
struct EarlyCalibration: Sendable {
  /// Thresholds of the declared looks, by prior and design.
  struct Thresholds: Sendable {
    let prior: String
    let design: EarlyCell.Design
    let calibration: LookCalibration
  }

  let people: Int
  let thresholds: [Thresholds]
  let results: [EarlyResult]
  let longer: [LongerResult]

  /// - Parameters:
  ///   - people: simulated people in every cell without an effect.
  ///   - only: leaves out every cell whose description does not hold this text.
  ///   - seed: of every random number.
  ///   - jobs: threads; the results do not depend on it.
  ///   - progress: told about every cell.
  init(people: Int, only: String, seed: UInt64, jobs: Int, progress: (String) -> Void) {
    var thresholds: [Thresholds] = []
    var results: [EarlyResult] = []
    let cells = EarlyCell.all
    for (number, cell) in cells.enumerated() where only.isEmpty || cell.words.contains(only) {
      let known = thresholds.first { $0.prior == cell.prior && $0.design == cell.design }
      let rules = EarlyRules(
        prior: cell.prior, design: cell.design, known: known?.calibration, simulations: people,
        seed: seed, jobs: jobs)
      if known == nil {
        thresholds.append(
          Thresholds(prior: cell.prior, design: cell.design, calibration: rules.calibration))
        let usual = percent(rules.calibration.falseRespondersUntightened)
        progress(
          "\(cell.design.words), \(cell.prior) prior: tightening \(rules.calibration.tightening),"
            + " usual thresholds \(usual)")
      }
      // A share near a half is known well enough from fewer people.
      let count = cell.rateRatio < 1 ? people / 4 : people
      let result = EarlyResult(
        cell, rules, people: count, number: number, seed: seed, jobs: jobs)
      results.append(result)
      progress("\(number + 1) of \(cells.count) cells of early looks: \(result.line)")
    }
    self.people = people
    self.thresholds = thresholds
    self.results = results
    guard only.isEmpty else {
      longer = []
      return
    }
    longer = LongerDesign.all.enumerated().map { number, design in
      LongerResult(design, people: people, number: number, seed: seed, jobs: jobs)
    }
  }
}
