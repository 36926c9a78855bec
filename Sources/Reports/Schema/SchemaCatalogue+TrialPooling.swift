import Figures
import Trials

/// What `magnify trials pool` gives.
extension SchemaCatalogue {
  static var trialsPool: String {
    let fields: Fields = [
      ("studies", rows(trialEffect + [("weight", maybeProbability)])), ("pooled", rows(pooledRow)),
      ("prediction", rows(predictionRow)), ("heterogeneity", rows(heterogeneity)),
      ("contrast_test", rows(contrastTest)), ("contrasts", rows(contrast)),
      ("regression", rows([("term", string)] + coefficient)), ("bayes", rows(posterior)),
      ("beyond_mid", rows(beyond)), ("leave_one_out", rows(setting)),
      ("cumulative", rows(setting)), ("influence", rows(influence)),
      ("correlation_grid", rows(setting)), ("funnel", rows(funnel)),
      ("judgements", rows(judgement)), ("uncontrolled", rows(trialEffect)),
      ("uncontrolled_elsewhere", rows(trialEffect)),
      ("exclusions", rows(exclusion)), ("counts", rows(counts)),
      ("other_outcomes", rows([("outcome", string), ("controlled_studies", count)])),
      ("fragility", rows(fragility)), ("information", rows(information)),
      ("variability", rows(variability)),
      ("responses", rows([("study", string), ("text", string)])), ("crossovers", rows(crossover)),
    ]
    return trialsDocument("pool", fields, optional: figures)
  }

  private static var fragility: Fields {
    [
      ("study", string), ("p_value", probability),
      ("direction", ["enum": names(FragilityIndex.Direction.allCases)]),
      ("by_events", maybeCount), ("by_non_events", maybeCount), ("text", string),
    ]
  }

  private static var information: Fields {
    [
      ("mid", number), ("people_needed", count), ("diversity", maybeProbability),
      ("people_needed_diversity", maybeCount), ("people", maybeCount), ("share", maybeDeviation),
    ]
  }

  private static var variability: Fields {
    ratios + [("answer", ["enum": names(VariabilityQuestion.Answer.allCases)]), ("text", string)]
  }

  private static var crossover: Fields {
    [
      ("study", string), ("outcome", string), ("unit", string),
      ("statistic", ["enum": ["mean", "median"]]),
      ("model", ["enum": ["sequences", "carry-over"]]),
      ("correlation", maybeNumber), ("term", string), ("estimate", number),
      ("std_error", maybeDeviation), ("df", maybeDeviation), ("p_value", maybeProbability),
    ] + limits
  }

  private static var pooledRow: Fields {
    [
      ("method", string), ("label", string), ("kind", ["enum": names(PooledRow.Kind.allCases)]),
      ("estimate", maybeNumber), ("std_error", maybeDeviation), ("df", maybeDeviation),
      ("p_value", maybeProbability),
    ] + limits + ratios + [
      ("tau", maybeDeviation), ("headline", answer), ("remark", maybeString),
    ]
  }

  private static var predictionRow: Fields {
    [("method", ["enum": ["bayes", "t, k - 1", "t, k - 2"]]), ("df", maybeDeviation)] + limits
      + ratios.dropFirst()
  }

  private static var heterogeneity: Fields {
    [
      ("estimator", ["enum": names(HeterogeneityEstimator.allCases)]), ("tau2", maybeDeviation),
      ("tau2_std_error", maybeDeviation), ("tau2_low", maybeDeviation),
      ("tau2_high", maybeDeviation),
      ("tau2_interval", ["enum": ["q-profile", "empty", "not estimable"]]),
      ("tau", maybeDeviation), ("i2", maybeProbability), ("h2", maybeDeviation),
      ("q", maybeDeviation), ("df", count), ("p_value", maybeProbability),
    ]
  }

  private static var contrastTest: Fields {
    [
      ("model", ["enum": ["common tau", "own tau"]]), ("statistic", number),
      ("num_df", deviation), ("den_df", maybeDeviation), ("p_value", probability),
    ]
  }

  private static var coefficient: Fields {
    [
      ("estimate", number), ("std_error", maybeDeviation), ("df", maybeDeviation),
      ("statistic", maybeNumber), ("p_value", maybeProbability),
    ] + limits + ratios
  }

  private static var contrast: Fields {
    [
      ("kind", ["enum": ["difference", "group"]]), ("group", string), ("reference", maybeString),
      ("studies", maybeCount),
    ] + coefficient + [("tau2", maybeDeviation)]
  }

  private static var posterior: Fields {
    [
      ("prior", string), ("parameter", ["enum": ["tau", "mean", "new setting"]]),
      ("mean", maybeNumber), ("sd", maybeDeviation), ("q2_5", number), ("q25", number),
      ("median", number), ("q75", number), ("q97_5", number),
    ]
  }

  private static var beyond: Fields {
    [
      ("side", ["enum": ["lower", "higher"]]), ("limit", number), ("p_mean", probability),
      ("p_new_setting", probability), ("excluded", answer),
    ]
  }

  private static var setting: Fields {
    [("setting", string), ("studies", count), ("estimate", maybeNumber)] + limits + ratios + [
      ("tau", maybeDeviation)
    ]
  }

  private static var influence: Fields {
    [
      ("study", string), ("rstudent", maybeNumber), ("dffits", maybeNumber),
      ("cook", maybeDeviation), ("cov_ratio", maybeDeviation), ("tau2_deleted", maybeDeviation),
      ("q_deleted", maybeDeviation), ("hat", maybeNumber), ("weight", maybeNumber),
      ("dfbetas", maybeNumber), ("flagged", answer),
    ]
  }

  private static var funnel: Fields {
    [
      ("test", ["enum": ["egger", "egger limit", "begg"]]), ("estimate", maybeNumber),
      ("std_error", maybeDeviation), ("df", maybeDeviation), ("statistic", maybeNumber),
      ("p_value", maybeProbability), ("remark", maybeString),
    ]
  }
}
