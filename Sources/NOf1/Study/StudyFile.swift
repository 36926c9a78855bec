import Tables

/// What a study file (`study.yaml`) or the command line says; nil where it says nothing.
///
///     reference: placebo
///     treatments: [magnesium]
///     outcome: {column: cramps, kind: count, better: lower, range: [0, 20]}
///     mcid: 0.75
///     mcid_set_before: yes
///     randomised: yes
///     randomisation: paired-cycles        # or nightly: {max_run: 2}, or blocks: {size: 4}
///     blinded: yes
///     wash_in_nights: 3
///     prior: trial                        # or sceptical, wide, enthusiast, normal:0,0.5,
///                                         # or {mean: 0, sd: 0.5}
///     covariates: [alcohol]
///     schedule: schedule.csv
public struct StudyFile: Sendable, Equatable {
  public var reference: String?
  public var treatments: [String]?
  public var outcomeColumn: String?
  public var outcomeKind: Outcome.Kind?
  public var better: Outcome.Direction?
  /// The smallest and largest value that the outcome can have.
  public var outcomeRange: ClosedRange<Double>?
  /// A ratio, or a positive difference in outcome units (scores).
  public var minimalImportantDifference: Double?
  public var minimalImportantDifferenceSetBefore: Bool?
  public var randomised: Bool?
  public var randomisation: Randomisation?
  public var blinded: Bool?
  public var washInNights: Int?
  public var prior: PriorChoice?
  public var covariates: [String]?
  /// Path of the planned schedule, a CSV file with `day` or `date` and `treatment`.
  public var schedule: String?
  /// Where every key stands, by its dotted name, for later findings.
  var places: [String: Place] = [:]

  public init() {}

  /// This file with everything that `overrides` says put in its place.
  public func overridden(by overrides: StudyOverrides) -> StudyFile {
    var result = StudyFile()
    result.reference = overrides.reference ?? reference
    result.treatments = overrides.treatments ?? treatments
    result.outcomeColumn = overrides.outcomeColumn ?? outcomeColumn
    result.outcomeKind = overrides.outcomeKind ?? outcomeKind
    result.better = overrides.better ?? better
    result.outcomeRange = overrides.outcomeRange ?? outcomeRange
    result.minimalImportantDifference =
      overrides.minimalImportantDifference ?? minimalImportantDifference
    result.minimalImportantDifferenceSetBefore =
      overrides.minimalImportantDifferenceSetBefore ?? minimalImportantDifferenceSetBefore
    result.randomised = overrides.randomised ?? randomised
    result.randomisation = overrides.randomisation ?? randomisation
    result.blinded = overrides.blinded ?? blinded
    result.washInNights = overrides.washInNights ?? washInNights
    result.prior = overrides.prior ?? prior
    result.covariates = overrides.covariates ?? covariates
    result.schedule = overrides.schedule ?? schedule
    result.places = places
    return result
  }
}

/// What the command line says: the same fields, which win over those of the file.
public typealias StudyOverrides = StudyFile
