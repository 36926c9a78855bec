extension Checklist {
  /// The SPENT 2019 checklist for the plan of one person's n-of-1 trial, before any night: the 33
  /// items of SPIRIT 2013 with 51 sub-items, each asking also for what SPENT adds to it.
  ///
  /// The plan is read from the study file, from the resolved study where there is one, and from
  /// the drawn schedule. Of a blinded plan neither the order nor the seed is shown.
  ///
  /// - Parameters:
  ///   - file: the study file.
  ///   - study: the study with its defaults resolved; nil before there is a log.
  ///   - drawn: the schedule with its generator.
  ///   - power: simulated chances of a verdict, if the size was chosen by them.
  ///
  /// *Reference*: Porcino et al. (2020), BMJ 368:m122; Chan et al. (2013), Annals of Internal
  /// Medicine 158:200, table 1.
  public static func spent(
    file: StudyFile, study: PersonalStudy?, drawn: DrawnSchedule? = nil, power: [PowerCell] = []
  ) -> Checklist {
    let answers = SPENTAnswers(
      facts: StudyFacts(file: file, study: study, drawn: drawn), power: power)
    return Checklist(
      guideline: .spent,
      items: answers.administration + answers.introduction + answers.participants
        + answers.assignment + answers.analysis + answers.monitoring + answers.ethics
        + answers.appendices)
  }
}

/// The answers to the items of SPENT 2019, section by section.
struct SPENTAnswers {
  let facts: StudyFacts
  let power: [PowerCell]

  var administration: [Checklist.Item] {
    let section = "Administrative information"
    return [
      .init("1", section, "a title that names an n-of-1 trial", facts.titleAnswer),
      .init("2a", section, "registry and number", facts.answer(.registration)),
      .init(
        "2b", section, "the data set that registries ask for", facts.answer(.registrationData)),
      .init("3", section, "date and version of the plan", facts.answer(.protocolVersion)),
      .init("4", section, "funding and other support", facts.answer(.funding)),
      .init("5a", section, "who wrote the plan, and their roles", facts.answer(.roles)),
      .init("5b", section, "the sponsor and how to reach them", facts.answer(.sponsor)),
      .init("5c", section, "what sponsor and funder decide", facts.answer(.sponsorRole)),
      .init("5d", section, "who oversees the trial", facts.answer(.oversight)),
    ]
  }

  var introduction: [Checklist.Item] {
    let section = "Introduction"
    return [
      .init(
        "6a", section, "what is known, the question, and why one person's own trial",
        facts.answer(.background, .rationale)),
      .init("6b", section, "why this comparator", facts.answer(.comparator)),
      .init(
        "7", section, "the question or hypothesis",
        facts.answer(
          facts.objectiveSentence, or: .objective,
          keys: ["reference", "treatments", "outcome.column", "outcome.kind"])),
      .init(
        "8", section, "cycles, periods, their length, run-in and wash-out, and framework",
        design),
    ]
  }

  private var design: ChecklistAnswer {
    guard facts.design != nil else {
      return .notSupplied(known: facts.armsSentence, keys: ["design"])
    }
    return .answered(
      sentences([
        "N-of-1 superiority trial: one person crosses over between all arms", facts.armsSentence,
        facts.planSentence, facts.schemeSentence, facts.washInSentence,
      ]) ?? "")
  }

  var participants: [Checklist.Item] {
    let section = "Methods: participants, interventions, outcomes"
    return [
      .init("9", section, "where the data are collected", facts.answer(.setting)),
      .init(
        "10", section, "who may take part: diagnosis, other conditions and treatments",
        facts.answer(.eligibility)),
      .init(
        "11a", section, "what is taken in each period, how and when",
        facts.answer(.interventions, known: facts.armsSentence)),
      .init(
        "11b", section, "when a treatment is changed or stopped", facts.answer(.discontinuation)),
      .init(
        "11c", section, "how adherence is helped and recorded", facts.answer(.adherence)),
      .init("11d", section, "other treatments allowed or not", facts.answer(.concomitantCare)),
      .init(
        "12", section, "outcomes, how and when measured, and what matters",
        facts.answer(
          sentences([facts.outcomeSentence, facts.importanceSentence]), or: .outcome,
          keys: ["outcome.column", "outcome.kind"])),
      .init("13", section, "the timetable of periods and assessments", timetable),
      .init("14", section, "how the number of periods and nights was chosen", sampleSize),
      .init("15", section, "how enough persons are recruited", recruitment),
    ]
  }

  private var timetable: ChecklistAnswer {
    guard let plan = facts.planSentence else { return .notSupplied(known: nil, keys: ["design"]) }
    let outcome = facts.outcome.map { "'\($0.column)' is recorded every night" }
    return .answered(sentences([plan, facts.washInSentence, outcome]) ?? plan)
  }

  private var sampleSize: ChecklistAnswer {
    guard let plan = facts.design else { return facts.answer(.sampleSize) }
    let cells = power.filter { $0.cycles == plan.cycles && $0.periodNights == plan.periodNights }
    guard !cells.isEmpty else { return facts.answer(.sampleSize, known: facts.planSentence) }
    let chances = cells.map {
      "\(percent($0.firm)) at a true effect of \(LogCheckContext.short($0.effect)), rate"
        + " \(LogCheckContext.short($0.rate)), correlation \(LogCheckContext.short($0.rho)),"
        + " \(percent($0.missing)) of nights missing"
    }
    return facts.answer(
      sentences([
        facts.planSentence,
        "Simulated chance of a firm verdict: \(chances.joined(separator: "; "))",
      ]), or: .sampleSize)
  }

  private var recruitment: ChecklistAnswer {
    facts.text(.recruitment) == nil
      ? .notApplicable("One person: there is no number of persons to reach.")
      : facts.answer(.recruitment)
  }

  var assignment: [Checklist.Item] {
    let section = "Methods: assignment of interventions"
    return [
      .init("16a", section, "how the order is drawn, and its restrictions", sequence),
      .init(
        "16b", section, "how the order is hidden until each period",
        facts.ifRandomised(facts.answer(facts.sealedKeySentence, or: .allocationConcealment))),
      .init(
        "16c", section, "who draws the order, and who gives the treatments",
        facts.ifRandomised(facts.answer(.implementation))),
      .init(
        "17a", section, "who is blinded, and how", facts.ifBlinded(facts.answer(.blindingHow))),
      .init(
        "17b", section, "when and how the code may be broken",
        facts.ifBlinded(facts.answer(.unblinding))),
    ]
  }

  private var sequence: ChecklistAnswer {
    guard facts.randomised != nil else {
      return .notSupplied(known: nil, keys: ["randomised", "randomisation"])
    }
    let known = facts.schemeSentence
    guard let draw = facts.drawSentence(afterwards: false) else {
      return facts.ifRandomised(facts.answer(.sequenceGeneration, known: known))
    }
    return .answered(sentences([known, draw, facts.text(.sequenceGeneration)]) ?? draw)
  }
}
