import Figures
import Tables
import Trials

extension TrialPoolingReport {
  /// The names of `tables`, in their order.
  public static let tableNames =
    [
      "studies", "pooled", "prediction", "heterogeneity", "contrast_test", "contrasts",
      "regression",
      "bayes", "beyond_mid", "leave_one_out", "cumulative", "influence", "correlation_grid",
      "funnel",
      "judgements", "uncontrolled", "uncontrolled_elsewhere", "exclusions", "counts",
      "other_outcomes",
    ] + evidenceNames

  /// Every flat table of the result; those that do not apply have no rows.
  public var tables: [RowTable] {
    let effects = pooling.effects
    return [
      studyRows, pooledRows, predictionRows, heterogeneityRows, contrastTestRows, contrastRows,
      regressionRows, bayesRows, beyondRows, settings("leave_one_out", pooling.leaveOneOut),
      settings("cumulative", pooling.cumulative), influenceRows,
      settings("correlation_grid", pooling.correlationGrid), funnelRows, judgements.rows,
      TrialRows.effects("uncontrolled", effects.uncontrolled, level: text.level),
      TrialRows.effects("uncontrolled_elsewhere", elsewhere, level: text.level),
      TrialRows.exclusions(effects.excluded), TrialRows.counts(effects),
      TrialRows.otherOutcomes(effects),
    ] + evidenceRows
  }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  var measure: EffectMeasure { pooling.effects.measure }

  private var studyRows: RowTable {
    RowTable(
      name: "studies", columns: TrialRows.effectColumns + ["weight"],
      rows: pooling.effects.effects.enumerated().map { index, effect in
        TrialRows.effect(effect, level: text.level) + [.finite(weights[index])]
      })
  }

  private var pooledRows: RowTable {
    RowTable(
      name: "pooled",
      columns: [
        "method", "label", "kind", "estimate", "std_error", "df", "p_value", "conf_low",
        "conf_high",
      ] + TrialRows.ratioColumns + ["tau", "headline", "remark"],
      rows: pooling.rows.map { row in
        [
          .string(row.method), .string(row.label), .string(row.kind.rawValue),
          .finite(row.estimate), .finite(row.standardError), .finite(row.degreesOfFreedom),
          .finite(row.probability), .finite(row.interval?.lower), .finite(row.interval?.upper),
        ] + TrialRows.ratios(measure, row.estimate, row.interval) + [
          .finite(row.tau), .bool(row.isHeadline), JSONValue(row.remark),
        ]
      })
  }

  private var predictionRows: RowTable {
    RowTable(
      name: "prediction",
      columns: ["method", "df", "conf_low", "conf_high", "ratio_low", "ratio_high"],
      rows: pooling.predictions.map { row in
        [
          .string(row.method), .finite(row.degreesOfFreedom), .finite(row.interval.lower),
          .finite(row.interval.upper),
        ] + TrialRows.ratios(measure, nil, row.interval).dropFirst()
      })
  }

  /// tau squared with its Q-profile interval, and what is derived from it.
  private var heterogeneityRows: RowTable {
    let columns = [
      "estimator", "tau2", "tau2_std_error", "tau2_low", "tau2_high", "tau2_interval", "tau", "i2",
      "h2", "q", "df", "p_value",
    ]
    guard let pooled = pooling.headline?.normal else {
      return RowTable(name: "heterogeneity", columns: columns, rows: [])
    }
    let limits = pooled.heterogeneityInterval
    return RowTable(
      name: "heterogeneity", columns: columns,
      rows: [
        [
          .string(pooling.effects.plan.estimator.rawValue), .finite(pooled.tauSquared),
          .finite(pooled.heterogeneity.standardError), .finite(limits.limits?.lower),
          .finite(limits.limits?.upper), .string(limits.state),
          .finite(pooled.tauSquared?.squareRoot()),
          .finite(pooled.inconsistency), .finite(pooled.relativeExcess),
          .finite(pooled.residualDegreesOfFreedom > 0 ? pooled.residualHeterogeneity : nil),
          .integer(pooled.residualDegreesOfFreedom),
          .finite(pooled.residualHeterogeneityProbability),
        ]
      ])
  }

  func settings(_ name: String, _ settings: [PoolingSetting]) -> RowTable {
    RowTable(
      name: name,
      columns: ["setting", "studies", "estimate", "conf_low", "conf_high"]
        + TrialRows.ratioColumns + ["tau"],
      rows: settings.map { row in
        [
          .string(row.setting), .integer(row.studies), .finite(row.estimate),
          .finite(row.interval?.lower), .finite(row.interval?.upper),
        ] + TrialRows.ratios(measure, row.estimate, row.interval) + [.finite(row.tau)]
      })
  }

  private var influenceRows: RowTable {
    RowTable(
      name: "influence",
      columns: [
        "study", "rstudent", "dffits", "cook", "cov_ratio", "tau2_deleted", "q_deleted", "hat",
        "weight", "dfbetas", "flagged",
      ],
      rows: influence.map {
        [
          .string($0.study), .finite($0.studentizedResidual), .finite($0.fittedChange),
          .finite($0.cookDistance), .finite($0.covarianceRatio), .finite($0.deletedTauSquared),
          .finite($0.deletedResidualHeterogeneity), .finite($0.leverage), .finite($0.weight),
          .finite($0.coefficientChanges.first), .bool($0.isFlagged),
        ]
      })
  }
}

extension HeterogeneityInterval {
  /// Whether there is an interval, in a word.
  var state: String {
    switch self {
    case .interval: "q-profile"
    case .empty: "empty"
    case .notEstimable: "not estimable"
    }
  }
}
