import Tables

extension Checklist {
  /// The CENT 2015 checklist for a report of one person's n-of-1 trial: 25 items with 44
  /// sub-items, each with its answer.
  ///
  /// Design, methods and results are answered from the study and the analysis; what only a person
  /// can say (``ReportKey``) from `report:` in the study file. Items about a series of trials do
  /// not apply to one person.
  ///
  /// - Parameters:
  ///   - study: the study that was analysed.
  ///   - file: the study file with what the command line says (``ReadLog/settings``); nil where
  ///     nothing was said.
  ///   - analysis: the result.
  ///   - planned: the schedule that the log was compared with.
  ///   - drawn: the schedule with its seed and generator.
  ///
  /// *Reference*: Vohra et al. (2015), BMJ 350:h1738, table 1; Shamseer et al. (2015), BMJ
  /// 350:h1793.
  public static func cent(
    study: PersonalStudy, file: StudyFile?, analysis: PersonalAnalysis,
    planned: PlannedSchedule? = nil, drawn: DrawnSchedule? = nil
  ) -> Checklist {
    let answers = CENTAnswers(
      facts: StudyFacts(file: file, study: study, drawn: drawn), study: study,
      analysis: analysis, planned: planned)
    return Checklist(
      guideline: .cent,
      items: answers.beginning + answers.design + answers.assignment + answers.results
        + answers.end)
  }
}

/// The answers to the items of CENT 2015, section by section.
struct CENTAnswers {
  let facts: StudyFacts
  let study: PersonalStudy
  let analysis: PersonalAnalysis
  let planned: PlannedSchedule?

  var words: EffectWords { EffectWords(study: study) }

  /// The messages of findings with this code, as sentences.
  func messages(_ code: String) -> String? {
    sentences(analysis.findings.filter { $0.code == code }.map(\.message).map(capitalised))
  }

  let onePerson = ChecklistAnswer.notApplicable("One person, not a series of trials.")

  var beginning: [Checklist.Item] {
    let (title, introduction) = ("Title and abstract", "Introduction")
    return [
      .init("1a", title, "the title names an n-of-1 trial", facts.titleAnswer),
      .init("1b", title, "a structured summary", .answered(summary)),
      .init(
        "2a.1", introduction, "what is known and why the question is asked",
        facts.answer(.background)),
      .init("2a.2", introduction, "why one person's own trial", facts.answer(.rationale)),
      .init(
        "2b", introduction, "the question or hypothesis",
        facts.answer(facts.objectiveSentence, or: .objective)),
    ]
  }

  private var summary: String {
    let design = analysis.design
    let order = design.randomised ? "order drawn at random" : "no random order declared"
    return "Design: n-of-1 trial of \(design.arms.map(\.arm).joined(separator: ", "));"
      + " \(design.periods) periods, \(design.cycles) complete cycles, \(order)."
      + " Methods: '\(study.outcome.column)' night by night over \(design.spanDays) days."
      + " Results: \(analysis.verdict.clinical) Conclusion: \(analysis.verdict.sentence)"
  }

  var design: [Checklist.Item] {
    let section = "Methods"
    return [
      .init("3a", section, "periods planned, their length, run-in and wash-out", trialDesign),
      .init(
        "3b", section, "changes of method after the start, with reasons",
        facts.answer(.changes, known: messages("N137"))),
      .init(
        "4a", section, "diagnosis, other conditions and treatments of the person",
        facts.answer(.eligibility)),
      .init("4b", section, "where the data were collected", facts.answer(.setting)),
      .init("4c", section, "whether this is research, and its approval", facts.answer(.ethics)),
      .init(
        "5", section, "what was taken in each period, how and when",
        facts.answer(.interventions, known: facts.armsSentence)),
      .init(
        "6a.1", section, "outcomes, how and when they were measured",
        facts.answer(
          sentences([facts.outcomeSentence, facts.importanceSentence]), or: .outcome)),
      .init(
        "6a.2", section, "validity and reliability of the measurement",
        facts.answer(.outcomeProperties)),
      .init(
        "6b", section, "outcomes changed after the start, with reasons",
        facts.answer(.outcomeChanges, known: messages("N142"))),
      .init(
        "7a", section, "how the number of periods and nights was chosen",
        facts.answer(.sampleSize, known: facts.planSentence)),
      .init(
        "7b", section, "looks before the end and rules for stopping",
        facts.answer(
          sentences([analysis.monitoring?.sentence ?? facts.monitoringSentence]),
          or: .interimStopping, keys: ["monitoring"])),
    ]
  }

