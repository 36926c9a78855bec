import NOf1
import SimulatedStudies

/// How one shipped log is made: the person, the design, and what is left out.
struct LogRecipe: Sendable {
  struct Arm: Sendable {
    let name: String
    /// Elemental magnesium per night.
    let dose: Int

    init(_ name: String, dose: Int = 0) {
      self.name = name
      self.dose = dose
    }
  }

  let name: String
  let title: String
  let description: String
  /// The reference first.
  let arms: [Arm]
  let design: PairedCycles
  var randomised = true
  var kind = Outcome.Kind.count
  /// Mean outcome on the reference.
  let referenceMean: Double
  /// A rate ratio, or a difference in points; the same for every treatment.
  let trueEffect: Double
  var sigma = 0.6
  let rho: Double
  /// Share of the nights that were not recorded.
  var missingShare = 0.0
  /// Share of the nights without the capsule; nil for a log that does not say.
  var notTakenShare: Double?
  var writesDose = false
  var minimalImportantDifference = 0.75
  let seed: UInt64
  /// The verdict of the default analysis.
  let verdict: Verdict.Answer

  var outcomeColumn: String { kind == .score ? "severity" : "cramps" }

  /// The smallest and the largest severity that a person can write down.
  static let severityRange = 0...10
}
