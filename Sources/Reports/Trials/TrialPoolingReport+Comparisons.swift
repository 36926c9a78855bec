import Figures
import Numerics
import Trials

/// Subgroups, moderators, posteriors and small-study effects as tables.
extension TrialPoolingReport {
  /// Are all subgroups equal? One row for a common tau, one for each subgroup's own.
  var contrastTestRows: RowTable {
    let tests = [
      ("common tau", pooling.subgroups?.contrast),
      ("own tau", pooling.subgroups?.contrastOfSeparateGroups),
    ]
    return RowTable(
      name: "contrast_test", columns: ["model", "statistic", "num_df", "den_df", "p_value"],
      rows: tests.compactMap { model, test in
        test.map {
          [
            .string(model), .finite($0.statistic), .finite($0.numeratorDegreesOfFreedom),
            .finite($0.denominatorDegreesOfFreedom), .finite($0.probability),
          ]
        }
      })
  }

  /// The differences of subgroups first, then each by itself.
  var contrastRows: RowTable {
    let differences = (pooling.subgroups?.differences ?? []).map { difference in
      [.string("difference"), .string(difference.group), .string(difference.reference), .null]
        + inference(difference.estimate) + [.null]
    }
    let groups = (pooling.subgroups?.groups ?? []).map { group in
      [.string("group"), .string(group.name), .null, .integer(group.pooled.studies)]
        + inference(group.pooled.coefficients[0]) + [.finite(group.pooled.tauSquared)]
    }
    return RowTable(
      name: "contrasts",
      columns: ["kind", "group", "reference", "studies"] + inferenceColumns + ["tau2"],
      rows: differences + groups)
  }

  var regressionRows: RowTable {
    RowTable(
      name: "regression", columns: ["term"] + inferenceColumns,
      rows: (pooling.regression?.coefficients ?? []).map {
        [.string($0.name)] + inference($0)
      })
  }

  private var inferenceColumns: [String] {
    ["estimate", "std_error", "df", "statistic", "p_value", "conf_low", "conf_high"]
      + TrialRows.ratioColumns
  }

  private func inference(_ coefficient: CoefficientEstimate) -> [JSONValue] {
    let inference = coefficient.inference
    return [
      .finite(coefficient.estimate), .finite(inference?.standardError),
      .finite(inference?.degreesOfFreedom), .finite(inference?.statistic),
      .finite(inference?.probability), .finite(inference?.interval.lower),
      .finite(inference?.interval.upper),
    ] + TrialRows.ratios(measure, coefficient.estimate, inference?.interval)
  }

  /// Quantiles of tau, of the mean and of a new setting's effect, by the scale of the prior.
  var bayesRows: RowTable {
    let columns = [
      "prior", "parameter", "mean", "sd", "q2_5", "q25", "median", "q75", "q97_5",
    ]
    guard let headline = pooling.headline else {
      return RowTable(name: "bayes", columns: columns, rows: [])
    }
    let posteriors = [
      headline.bayesian, headline.bayesianHalfScale, headline.bayesianDoubleScale,
    ]
    let rows = posteriors.flatMap { posterior -> [[JSONValue]] in
      let prior = JSONValue.string(posterior.pooling.prior.specification)
      func quantiles(_ quantile: (Double) -> Double) -> [JSONValue] {
        [0.025, 0.25, 0.5, 0.75, 0.975].map { .finite(quantile($0)) }
      }
      let (tau, mean, new) = (posterior.tau, posterior.mean, posterior.newStudy)
      return [
        [prior, "tau", .finite(tau.mean), .finite(tau.standardDeviation)]
          + quantiles(tau.quantile),
        [prior, "mean", .finite(mean.mean), .finite(mean.standardDeviation)]
          + quantiles(mean.quantile),
        [prior, "new setting", .finite(new.mean), .finite(new.standardDeviation)]
          + quantiles(new.quantile),
      ]
    }
    return RowTable(name: "bayes", columns: columns, rows: rows)
  }

  /// P(beyond the smallest difference that matters), on either side.
  var beyondRows: RowTable {
    RowTable(
      name: "beyond_mid", columns: ["side", "limit", "p_mean", "p_new_setting", "excluded"],
      rows: importantSides.map {
        [
          .string($0.isLower ? "lower" : "higher"), .number(text.natural($0.limit)),
          .finite($0.mean), .finite($0.newSetting), .bool($0.isExcluded),
        ]
      })
  }

  /// Small-study effects; below ten studies the reason why not.
  var funnelRows: RowTable {
    let columns = ["test", "estimate", "std_error", "df", "statistic", "p_value", "remark"]
    func row(_ test: String, _ coefficient: CoefficientEstimate) -> [JSONValue] {
      [.string(test)] + inference(coefficient).prefix(5) + [.null]
    }
    guard let funnel = pooling.funnel else {
      return RowTable(
        name: "funnel", columns: columns,
        rows: [["egger", .null, .null, .null, .null, .null, .string(funnelRefusal)]])
    }
    let limit = funnel.limit.map { [row("egger limit", $0)] } ?? []
    let rank: [[JSONValue]] =
      rankTest.map {
        [["begg", .finite($0.correlation), .null, .null, .null, .finite($0.probability), .null]]
      } ?? []
    return RowTable(
      name: "funnel", columns: columns, rows: [row("egger", funnel.slope)] + limit + rank)
  }

  /// Why there is no test of small-study effects.
  var funnelRefusal: String {
    "refused: it needs \(FunnelRegression.minimumStudies) studies, there are "
      + "\(pooling.effects.effects.count), and below that what it finds is mostly chance"
  }

  /// One direction of a difference that matters.
  struct ImportantSide {
    let isLower: Bool
    /// On the analysis scale.
    let limit: Double
    /// P(the mean effect lies beyond), P(that of a new setting does); Bayesian, prior as stated.
    let mean: Double
    let newSetting: Double
    /// The headline interval ends before the limit.
    let isExcluded: Bool
  }

  /// Both directions of the smallest difference that matters; none without one.
  var importantSides: [ImportantSide] {
    guard let size = importantSize, let headline = pooling.headline else { return [] }
    return [-size, size].map { limit in
      let isLower = limit < 0
      let interval = headline.interval
      return ImportantSide(
        isLower: isLower, limit: limit,
        mean: headline.bayesian.mean.probability(isLower ? .lower : .upper, limit),
        newSetting: headline.bayesian.newStudy.probability(isLower ? .lower : .upper, limit),
        isExcluded: interval.map { isLower ? $0.lower > limit : $0.upper < limit } ?? false)
    }
  }
}
