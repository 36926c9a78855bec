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

  init(people: Int, seed: UInt64, jobs: Int, progress: (String) -> Void) {
    var thresholds: [Thresholds] = []
    var results: [EarlyResult] = []
    let cells = EarlyCell.all
    for (number, cell) in cells.enumerated() {
      let known = thresholds.first { $0.prior == cell.prior && $0.design == cell.design }
      let rules = EarlyRules(
        prior: cell.prior, design: cell.design, known: known?.calibration, simulations: people,
        seed: seed, jobs: jobs)
      if known == nil {
        thresholds.append(
          Thresholds(prior: cell.prior, design: cell.design, calibration: rules.calibration))
      }
      // A share near a half is known well enough from fewer people.
      let count = cell.rateRatio < 1 ? people / 4 : people
      results.append(
        EarlyResult(cell, rules, people: count, number: number, seed: seed, jobs: jobs))
      progress("\(number + 1) of \(cells.count) cells of early looks")
    }
    self.people = people
    self.thresholds = thresholds
    self.results = results
    longer = LongerDesign.all.enumerated().map { number, design in
      LongerResult(design, people: people, number: number, seed: seed, jobs: jobs)
    }
  }
}
