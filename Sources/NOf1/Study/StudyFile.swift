import Tables

/// What a study file (`study.yaml`) or the command line says; nil where it says nothing.
///
///     reference: placebo
///     treatments: [magnesium]
///     outcome: {column: cramps, kind: count, better: lower, range: [0, 20]}
///                                         # ordinal: levels: [none, mild, moderate, severe]
///     mcid: 0.75
///     mcid_set_before: yes
///     randomised: yes
///     randomisation: paired-cycles        # or nightly: {max_run: 2}, or blocks: {size: 4},
///                                         # or paired-cycles: {max_run: 1}
///     blinded: yes
///     wash_in_nights: 3
///     prior: trial                        # or sceptical, wide, enthusiast, normal:0,0.5,
///                                         # or {mean: 0, sd: 0.5}, or trials:prior.json
///     person_spread: 0.28                 # with trials:FILE
///     covariates: [alcohol]
///     schedule: schedule.csv
///     report: {funding: none}             # see ``ReportKey``
///     design: {cycles: 4, period_nights: 14, start: 2025-03-01, seed: 7, generator: ...}
///     sealed_key: 9f86d0...               # SHA-256 of the key, where codes stand for the arms
///     looks: [2, 4, 6]                    # complete cycles; or monitoring: continuous
///     arms: {low: {form: citrate, dose_mg: 150}, high: {form: citrate, dose_mg: 300}}
public struct StudyFile: Sendable, Equatable {
  public var reference: String?
  public var treatments: [String]?
  public var outcomeColumn: String?
  public var outcomeKind: Outcome.Kind?
  public var better: Outcome.Direction?
  /// Names of the levels of an ordinal outcome, lowest first.
  public var outcomeLevels: [String]?
  /// The smallest and largest value that the outcome can have.
  public var outcomeRange: ClosedRange<Double>?
  /// A ratio, or a positive difference in outcome units (scores).
  public var minimalImportantDifference: Double?
  public var minimalImportantDifferenceSetBefore: Bool?
  public var randomised: Bool?
  public var randomisation: Randomisation?
  /// Paired cycles: the most periods in a row on one arm; nil for no limit.
  public var maximumPeriodRun: Int?
  public var blinded: Bool?
  public var washInNights: Int?
  public var prior: PriorChoice?
  public var covariates: [String]?
  /// Path of the planned schedule, a CSV file with `day` or `date` and `treatment`.
  public var schedule: String?
  public var monitoring: Monitoring?
  /// Form and dose of the arms.
  public var armDetails: [ArmDetail]?
  /// Spread between persons that a prior from trials is widened by, on the analysis scale.
  public var personSpread: Double?
  /// The design that the schedule was drawn from, as `nof1 design` writes it.
  public var design: StudyDesign?
  /// What drew the schedule; nil where it was not drawn here, or is sealed.
  public var designSeed: UInt64?
  public var designGenerator: String?
  /// SHA-256 of the sealed key, in lower-case hexadecimal.
  public var sealedKey: String?
  /// What a report of the study says beside its numbers, by item: `title`, `funding`, …
  public var report: [String: String]?
  /// Where every key stands, by its dotted name, for later findings.
  var places: [String: Place] = [:]
  /// How the doses of `armDetails` were computed, where they were.
  var armNotes: [String] = []

  public init() {}

  /// This file with everything that `overrides` says put in its place.
  public func overridden(by overrides: StudyOverrides) -> StudyFile {
    var result = self
    func take<Value>(_ path: WritableKeyPath<StudyFile, Value?>, _ key: String) {
      guard let value = overrides[keyPath: path] else { return }
      result[keyPath: path] = value
      // What the command line says does not stand in the file.
      result.places[key] = nil
    }
    take(\.reference, "reference")
    take(\.treatments, "treatments")
    take(\.outcomeColumn, "outcome.column")
    take(\.outcomeKind, "outcome.kind")
    take(\.better, "outcome.better")
    take(\.outcomeLevels, "outcome.levels")
    take(\.outcomeRange, "outcome.range")
    take(\.minimalImportantDifference, "mcid")
    take(\.minimalImportantDifferenceSetBefore, "mcid_set_before")
    take(\.randomised, "randomised")
    take(\.randomisation, "randomisation")
    if overrides.randomisation != nil { result.maximumPeriodRun = overrides.maximumPeriodRun }
    take(\.blinded, "blinded")
    take(\.washInNights, "wash_in_nights")
    take(\.prior, "prior")
    take(\.covariates, "covariates")
    take(\.schedule, "schedule")
    take(\.monitoring, "monitoring")
    take(\.armDetails, "arms")
    take(\.personSpread, "person_spread")
    take(\.design, "design")
    take(\.sealedKey, "sealed_key")
    take(\.report, "report")
    return result
  }
}

/// What the command line says: the same fields, which win over those of the file.
public typealias StudyOverrides = StudyFile
