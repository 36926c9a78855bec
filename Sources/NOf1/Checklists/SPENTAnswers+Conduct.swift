extension SPENTAnswers {
  var analysis: [Checklist.Item] {
    let section = "Methods: data collection, management, analysis"
    let recording = facts.outcome.map { "'\($0.column)' is written down every night." }
    return [
      .init(
        "18a", section, "how data are collected, and how good the measurement is",
        facts.answer(.dataCollection, known: recording)),
      .init("18b", section, "how nights and persons are kept", facts.answer(.retention)),
      .init(
        "19", section, "how data are entered, checked and stored", facts.answer(.dataManagement)),
      .init(
        "20a", section, "main analysis, with dependence between nights and changes over time",
        planned(mainAnalysis)),
      .init(
        "20b", section, "further analyses: carry-over, priors, several persons",
        planned(furtherAnalyses)),
      .init(
        "20c", section, "nights analysed, non-adherence, missing nights", planned(population)),
    ]
  }

  /// An analysis is planned once it is said what is analysed.
  private func planned(_ text: String) -> ChecklistAnswer {
    facts.outcome == nil || facts.arms == nil
      ? .notSupplied(
        known: nil, keys: ["reference", "treatments", "outcome.column", "outcome.kind"])
      : .answered(text)
  }

  private var mainAnalysis: String {
    let rule = VerdictRule()
    let guards = rule.guards
    let prior: String =
      switch (facts.study?.prior, facts.file?.prior) {
      case (let prior?, _):
        "Prior of the effect: \(prior.name), normal with mean"
          + " \(LogCheckContext.short(prior.mean)) and standard deviation"
          + " \(LogCheckContext.short(prior.standardDeviation))"
      case (nil, .named(let name)): "Prior of the effect: '\(name)'"
      case (nil, .normal(let mean, let deviation)):
        "Prior of the effect: normal with mean \(LogCheckContext.short(mean)) and standard"
          + " deviation \(LogCheckContext.short(deviation))"
      case (nil, .trials(let file)): "Prior of the effect: what trials predict, from \(file)"
      case (nil, nil): "Prior of the effect: the default for this outcome and comparison"
      }
    let regressions: [Outcome.Kind: String] = [
      .count: "Poisson regression with a log link", .score: "Gaussian regression",
      .duration: "Gaussian regression of log minutes", .binary: "Logistic regression",
      .ordinal: "Cumulative logistic regression",
    ]
    let regression = facts.outcome.flatMap { regressions[$0.kind] } ?? "Regression"
    return sentences([
      "\(regression) of every night on its arm and a linear trend, with a stationary AR(1) process"
        + " on the daily grid; posterior of the effect with its 95 % interval",
      prior,
      "Responder: chance of an effect that matters at least \(percent(rule.importantBenefit)), of"
        + " any benefit at least \(percent(rule.anyBenefit)), and agreement of the cycle-level"
        + " estimate and the sensitivity set; non-responder: chance of an effect that matters at"
        + " most \(percent(rule.nonResponder))",
      "No verdict below \(guards.cycles) randomised cycles or"
        + " \(guards.nightsPerArm) recorded nights on an arm",
    ]) ?? ""
  }

  private var furtherAnalyses: String {
    let others = facts.arms.map { $0.dropFirst(2).joined(separator: ", ") } ?? ""
    return sentences([
      "Always run, never chosen among: other priors, a longer wash-in, gradual onset and carry-over"
        + " with half-lives of 2, 5 and 10 nights, no trend, a trend as a random walk",
      "Cycle-level estimate with its t interval, and a randomisation test within the declared"
        + " scheme",
      others.isEmpty ? nil : "Exploratory: \(others) against the reference",
      "One person: nothing is combined over persons",
    ]) ?? ""
  }

  private var population: String {
    sentences([
      "Every recorded night counts on the arm it was assigned to",
      "As sensitivity: only nights on which the treatment was taken; missing nights at each arm's"
        + " best and worst",
      facts.washInSentence,
    ]) ?? ""
  }

  var monitoring: [Checklist.Item] {
    let section = "Methods: monitoring"
    return [
      .init(
        "21a", section, "who watches the data, or why nobody needs to",
        facts.answer(.monitoringCommittee)),
      .init(
        "21b", section, "looks before the end and rules for stopping",
        facts.answer(facts.monitoringSentence, or: .interimStopping, keys: ["monitoring"])),
      .init(
        "22", section, "how harms are noticed, recorded and handled",
        facts.answer(.harmsMonitoring)),
      .init("23", section, "who audits, and how often", facts.answer(.auditing)),
    ]
  }

  var ethics: [Checklist.Item] {
    let section = "Ethics and dissemination"
    return [
      .init("24", section, "research or care, and its approval", facts.answer(.ethics)),
      .init("25", section, "how changes of the plan are announced", facts.answer(.amendments)),
      .init("26a", section, "who obtains consent, and how", facts.answer(.consent)),
      .init(
        "26b", section, "consent to further use of data and specimens",
        facts.answer(.ancillaryConsent)),
      .init("27", section, "confidentiality", facts.answer(.confidentiality)),
      .init("28", section, "competing interests", facts.answer(.interests)),
      .init("29", section, "who sees the final data", facts.answer(.dataAccess)),
      .init("30", section, "care after the trial", facts.answer(.postTrialCare)),
      .init(
        "31a", section, "who is told the result, the person first", facts.answer(.dissemination)),
      .init("31b", section, "who will be an author", facts.answer(.authorship)),
      .init("31c", section, "sharing of plan, data and code", facts.answer(.dataSharing)),
    ]
  }

  var appendices: [Checklist.Item] {
    let section = "Appendices"
    return [
      .init("32", section, "the forms given to the person", facts.answer(.consentForm)),
      .init("33", section, "collection and storage of specimens", facts.answer(.specimens)),
    ]
  }
}
