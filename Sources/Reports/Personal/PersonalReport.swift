import Figures
import NOf1

/// One person's analysis as output: the tables of the result, and the page that people read.
public struct PersonalReport: Sendable {
  public let analysis: PersonalAnalysis
  /// Probability content of the analysis' intervals, for their heads.
  public let level: Double
  /// Significant digits of the page.
  public let digits: Int

  public init(_ analysis: PersonalAnalysis, level: Double = 0.95, digits: Int = 3) {
    self.analysis = analysis
    self.level = level
    self.digits = digits
  }

  /// The `results` of the envelope, in the order of the schema.
  public var results: [JSONValue.Member] {
    [
      .init("verdict", verdict),
      .init("effects", effects.json),
      .init("hyperparameters", hyperparameters.json),
      .init("design", analysis.design.json),
      .init("cycles", cycles.json),
      .init("cycle_level", cycleLevel.json),
      .init("randomisation_test", randomisationTest),
      .init("operating_characteristics", operatingCharacteristics.json),
      .init("sensitivity", sensitivity.json),
      .init("nights", nights.json), .init("comparisons", comparisons.json), .init("forms", forms),
      .init("dose", dose), .init("monitoring", monitoring), .init("borrowing", borrowing),
    ]
  }

  /// The names of `tables`, which every analysis has.
  public static let tableNames = [
    "effects", "hyperparameters", "arms", "guards", "cycles", "cycle_level",
    "operating_characteristics", "sensitivity", "nights", "comparisons",
  ]

  /// Every flat table of the result, the effects first.
  public var tables: [RowTable] {
    [
      effects, hyperparameters, analysis.design.armRows, analysis.design.guardRows,
      cycles, cycleLevel, operatingCharacteristics, sensitivity, nights, comparisons,
    ]
  }
}
