import Figures
import MixedModels

extension GeneralizedModelReport {
  /// The names that `tables` can have.
  public static let tableNames = [
    "fixed_effects", "zero_inflation", "dispersion", "series", "variance_components", "fit",
    "groups", "checks", "r_squared", "icc", "anova", "means", "differences", "test",
    "conditional_modes", "timings",
  ]

  /// Every table of the result, in the order of `tableNames`.
  public var tables: [RowTable] {
    [
      fixedEffectRows, zeroInflationRows,
      parameterRows("dispersion", [.dispersion: "alpha", .size: "theta"]),
      parameterRows("series", [.seriesStandardDeviation: "sd", .seriesCorrelation: "corr"]),
      ModelRows.varianceComponents(varianceComponents), fitRows, ModelRows.groups(model.frame),
      checkRows,
    ].compactMap { $0 } + (explained.map { ModelRows.shares($0.shares) } ?? [])
      + [
        analysisOfVarianceRows, meanRows, differenceRows, comparison?.rows,
        modes.map(ModelRows.modes), timings.map(ModelRows.timings),
      ].compactMap { $0 }
  }

  private static let ratioColumns = ["ratio", "ratio_low", "ratio_high"]

  private func test(
    _ row: ContrastEstimate, _ interval: ModelIntervals.Interval,
    ratio: (Double?) -> Double?
  ) -> [JSONValue] {
    [.string(row.label)] + ModelRows.test(row, interval)
      + [row.estimate, interval.low, interval.high].map { JSONValue(ratio($0)) }
  }

  /// The intercept is no effect, so it has no ratio.
  private var fixedEffectRows: RowTable {
    let effects = Set(model.frame.fixed.effectColumns)
    return RowTable(
      name: "fixed_effects", columns: ["term"] + ModelRows.testColumns + Self.ratioColumns,
      rows: coefficients.rows.enumerated().map { index, row in
        test(row, interval(index)) { effects.contains(index) ? scale.ratio($0) : nil }
      })
  }

  private var zeroInflationRows: RowTable? {
    parameters.zeroInflation.map { table in
      let odds = EffectScale(family: .binomial, link: .logit)
      let effects = Set(model.frame.zeroInflation?.effectColumns ?? [])
      return RowTable(
        name: "zero_inflation", columns: ["term"] + ModelRows.testColumns + Self.ratioColumns,
        rows: table.rows.enumerated().map { index, row in
          test(row, intervals[.zeroInflation(index)]) {
            effects.contains(index) ? odds.ratio($0) : nil
          }
        })
    }
  }

  private func parameterRows(
    _ name: String, _ kinds: [GeneralizedParameterTable.Kind: String]
  ) -> RowTable? {
    let rows = parameters.rows.compactMap { row in kinds[row.kind].map { ($0, row) } }
    return rows.isEmpty
      ? nil
      : RowTable(
        name: name,
        columns: ["kind", "estimate", "std_error", "conf_low", "conf_high", "boundary"],
        rows: rows.map { kind, row in
          let interval = interval(row.kind)
          return [
            .string(kind), JSONValue(row.estimate), JSONValue(row.standardError),
            JSONValue(interval.low), JSONValue(interval.high), .bool(row.state == .boundary),
          ]
        })
  }

  /// Of the dispersion, of its reciprocal, or of the series.
  private func interval(_ kind: GeneralizedParameterTable.Kind) -> ModelIntervals.Interval {
    switch kind {
    case .seriesStandardDeviation: return intervals[.seriesStandardDeviation]
    case .seriesCorrelation: return intervals[.seriesCorrelation]
    case .size:
      let alpha = intervals[.dispersion]
      return .init(low: alpha.high.map { 1 / $0 }, high: alpha.low.map { 1 / $0 })
    default: return intervals[.dispersion]
    }
  }

  private var fitRows: RowTable {
    RowTable(
      name: "fit",
      columns: [
        "family", "link", "integration", "nodes", "curvature", "criterion", "deviance",
        "log_likelihood", "aic", "bic", "n_obs", "n_parameters", "converged", "singular",
        "boundaries", "evaluations", "theta",
      ],
      rows: [
        [
          .string(model.family.rawValue), .string(model.link.rawValue),
          .string(model.specification.integration.name),
          .integer(model.specification.integration.nodes),
          .string(model.curvature.rawValue), "ML", .number(model.deviance),
          .number(model.logLikelihood), .number(model.akaikeInformation),
          .number(model.bayesianInformation), .integer(model.observationCount),
          .integer(model.parameterCount), .bool(model.convergence.converged),
          .bool(model.convergence.isSingular),
          .array(model.boundaries.map { .string($0.name) }),
          .integer(model.convergence.evaluations),
          .array(model.parameters.theta.flatMap { $0 }.map(JSONValue.number)),
        ]
      ])
  }

  private var checkRows: RowTable? {
    checks.map { checks in
      RowTable(
        name: "checks", columns: ["check", "statistic", "expected", "p_value", "sentence"],
        rows: checks.checks.map {
          [
            .string($0.kind.rawValue), .number($0.statistic), .number($0.expected),
            .number($0.pValue), .string($0.sentence),
          ]
        })
    }
  }

  /// Wald tests: chi-squared.
  var analysisOfVarianceRows: RowTable? {
    analysisOfVariance.map { table in
      RowTable(
        name: "anova", columns: ["term", "df", "statistic", "p_value"],
        rows: table.rows.map {
          [
            .string($0.label), .integer($0.numeratorDegreesOfFreedom), JSONValue($0.chiSquared),
            JSONValue($0.pValue),
          ]
        })
    }
  }
}

extension Integration {
  var name: String {
    switch self {
    case .fast: "fast"
    case .laplace: "laplace"
    case .gaussHermite: "gauss-hermite"
    }
  }

  /// As `--agq` has it.
  var nodes: Int {
    switch self {
    case .fast: 0
    case .laplace: 1
    case .gaussHermite(let nodes): nodes
    }
  }
}

extension GeneralizedMixedModel.Boundary {
  /// For rows.
  var name: String {
    switch self {
    case .noOverdispersion: "no overdispersion"
    case .noZeroInflation: "no zero inflation"
    case .singular(let group): "singular: \(group)"
    case .noSeries: "no series"
    case .seriesIsConstant: "series is constant"
    case .seriesAlternates: "series alternates"
    }
  }
}
