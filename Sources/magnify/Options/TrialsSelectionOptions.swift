import ArgumentParser
import Trials

/// Which comparisons are taken, and how effects are made of them: the same for every verb of
/// trials that computes.
struct TrialsSelectionOptions: ParsableArguments {
  @Option(help: "Only this group (default: all).") var group: String?
  @Option(help: "The outcome (default: the one with the most controlled trials).")
  var outcome: String?
  @Option(help: "Only this time.") var timepoint: String?
  @Option(
    help: .init(
      """
      Effect measure (default: RR of counts, IRR of counts over time, MD of means).
      """, valueName: "name"))
  var measure: EffectMeasure?
  @Option(
    parsing: .unconditional,
    help: .init(
      "Correlations tried where a crossover prints none.", valueName: "r,r,…"))
  var rGrid: NumberList = NumberList(values: [0, 0.25, 0.5, 0.75])
  @Flag(help: "Take final values even where changes from baseline are printed.")
  var finalValues = false
  @Option(help: "Coverage of every interval.") var level = 0.95

  func validate() throws {
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    guard rGrid.values.allSatisfy({ abs($0) <= 1 }) else {
      throw ValidationError("--r-grid takes correlations, between -1 and 1")
    }
  }

  var plan: PoolingPlan {
    PoolingPlan(
      group: group, outcome: outcome, timepoint: timepoint, measure: measure,
      correlations: rGrid.values, prefersChanges: !finalValues, confidenceLevel: level)
  }
}

/// `0,0.25,.5` on the command line.
struct NumberList: ExpressibleByArgument {
  let values: [Double]

  init(values: [Double]) { self.values = values }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { Double($0.hasPrefix(".") ? "0\($0)" : "\($0)") }
    guard values.count == parts.count, values.allSatisfy(\.isFinite) else { return nil }
    self.values = values
  }

  var defaultValueDescription: String { values.map { "\($0)" }.joined(separator: ",") }
}

extension EffectMeasure: ExpressibleByArgument {
  public init?(argument: String) {
    guard let measure = EffectMeasure(name: argument), EffectMeasure.offered.contains(measure)
    else { return nil }
    self = measure
  }

  public static var allValueStrings: [String] { offered.map(\.name) }
}
