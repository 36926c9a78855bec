import Glibc

extension Verdict {
  /// The answer with its reasons and its three wordings: one sentence, one clinical line, one
  /// technical block.
  init(_ model: PersonalModel, nextStep: String?) {
    let words = EffectWords(study: model.study)
    let evidence = model.evidence
    let conditions = model.rule.conditions(evidence, words: words)
    let answer = model.rule.answer(evidence)
    let main = model.main
    let possiblyWorse =
      answer == .nonResponder && main.probabilityWorse >= model.rule.possiblyWorse
    self.init(
      answer: answer, arm: main.arm, label: possiblyWorse ? "possibly worse" : nil,
      reasons: Verdict.reasons(answer, conditions, main, model.rule, words),
      conditions: conditions, nextStep: nextStep,
      sentence: words.sentence(main, level: model.level) + " "
        + Verdict.consequence(answer, possiblyWorse: possiblyWorse, main, words),
      clinical: Verdict.clinicalLine(model), technical: Verdict.technicalBlock(model))
  }

  private static func reasons(
    _ answer: Answer, _ conditions: [Condition], _ main: EffectEstimate, _ rule: VerdictRule,
    _ words: EffectWords
  ) -> [String] {
    switch answer {
    case .responder:
      return conditions.filter { !$0.name.hasPrefix("design-") }.map(\.sentence)
    case .nonResponder:
      return [
        "the chance of \(words.important) is \(percent(main.probabilityOfImportantBenefit))"
          + " (at most \(percent(rule.nonResponder)) makes a non-responder)"
      ]
    case .inconclusive:
      return conditions.filter { !$0.holds }.map(\.sentence)
    case .designCannotIdentify:
      return conditions.filter { $0.name.hasPrefix("design-") && !$0.holds }
        .map { "not met: \($0.sentence)" }
    }
  }

  private static func consequence(
    _ answer: Answer, possiblyWorse: Bool, _ main: EffectEstimate, _ words: EffectWords
  ) -> String {
    let chance = percent(main.probabilityOfImportantBenefit)
    switch answer {
    case .responder:
      return "The chance that \(main.arm) gives you \(words.important) is \(chance), and every"
        + " check agrees: on this evidence you are a responder."
    case .nonResponder:
      let tail =
        possiblyWorse
        ? " It may even have made things worse (chance \(percent(main.probabilityWorse)))." : ""
      return "The chance that \(main.arm) gives you \(words.important) is \(chance): on this"
        + " evidence you are not a responder." + tail
    case .inconclusive:
      return "The chance that \(main.arm) gives you \(words.important) is \(chance): this log"
        + " cannot yet tell whether you are a responder."
    case .designCannotIdentify:
      return "But this design cannot identify a responder: the treatment, slow changes over time"
        + " and chance cannot be told apart here, so there is no verdict about you."
    }
  }

  private static func clinicalLine(_ model: PersonalModel) -> String {
    let main = model.main
    let name: String =
      switch main.scale {
      case .ratio: model.study.outcome.kind == .duration ? "ratio of durations" : "rate ratio"
      case .oddsRatio:
        model.study.outcome.kind == .ordinal ? "cumulative odds ratio" : "odds ratio"
      case .difference: "difference"
      }
    let words = EffectWords(study: model.study)
    return "\(main.arm) against \(model.study.reference): \(name) \(fixed(main.estimate)),"
      + " \(words.percentOf(model.level)) interval \(fixed(main.confidenceLow)) to"
      + " \(fixed(main.confidenceHigh)), P(benefit) \(probability(main.probabilityOfBenefit)),"
      + " P(\(words.important)) \(probability(main.probabilityOfImportantBenefit)),"
      + " \(main.nights) nights against \(main.referenceNights)."
  }

  private static func technicalBlock(_ model: PersonalModel) -> String {
    let prior = model.study.prior
    let unit = model.main.scale.isLogarithmic ? "log ratio" : "difference"
    let rule = model.rule
    let likelihood: String =
      switch model.study.outcome.kind {
      case .count:
        "Poisson counts, log link, with a latent stationary AR(1) process on the daily grid"
      case .binary:
        "Bernoulli nights, logit link, with a latent stationary AR(1) process on the daily grid"
      case .ordinal:
        "cumulative logit of ordered levels (proportional odds) with a latent stationary AR(1)"
          + " process on the daily grid"
      case .score: "Gaussian score with stationary AR(1) errors on the daily grid"
      case .duration: "Gaussian log minutes with stationary AR(1) errors on the daily grid"
      }
    return [
      likelihood + " and a linear trend; nested Laplace integration over its standard deviation",
      " and correlation; prior of the \(unit): \(prior.name)",
      " \(prior.formula(fixed)). Responder: P(important benefit) >=",
      " \(fixed(rule.importantBenefit)), P(benefit) >= \(fixed(rule.anyBenefit)), P(benefit) >=",
      " \(fixed(rule.cycleAgreement)) cycle by cycle, P(benefit) >= \(fixed(rule.priorAgreement))",
      " under the sceptical and wide priors, and no sensitivity fit below",
      " \(fixed(rule.reversal)). Non-responder: P(important benefit) <=",
      " \(fixed(rule.nonResponder)).",
      rule.eValueNeeded.map {
        " Continuous monitoring: the running maximum of the e-value must reach \(fixed($0))."
      } ?? "",
    ].joined()
  }

  /// Two decimals, never 0 or 1.
  private static func probability(_ value: Double) -> String {
    value < 0.005 ? "<0.01" : value > 0.995 ? ">0.99" : fixed(value)
  }

  /// Three significant digits at least, two decimals at most for small numbers.
  private static func fixed(_ value: Double) -> String {
    guard abs(value) < 1e15 else { return "\(value)" }
    let decimals =
      abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 0.01 || value == 0 ? 2 : 4
    let factor = pow(10, Double(decimals))
    let scaled = (abs(value) * factor).rounded()
    let whole = Int(scaled / factor)
    guard decimals > 0 else { return "\(value < 0 ? "-" : "")\(whole)" }
    let fraction = String(Int(scaled) - whole * Int(factor))
    let padding = String(repeating: "0", count: decimals - fraction.count)
    return "\(value < 0 && scaled > 0 ? "-" : "")\(whole).\(padding)\(fraction)"
  }
}