  private var trialDesign: ChecklistAnswer {
    let lengths = Set(periods.map(\.nights)).sorted()
    let length =
      lengths.count > 1
      ? "\(lengths.first ?? 0) to \(lengths.last ?? 0) nights" : "\(lengths.first ?? 0) nights each"
    let recorded =
      "In the log: \(periods.count) periods of \(length),"
      + " \(analysis.design.cycles) complete cycles over \(analysis.design.spanDays) days."
    let plan =
      facts.planSentence ?? facts.plannedCycles.map { "Planned: \($0) complete cycles." }
    let all = sentences([facts.armsSentence, plan, recorded, facts.washInSentence])
    guard plan != nil, let all else { return .notSupplied(known: all, keys: ["design"]) }
    return .answered(all)
  }

  var assignment: [Checklist.Item] {
    let section = "Methods"
    return [
      .init("8a", section, "whether and how the order was drawn at random", sequence),
      .init(
        "8b", section, "type of randomisation and its restrictions",
        facts.ifRandomised(
          facts.schemeSentence.map { .answered($0) }
            ?? .notSupplied(known: nil, keys: ["randomisation"]))),
      .init("8c", section, "the whole intended order of periods", intendedOrder),
      .init(
        "9", section, "how the order was hidden until each period",
        facts.ifRandomised(facts.answer(facts.sealedKeySentence, or: .allocationConcealment))),
      .init(
        "10", section, "who drew the order, and who gave the treatments",
        facts.ifRandomised(facts.answer(.implementation))),
      .init(
        "11a", section, "who was blinded, and how",
        facts.ifBlinded(facts.answer(.blindingHow, known: messages("N139")))),
      .init(
        "11b", section, "how alike the treatments were",
        facts.ifBlinded(facts.answer(.similarity))),
      .init(
        "12a", section, "statistical methods",
        .answered(capitalised(analysis.verdict.technical))),
      .init("12b", section, "how several persons' trials were combined", onePerson),
      .init(
        "12c", section, "carry-over, changes over time, dependence between nights",
        .answered(timeMethods)),
    ]
  }

  private var sequence: ChecklistAnswer {
    guard let randomised = facts.randomised else {
      return .notSupplied(
        known: "Nothing says that the order was drawn at random, so it counts as not drawn.",
        keys: ["randomised", "randomisation"])
    }
    guard randomised else { return .answered("The order was not drawn at random.") }
    let known = sentences(["The order was drawn at random", facts.schemeSentence])
    guard let draw = facts.drawSentence(afterwards: true) else {
      return facts.answer(.sequenceGeneration, known: known)
    }
    return .answered(sentences([known, draw, facts.text(.sequenceGeneration)]) ?? draw)
  }

  private var intendedOrder: ChecklistAnswer {
    var nights = planned?.nights.map { (arm: $0.arm, period: $0.period) } ?? []
    if let drawn = facts.drawn {
      nights = drawn.nights.map { (drawn.design.arms[$0.arm], "\($0.period)") }
    }
    guard !nights.isEmpty else { return .notSupplied(known: nil, keys: ["schedule"]) }
    return .answered("Nights in order: \(runs(nights)).")
  }

  /// What the fits do about time, named by the analyses that were run.
  private var timeMethods: String {
    let alternatives = analysis.sensitivity.filter { !$0.key.hasPrefix("prior-") }.map(\.label)
    let also =
      alternatives.isEmpty
      ? nil : "Beside it, always all of: \(alternatives.joined(separator: "; "))"
    return sentences([
      "Neighbouring nights are correlated by a stationary AR(1) process on the daily grid, and a"
        + " linear trend allows for slow changes",
      facts.washInSentence, also,
    ]) ?? ""
  }
}

/// The first letter in upper case.
func capitalised(_ text: String) -> String {
  text.prefix(1).uppercased() + text.dropFirst()
}

/// "placebo 14, magnesium 14, …": arms in order, with the nights of every period; where periods
/// are not told apart, with the nights of every run on one arm.
func runs(_ nights: [(arm: String, period: String?)]) -> String {
  var runs = [(arm: String, period: String?, nights: Int)]()
  for night in nights {
    if let last = runs.last, last.arm == night.arm, last.period == night.period {
      runs[runs.count - 1].nights += 1
    } else {
      runs.append((night.arm, night.period, 1))
    }
  }
  return runs.map { "\($0.arm) \($0.nights)" }.joined(separator: ", ")
}
