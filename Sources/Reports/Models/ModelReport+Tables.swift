import Figures
import Glibc
import MixedModels

extension ModelReport {
  /// The names that `tables` can have; the first four are always there.
  public static let tableNames = [
    "fixed_effects", "variance_components", "fit", "groups", "anova", "means", "differences",
    "test", "r_squared", "icc", "conditional_modes", "timings",
  ]

  /// Every table of the result, in the order of `tableNames`.
  public var tables: [RowTable] {
    [
      fixedEffectRows, varianceComponentRows, fitRows, groupRows, analysisOfVarianceRows,
      meanRows, differenceRows,
      determination.map { ModelReport.rows("r_squared", "kind", "estimate", $0) },
      intraclassCorrelation.map { ModelReport.rows("icc", "kind", "estimate", $0) },
      modeRows, timings.map { ModelReport.rows("timings", "step", "seconds", $0) },
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

  private static func test(_ row: ContrastEstimate, _ interval: Interval? = nil) -> [JSONValue] {
    let interval = interval ?? Interval(low: row.confidenceLow, high: row.confidenceHigh)
    return [
      .number(row.estimate), .number(row.standardError), JSONValue(row.degreesOfFreedom),
      JSONValue(row.statistic), JSONValue(row.pValue), JSONValue(interval.low),
      JSONValue(interval.high),
    ]
  }

  var fixedEffectRows: RowTable {
    RowTable(
      name: "fixed_effects", columns: ["term"] + ModelReport.testColumns,
      rows: fixedEffects.enumerated().map { index, row in
        [.string(row.label)] + ModelReport.test(row, interval(index))
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
          .number(model.akaikeInformation), .number(bayesianInformation), .number(model.sigma),
          .integer(model.observationCount), .integer(model.parameterCount),
          .bool(model.convergence.converged), .bool(model.convergence.isSingular),
          .integer(model.convergence.evaluations),
          .array(model.parameters.theta.flatMap { $0 }.map(JSONValue.number)),
        ]
      ])
  }

  /// -2 log L + log(n) parameters.
  var bayesianInformation: Double {
    model.deviance + log(Double(model.observationCount)) * Double(model.parameterCount)
  }

  var groupRows: RowTable {
    RowTable(
      name: "groups", columns: ["group", "levels"],
      rows: model.frame.random.map { [.string($0.group), .integer($0.levels.count)] })
  }

  var analysisOfVarianceRows: RowTable? {
    analysisOfVariance.map { tests in
      RowTable(
        name: "anova", columns: ["term", "num_df", "den_df", "statistic", "p_value"],
        rows: tests.map {
          [
            .string($0.label), .integer($0.numeratorDegreesOfFreedom),
            JSONValue($0.denominatorDegreesOfFreedom), .number($0.statistic),
            JSONValue($0.pValue),
          ]
        })
    }
  }

  var meanRows: RowTable? { marginRows("means", "level", \.means) }
  var differenceRows: RowTable? { marginRows("differences", "contrast", \.differences) }

  private func marginRows(
    _ name: String, _ column: String, _ rows: (Margin) -> [ContrastEstimate]
  ) -> RowTable? {
    margins.isEmpty
      ? nil
      : RowTable(
        name: name, columns: ["margin", column] + ModelReport.testColumns,
        rows: margins.flatMap { margin in
          rows(margin).map { [.string(margin.name), .string($0.label)] + ModelReport.test($0) }
        })
  }

  var modeRows: RowTable? {
    modes.map { modes in
      RowTable(
        name: "conditional_modes",
        columns: ["group", "level", "term", "estimate", "std_error"],
        rows: modes.map {
          [
            .string($0.group), .string($0.level), .string($0.term), .number($0.estimate),
            .number($0.standardError),
          ]
        })
    }
  }
}
