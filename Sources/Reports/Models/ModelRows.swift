import Figures
import MixedModels

/// The tables of a result that every model shares.
enum ModelRows {
  static let testColumns = [
    "estimate", "std_error", "df", "statistic", "p_value", "conf_low", "conf_high",
  ]

  /// Without a variance there is no test, and the standard error is not known.
  static func test(
    _ row: ContrastEstimate, _ interval: ModelIntervals.Interval
  ) -> [JSONValue] {
    [
      .number(row.estimate), row.state == .noVariance ? .null : .number(row.standardError),
      JSONValue(row.degreesOfFreedom),
      JSONValue(row.statistic), JSONValue(row.pValue), JSONValue(interval.low),
      JSONValue(interval.high),
    ]
  }

  static func varianceComponents(_ components: [VarianceComponent]) -> RowTable {
    RowTable(
      name: "variance_components",
      columns: ["group", "term", "term2", "kind", "estimate", "conf_low", "conf_high"],
      rows: components.map {
        [
          .string($0.group), .string($0.term), JSONValue($0.secondTerm), .string($0.kind.rawValue),
          JSONValue($0.estimate), JSONValue($0.confidenceLow), JSONValue($0.confidenceHigh),
        ]
      })
  }

  static func groups(_ frame: ModelFrame) -> RowTable {
    RowTable(
      name: "groups", columns: ["group", "levels"],
      rows: frame.random.map { [.string($0.group), .integer($0.levels.count)] })
  }

  static func analysisOfVariance(_ table: AnovaTable) -> RowTable {
    RowTable(
      name: "anova", columns: ["term", "num_df", "den_df", "statistic", "p_value"],
      rows: table.rows.map {
        [
          .string($0.label), .integer($0.numeratorDegreesOfFreedom),
          JSONValue($0.denominatorDegreesOfFreedom), .number($0.statistic), JSONValue($0.pValue),
        ]
      })
  }

  static func modes(_ modes: [ConditionalModes]) -> RowTable {
    RowTable(
      name: "conditional_modes",
      columns: ["group", "level", "term", "estimate", "std_error"],
      rows: modes.flatMap(\.rows).map {
        [
          .string($0.group), .string($0.level), .string($0.term), .number($0.estimate),
          .number($0.standardError),
        ]
      })
  }

  static func shares(_ explained: ExplainedVariance) -> [RowTable] {
    [
      named(
        "r_squared", "kind", "estimate",
        [
          .init("marginal", explained.marginalRSquared),
          .init("conditional", explained.conditionalRSquared),
        ]),
      named(
        "icc", "kind", "estimate",
        [
          .init("adjusted", explained.adjustedIntraclassCorrelation),
          .init("unadjusted", explained.unadjustedIntraclassCorrelation),
        ]),
    ]
  }

  static func timings(_ timings: [ModelReport.NamedNumber]) -> RowTable {
    named("timings", "step", "seconds", timings)
  }

  private static func named(
    _ table: String, _ name: String, _ value: String, _ numbers: [ModelReport.NamedNumber]
  ) -> RowTable {
    RowTable(
      name: table, columns: [name, value],
      rows: numbers.map { [.string($0.name), .number($0.value)] })
  }
}
