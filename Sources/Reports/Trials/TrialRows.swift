import Figures
import Glibc
import Tables
import Trials

/// The tables that results of trials share.
enum TrialRows {
  static let ratioColumns = ["ratio", "ratio_low", "ratio_high"]
  static let effectColumns =
    [
      "study", "group", "outcome", "timepoint", "values", "treatment", "comparator",
      "treatment_value", "comparator_value", "n_treatment", "n_comparator", "measure", "estimate",
      "std_error", "conf_low", "conf_high",
    ] + ratioColumns + [
      "unit", "origin", "correlation", "correlation_source", "design", "controlled", "note",
    ]

  static func effect(_ effect: TrialEffect, level: Double) -> [JSONValue] {
    let comparison = effect.comparison
    let interval = effect.interval(level: level)
    let values = effect.values(digits: 3)
    let study: [JSONValue] = [
      .string(effect.study), .string(comparison.group), .string(comparison.outcome),
      .string(comparison.timepoint), .string(comparison.phase == .change ? "change" : "final"),
      JSONValue(comparison.treatment?.arm), JSONValue(comparison.comparator?.arm),
      .finite(values.treatment?.value), .finite(values.comparator?.value),
      JSONValue(effect.people.treatment), JSONValue(effect.people.comparator),
    ]
    let numbers: [JSONValue] =
      [
        .string(effect.effect.measure.rawValue), .finite(effect.effect.estimate),
        .finite(effect.effect.standardError), .finite(interval.lower), .finite(interval.upper),
      ] + ratios(effect.effect.measure, effect.effect.estimate, interval)
    let provenance: [JSONValue] = [
      .string(effect.unit), .string(effect.origin.rawValue),
      JSONValue(effect.correlation?.value), JSONValue(effect.correlationSource),
      .string(comparison.design.rawValue),
      .bool(comparison.isControlled && comparison.design.isControlled),
      JSONValue(effect.effect.note?.text),
    ]
    return study + numbers + provenance
  }

  /// The estimate and its interval without the logarithm; null for differences.
  static func ratios(
    _ measure: EffectMeasure, _ estimate: Double?, _ interval: EffectInterval?
  ) -> [JSONValue] {
    guard measure.isLogarithm else { return [.null, .null, .null] }
    return [estimate, interval?.lower, interval?.upper].map { .finite($0.map { exp($0) }) }
  }

  static func effects(_ name: String, _ effects: [TrialEffect], level: Double) -> RowTable {
    RowTable(
      name: name, columns: effectColumns, rows: effects.map { effect($0, level: level) })
  }

  static func exclusions(_ excluded: [TrialExclusion]) -> RowTable {
    RowTable(
      name: "exclusions",
      columns: [
        "study", "outcome", "timepoint", "code", "reason", "hint", "file", "line", "column",
      ],
      rows: excluded.map {
        [
          .string($0.study), .string($0.outcome), .string($0.timepoint), .string($0.reason.code),
          .string($0.reason.message), JSONValue($0.reason.hint),
        ] + place($0.reason.place)
      })
  }

  static func place(_ place: Place?) -> [JSONValue] {
    [
      JSONValue(place.map { Envelope.withoutFolders(ofAbsolute: $0.file) }),
      JSONValue(place?.line), JSONValue(place?.column),
    ]
  }

  /// Found is used, uncontrolled and excluded together.
  static func counts(_ effects: TrialEffects) -> RowTable {
    RowTable(
      name: "counts", columns: ["found", "used", "uncontrolled", "excluded", "people"],
      rows: [
        [
          .integer(effects.inputCount), .integer(effects.effects.count),
          .integer(effects.uncontrolled.count), .integer(effects.excluded.count),
          JSONValue(people(effects.effects)),
        ]
      ])
  }

  private static func people(_ effects: [TrialEffect]) -> Int? {
    let counts = effects.compactMap(\.peopleCount)
    return counts.count == effects.count ? counts.reduce(0, +) : nil
  }

  static func otherOutcomes(_ effects: TrialEffects) -> RowTable {
    RowTable(
      name: "other_outcomes", columns: ["outcome", "controlled_studies"],
      rows: effects.otherOutcomes.map { [.string($0.outcome), .integer($0.comparisons)] })
  }
}
