import Figures
import Tables
import Trials

/// Sentences of the page. Estimate and interval come first, and what the interval leaves open.
extension TrialPoolingReport {
  /// "Magnesium minus placebo: 0.01 cramps per week (95 % interval 2.21 fewer to 2.14 more),
  /// 2 trials, 136 people; compatible with anything from 2.21 fewer to 2.14 more."
  func headlineSentence(_ headline: PoolingHeadline) -> String {
    let effects = pooling.effects
    let decimals = text.decimals(headline.estimate, headline.interval)
    let interval = headline.interval.map {
      "(\(text.percent) interval \(text.limits($0, decimals)))"
    }
    let people = effects.effects.peopleText.map { ", \($0)" } ?? ""
    let open = headline.interval.map { "; compatible with \(text.compatible($0, decimals))" } ?? ""
    return
      "\(text.lead): \(text.estimate(headline.estimate, decimals)) "
      + "\(interval ?? "(no interval)"), \(effects.trialCount)\(people)\(judgements.clause)\(open)."
  }

  /// P(beyond the smallest difference that matters), and what the interval excludes.
  var importanceSentence: String? {
    let sides = importantSides
    guard !sides.isEmpty else { return nil }
    func words(_ side: ImportantSide) -> String {
      if text.isRatio { return text.change(side.limit) }
      let size = DecimalText.brief(side.limit.magnitude, digits: max(digits, 3))
      return "\(size) \(text.side(side.isLower))"
    }
    let parts = sides.map { side in
      "beyond \(words(side)) \(probability(side.mean)) for the mean effect and "
        + "\(probability(side.newSetting)) in a new setting"
    }
    let excluded = sides.filter(\.isExcluded).map(words)
    let exclusion =
      excluded.isEmpty
      ? ""
      : " The headline interval excludes an effect larger than "
        + "\(excluded.joined(separator: ", and one larger than "))."
    return "Probability of an effect that matters: \(parts.joined(separator: "; ")).\(exclusion)"
  }

  /// Never 0 or 1.
  private func probability(_ value: Double) -> String {
    let decimals = max(1, digits - 1)
    let text = DecimalText.fixed(value, decimals: decimals)
    let zeros = String(repeating: "0", count: decimals - 1)
    if text == DecimalText.fixed(0, decimals: decimals) { return "below 0.\(zeros)1" }
    let nines = String(repeating: "9", count: decimals)
    return text == DecimalText.fixed(1, decimals: decimals) ? "above 0.\(nines)" : text
  }

  /// Why this row speaks first.
  var policySentence: String {
    let words = priorWords
    switch pooling.headline?.row {
    case .flooredKnappHartung:
      return """
        All rows. With 5 trials or more the random-effects row with the floored Knapp-Hartung \
        interval speaks first: the trials themselves tell how much true effects differ (tau), and \
        the interval allows for not knowing that exactly. The prior of tau in the Bayesian rows is \
        \(words).
        """
    case .bayesian:
      return """
        All rows. With 2 to 4 trials the Bayesian row speaks first: so few hardly tell how much \
        true effects differ (tau), so that every method assumes something about it; this one says \
        what. The prior of tau is \(words); half and double that scale stand below it.
        """
    default:
      return """
        All rows. With one trial its own estimate speaks first, and nothing is averaged. How much \
        effects differ elsewhere (tau) rests on a prior alone: \(words).
        """
    }
  }

  /// The prior of tau with the reason for its scale.
  private var priorWords: String {
    let prior = pooling.prior
    let words = prior.prior.words(digits: digits)
    guard let reason = prior.basis.firstRange(of: ", scale ") else {
      return "\(words) (\(prior.basis))"
    }
    let rest = prior.basis[reason.upperBound...]
    return rest.first?.isNumber == true ? prior.basis : "\(words) (\(rest))"
  }

  var predictionSentences: [String] {
    guard let first = pooling.predictions.first else { return [] }
    let isBayesian = pooling.headline?.row != .flooredKnappHartung
    let row = isBayesian ? first : pooling.predictions.dropFirst().first ?? first
    let decimals = text.decimals(for: [row.interval.lower, row.interval.upper])
    return [
      "The true effect in a new setting (\(text.percent) prediction, "
        + "\(row.method == "bayes" ? "Bayesian" : row.method)): \(text.limits(row.interval, decimals))."
    ]
  }

  /// tau with its interval, I squared, and Cochran's Q.
  func heterogeneitySentence(_ pooled: PooledEffects) -> String? {
    guard let tauSquared = pooled.tauSquared, let share = pooled.inconsistency,
      let probability = pooled.residualHeterogeneityProbability
    else { return nil }
    let limits = pooled.heterogeneityInterval
    let interval =
      limits.limits.map {
        "\(text.percent) interval \(text.significant($0.lower.squareRoot())) to "
          + text.significant($0.upper.squareRoot())
      }
      ?? (limits == .empty ? "an interval without values: the trials agree better than chance" : "")
    return """
      Between trials: tau \(text.significant(tauSquared.squareRoot())) (\(interval); \
      \(pooling.effects.plan.estimator.rawValue)), I squared \
      \(DecimalText.fixed(100 * share, decimals: 0)) %, Q \
      \(text.significant(pooled.residualHeterogeneity)) on \(pooled.residualDegreesOfFreedom) \
      df, p \(text.probability(probability)).
      """
  }

  /// The contrast comes before the groups: two intervals side by side are no comparison.
  func contrastSentence(_ subgroups: SubgroupComparison) -> String {
    let names = subgroups.groups.map(\.name).joined(separator: ", ")
    let column = pooling.effects.plan.subgroups ?? ""
    let test = subgroups.contrast.map {
      "p \(text.probability($0.probability)) for all being equal"
    }
    return """
      Subgroups by \(column) (\(names)), the contrast first: \(test ?? "too few trials for a test"). \
      Two intervals side by side are no comparison.
      """
  }

  var smallStudies: String {
    guard let funnel = pooling.funnel else {
      return "Egger's test of small-study effects is \(funnelRefusal)."
    }
    let probability = text.probability(funnel.slope.inference?.probability)
    return """
      Small-study effects: Egger's test p \(probability). A slope has several explanations besides \
      unpublished trials.
      """
  }
}
