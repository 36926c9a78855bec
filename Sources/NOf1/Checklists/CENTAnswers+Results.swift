import Tables

extension CENTAnswers {
  /// One period of the log.
  struct Period {
    let arm: String
    var nights = 0
    var recorded = 0
    var sum = 0.0
  }

  /// In the order of the log.
  var periods: [Period] {
    var result = [Period]()
    var current: Int?
    for night in analysis.nights {
      if night.period != current { result.append(Period(arm: night.arm)) }
      current = night.period
      let last = result.count - 1
      result[last].nights += 1
      guard let outcome = night.outcome else { continue }
      result[last].recorded += 1
      result[last].sum += outcome
    }
    return result
  }

  var results: [Checklist.Item] {
    let section = "Results"
    return [
      .init("13a.1", section, "periods completed, their order, departures", flow),
      .init("13a.2", section, "persons enrolled, assigned and analysed", onePerson),
      .init("13b", section, "nights lost or left out, with reasons", losses),
      .init("14a", section, "dates of recruitment and recording", dates),
      .init("14b", section, "whether and why it stopped early", completion),
      .init("15", section, "the person before the first night", facts.answer(.baseline)),
      .init("16", section, "nights and periods analysed on each arm", .answered(numbersAnalysed)),
      .init("17a.1", section, "the results of every period", .answered(periodResults)),
      .init("17a.2", section, "effect with its interval", .answered(effect)),
      .init("17b", section, "yes-or-no outcomes: absolute and relative effect", binaryEffect),
      .init(
        "18", section, "further analyses: carry-over, time, dependence, exploratory arms",
        .answered(furtherAnalyses)),
      .init("19", section, "harms on each treatment", facts.answer(.harms)),
    ]
  }

  private var flow: ChecklistAnswer {
    let order = periods.map { "\($0.arm) \($0.nights)" }.joined(separator: ", ")
    let design = analysis.design
    return .answered(
      sentences([
        "\(design.periods) periods and \(design.cycles) complete cycles; nights in order: \(order)",
        messages("N137"), facts.text(.changes),
      ]) ?? order)
  }

  private var losses: ChecklistAnswer {
    let rows = analysis.design.arms.map(\.nights).reduce(0, +)
    let recorded = analysis.design.arms.map(\.recorded).reduce(0, +)
    let absent = analysis.design.spanDays - rows
    let perArm = analysis.design.arms.map { "\($0.arm) \($0.nights - $0.recorded)" }
    let known = sentences([
      rows == recorded
        ? "Every night of the log has an outcome"
        : "Nights without an outcome: \(perArm.joined(separator: ", "))",
      absent > 0 ? "\(absent) days between the first and the last night have no row" : nil,
      study.washInNights > 0 ? facts.washInSentence : nil, messages("N138"),
    ])
    guard let known, rows == recorded, absent == 0 else {
      return facts.answer(.losses, known: known)
    }
    return facts.answer(known, or: .losses)
  }

  private var dates: ChecklistAnswer {
    guard let first = analysis.nights.first?.date, let last = analysis.nights.last?.date else {
      return facts.answer(
        .recruitment, known: "The log numbers its nights and has no dates.")
    }
    return facts.answer("Nights from \(first) to \(last)", or: .recruitment)
  }

  private var completion: ChecklistAnswer {
    let done = analysis.design.cycles
    guard let planned = facts.plannedCycles else {
      return facts.answer(.stoppedEarly, known: "\(done) complete cycles")
    }
    let known = "\(done) of \(planned) planned cycles are complete"
    guard done >= planned else { return facts.answer(.stoppedEarly, known: known) }
    return facts.answer(known, or: .stoppedEarly)
  }

  private var numbersAnalysed: String {
    let arms = analysis.design.arms.map {
      "\($0.arm) \($0.recorded) of \($0.nights) nights in \($0.periods) periods"
    }
    let fitted = analysis.effects.map {
      "\($0.nights) nights on \($0.arm) against \($0.referenceNights) on \(study.reference)"
    }
    return "Recorded: \(arms.joined(separator: ", ")). In the main fit, as assigned:"
      + " \(fitted.joined(separator: "; "))."
  }

