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
      fixedEffectRows, ModelRows.varianceComponents(varianceComponents), fitRows,
      ModelRows.groups(model.frame),
    ] + ModelRows.shares(explained)
      + [
        analysisOfVariance.map(ModelRows.analysisOfVariance), meanRows, differenceRows,
        comparison?.rows, modes.map(ModelRows.modes), timings.map(ModelRows.timings),
      ].compactMap { $0 }
  }

  var fixedEffectRows: RowTable {
    RowTable(
      name: "fixed_effects", columns: ["term"] + ModelRows.testColumns,
      rows: coefficients.rows.enumerated().map { index, row in
        [.string(row.label)] + ModelRows.test(row, intervals[.fixedEffect(index)])
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
        name: name, columns: ["margin", column] + ModelRows.testColumns,
        rows: margins.flatMap { margin in
          rows(margin).map { row in
            [.string(margin.means.factors.joined(separator: ":")), .string(row.label)]
              + ModelRows.test(row, .init(row))
          }
        })
  }
}
