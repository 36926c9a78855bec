import Figures
import MixedModels

extension ModelReport {
  /// The names that `tables` can have; the first six are always there.
  public static let tableNames = [
    "fixed_effects", "variance_components", "fit", "groups", "r_squared", "icc", "anova", "means",
    "differences", "test", "conditional_modes", "timings",
  ]

  /// Every table of the result, in the order of `tableNames`.
  public var tables: [RowTable] {
    [
      fixedEffectRows, varianceComponentRows, fitRows, groupRows, determinationRows,
      correlationRows, analysisOfVarianceRows, meanRows, differenceRows, comparison?.rows,
      modeRows, timingRows,
    ].compactMap { $0 }
  }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  private static func rows(
    _ table: String, _ name: String, _ value: String, _ numbers: [NamedNumber]
  ) -> RowTable {
    RowTable(
      name: table, columns: [name, value],
      rows: numbers.map { [.string($0.name), .number($0.value)] })
  }

  private static let testColumns = [
    "estimate", "std_error", "df", "statistic", "p_value", "conf_low", "conf_high",
  ]

  private static func test(
    _ row: ContrastEstimate, _ interval: ModelIntervals.Interval
  ) -> [JSONValue] {
    [
      .number(row.estimate), .number(row.standardError), JSONValue(row.degreesOfFreedom),
      JSONValue(row.statistic), JSONValue(row.pValue), JSONValue(interval.low),
      JSONValue(interval.high),
    ]
  }

  var fixedEffectRows: RowTable {
    RowTable(
      name: "fixed_effects", columns: ["term"] + ModelReport.testColumns,
      rows: coefficients.rows.enumerated().map { index, row in
        [.string(row.label)] + ModelReport.test(row, intervals[.fixedEffect(index)])
      })
  }

  var varianceComponentRows: RowTable {
    RowTable(
      name: "variance_components",
      columns: ["group", "term", "term2", "kind", "estimate", "conf_low", "conf_high"],
      rows: varianceComponents.map {
        [
          .string($0.group), .string($0.term), JSONValue($0.secondTerm), .string($0.kind.rawValue),
          JSONValue($0.estimate), JSONValue($0.confidenceLow), JSONValue($0.confidenceHigh),
        ]
      })
  }

  var fitRows: RowTable {
    RowTable(
      name: "fit",
      columns: [
        "criterion", "deviance", "log_likelihood", "aic", "bic", "sigma", "n_obs",
        "n_parameters", "converged", "singular", "evaluations", "theta",
      ],
      rows: [
        [
          .string(model.criterion.rawValue), .number(model.deviance), .number(model.logLikelihood),
          .number(model.akaikeInformation), .number(model.bayesianInformation),
          .number(model.sigma),
          .integer(model.observationCount), .integer(model.parameterCount),
          .bool(model.convergence.converged), .bool(model.convergence.isSingular),
          .integer(model.convergence.evaluations),
          .array(model.parameters.theta.flatMap { $0 }.map(JSONValue.number)),
        ]
      ])
  }

  var groupRows: RowTable {
    RowTable(
      name: "groups", columns: ["group", "levels"],
      rows: model.frame.random.map { [.string($0.group), .integer($0.levels.count)] })
  }

  var analysisOfVarianceRows: RowTable? {
    analysisOfVariance.map { table in
      RowTable(
        name: "anova", columns: ["term", "num_df", "den_df", "statistic", "p_value"],
        rows: table.rows.map {
          [
            .string($0.label), .integer($0.numeratorDegreesOfFreedom),
            JSONValue($0.denominatorDegreesOfFreedom), .number($0.statistic),
            JSONValue($0.pValue),
          ]
        })
    }
  }

  var meanRows: RowTable? {
    marginRows("means", "level") { $0.means.rows.compactMap(\.estimate) }
  }

  var differenceRows: RowTable? { marginRows("differences", "contrast") { $0.differences.rows } }

  private func marginRows(
    _ name: String, _ column: String,
    _ rows: ((means: MarginalMeans, differences: ContrastTable)) -> [ContrastEstimate]
  ) -> RowTable? {
    margins.isEmpty
      ? nil
      : RowTable(
        name: name, columns: ["margin", column] + ModelReport.testColumns,
        rows: margins.flatMap { margin in
          rows(margin).map { row in
            [.string(margin.means.factors.joined(separator: ":")), .string(row.label)]
              + ModelReport.test(row, .init(row))
          }
        })
  }

  var timingRows: RowTable? {
    timings.map { ModelReport.rows("timings", "step", "seconds", $0) }
  }

  private var determinationRows: RowTable {
    ModelReport.rows(
      "r_squared", "kind", "estimate",
      [
        .init("marginal", explained.marginalRSquared),
        .init("conditional", explained.conditionalRSquared),
      ])
  }

  private var correlationRows: RowTable {
    ModelReport.rows(
      "icc", "kind", "estimate",
      [
        .init("adjusted", explained.adjustedIntraclassCorrelation),
        .init("unadjusted", explained.unadjustedIntraclassCorrelation),
      ])
  }

  var modeRows: RowTable? {
    modes.map { modes in
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
  }
}