  /// Every period; every cycle instead where there are more periods than anybody would read.
  private var periodResults: String {
    let cycles = analysis.cycles
    guard periods.count > 24, !cycles.isEmpty else {
      let rows = periods.enumerated().map { index, period in
        let mean =
          period.recorded == 0
          ? "not recorded"
          : "mean \(words.number(period.sum / Double(period.recorded)))"
        return "\(index + 1) \(period.arm): \(mean) (\(period.recorded) nights)"
      }
      return "Mean '\(study.outcome.column)' a night by period: \(rows.joined(separator: "; "))."
    }
    let rows = cycles.map {
      "\($0.cycle) \($0.arm) \(words.number($0.mean)) against \(words.number($0.referenceMean))"
    }
    return "Mean '\(study.outcome.column)' a night by cycle: \(rows.joined(separator: "; "))."
  }

  private var effect: String {
    let cycleLevel = analysis.cycleLevel.first.map {
      "Cycle by cycle: \(words.number($0.estimate)) (\(words.number($0.confidenceLow)) to"
        + " \(words.number($0.confidenceHigh))), \($0.cycles) cycles"
    }
    return sentences([analysis.verdict.clinical, cycleLevel]) ?? ""
  }

  private var binaryEffect: ChecklistAnswer {
    guard study.outcome.kind == .binary else {
      return .notApplicable("The outcome is a \(study.outcome.kind.rawValue), not yes or no.")
    }
    let arms = analysis.design.arms.compactMap { arm in
      arm.mean.map { "\(arm.arm) \(percent($0)) of nights" }
    }
    let avoided = analysis.effects.first?.avoidedPer28Nights.map {
      "Nights avoided in 28: \(words.number($0.median)) (\(words.number($0.low)) to"
        + " \(words.number($0.high)))"
    }
    return .answered(
      sentences([arms.joined(separator: ", "), avoided, analysis.verdict.clinical])
        ?? analysis.verdict.clinical)
  }

  private var furtherAnalyses: String {
    let time = analysis.hyperparameters.filter { ["trend", "rho"].contains($0.name) }.map {
      "\($0.name == "rho" ? "correlation from night to night" : "trend on the model's scale")"
        + " \(words.number($0.estimate)) (\(words.number($0.confidenceLow)) to"
        + " \(words.number($0.confidenceHigh)))"
    }
    let fits = analysis.sensitivity.map {
      "\($0.label) \(words.number($0.effect.estimate)) (\(words.number($0.effect.confidenceLow))"
        + " to \(words.number($0.effect.confidenceHigh)))"
    }
    let others = analysis.effects.dropFirst().map {
      "\($0.arm) \(words.number($0.estimate)) (\(words.number($0.confidenceLow)) to"
        + " \(words.number($0.confidenceHigh)))"
    }
    let test = analysis.randomisationTest.map {
      "Randomisation test: one-sided p = \(LogCheckContext.short($0.pValue)), the smallest"
        + " possible \(LogCheckContext.short($0.floor))"
    }
    return sentences([
      capitalised(time.joined(separator: ", ")), test,
      fits.isEmpty
        ? nil : "The primary effect in every other analysis: \(fits.joined(separator: "; "))",
      others.isEmpty ? nil : "Exploratory arms: \(others.joined(separator: "; "))",
    ]) ?? ""
  }

  var end: [Checklist.Item] {
    let (discussion, other) = ("Discussion", "Other information")
    return [
      .init(
        "20", discussion, "limitations: bias, imprecision, many analyses",
        facts.answer(limitations, or: .limitations)),
      .init(
        "21", discussion, "to whom the result may apply",
        facts.answer(
          .generalisability, known: "The estimate is about this person alone.")),
      .init(
        "22", discussion, "interpretation beside other evidence",
        facts.answer(.interpretation, known: analysis.verdict.sentence)),
      .init("23", other, "registry and number", facts.answer(.registration)),
      .init("24", other, "where the protocol is", facts.answer(.protocol)),
      .init("25", other, "funding and its role", facts.answer(.funding)),
    ]
  }

  /// What the analysis itself found wanting; nil where it found nothing.
  private var limitations: String? {
    let open: Set<Verdict.Answer> = [.inconclusive, .designCannotIdentify]
    let verdict = analysis.verdict
    return sentences(
      (open.contains(verdict.answer) ? verdict.reasons.map(capitalised) : [])
        + [study.blinded == false ? "Open trial: expectation may be part of the effect" : nil]
        + analysis.findings.filter { $0.severity == .warning }.map { capitalised($0.message) })
  }
}
