import Figures
import NOf1

/// Many people's logs under one model, as output.
public struct PopulationReport: Sendable {
  public let analysis: PopulationAnalysis
  /// Persons shown in the result; empty where there are too many, and they have a file of their own.
  public let people: [PopulationAnalysis.Person]
  public let level: Double
  public let digits: Int

  public init(
    _ analysis: PopulationAnalysis, people: [PopulationAnalysis.Person], level: Double = 0.95,
    digits: Int = 3
  ) {
    self.analysis = analysis
    self.people = people
    self.level = level
    self.digits = digits
  }

  public static let tableNames = ["population", "people"]

  /// What decides the answer, defaults resolved.
  public func options(level: Double) -> [JSONValue.Member] {
    [
      .init("outcome", .string(analysis.outcome.column)),
      .init("kind", .string(analysis.outcome.kind.rawValue)),
      .init("better", .string(analysis.outcome.better.rawValue)),
      .init("reference", .string(analysis.reference)),
      .init("treatment", .string(analysis.treatment)),
      .init("mcid", .number(analysis.minimalImportantDifference)),
      .init("prior_mu", .string(analysis.mu.prior)),
      .init("prior_tau", .string(analysis.tau.prior)),
      .init("level", .number(level)),
    ]
  }

  public var results: [JSONValue.Member] {
    [
      .init("population", population.json),
      .init(
        "responders",
        [
          "persons": .integer(analysis.persons),
          "expected": .number(analysis.expectedResponders),
          "firm": .integer(analysis.firmResponders),
          "little_spread": .number(analysis.littleSpread),
          "p_little_spread": .number(analysis.probabilityOfLittleSpread),
          "bayes_factor_of_spread": .number(analysis.bayesFactorOfSpread),
          "p_benefit": .number(analysis.probabilityOfBenefit),
          "p_mcid": .number(analysis.probabilityOfImportantBenefit),
        ]),
      .init("sentences", .array(analysis.sentences.map(JSONValue.string))),
      .init("people", peopleTable.json),
    ]
  }

  public var tables: [RowTable] { [population, peopleTable] }

  /// Rows `mu` and `tau`, on the analysis scale (log for ratios).
  public var population: RowTable {
    RowTable(
      name: "population",
      columns: ["term", "estimate", "mean", "sd", "conf_low", "conf_high", "prior"],
      rows: [analysis.mu, analysis.tau].map {
        [
          .string($0.name), .number($0.estimate), .number($0.mean), .number($0.sd),
          .number($0.confidenceLow), .number($0.confidenceHigh), .string($0.prior),
        ]
      })
  }

  public static let personColumns = [
    "person", "nights", "nights_reference", "raw", "raw_conf_low", "raw_conf_high",
    "raw_is_open", "shrunken", "conf_low", "conf_high", "p_benefit", "p_mcid",
  ]

  /// One person as a row with `personColumns`.
  public static func row(_ person: PopulationAnalysis.Person) -> [JSONValue] {
    [
      .string(person.person), .integer(person.nights), .integer(person.referenceNights),
      .number(person.raw), .number(person.rawLow), .number(person.rawHigh),
      .bool(person.rawIsOpen),
      .number(person.shrunken), .number(person.shrunkenLow), .number(person.shrunkenHigh),
      .number(person.probabilityOfBenefit), .number(person.probabilityOfImportantBenefit),
    ]
  }

  private var peopleTable: RowTable {
    RowTable(
      name: "people", columns: PopulationReport.personColumns,
      rows: people.map(PopulationReport.row))
  }
}
