import Figures
import Tables
import Trials

/// What is said of chosen effects on every page.
extension TrialEffects {
  /// "cramp frequency · idiopathic · MD in cramps per week · 2 trials · 136 people".
  var title: String {
    let scale = unit.isEmpty ? measure.name : "\(measure.name) in \(unit)"
    let groups = Set((effects + uncontrolled).map(\.comparison.group))
    let group = plan.group ?? (groups.count > 1 ? "all groups" : groups.first ?? "")
    return [plan.outcome ?? "", group, scale, trialCount, effects.peopleText ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  var trialCount: String { "\(effects.count) \(effects.count == 1 ? "trial" : "trials")" }

  /// The studies as a forest plot lists them, the comparator beside the treatment.
  /// - Parameter weights: shares of the pooled estimate.
  func studyGrid(_ effects: [TrialEffect], _ text: EffectText, weights: [Double]? = nil) -> Grid {
    let intervals = effects.map { $0.interval(level: text.level) }
    let decimals = text.decimals(
      for: effects.map(\.effect.estimate) + intervals.flatMap { [$0.lower, $0.upper] })
    let rows = effects.enumerated().map { index, effect in
      let values = effect.values(digits: text.digits)
      let weight = weights.map { [DecimalText.fixed(100 * $0[index], decimals: 0) + " %"] } ?? []
      return [
        effect.study, effect.peopleText, values.treatment?.text ?? "–",
        values.comparator?.text ?? "–", text.number(effect.effect.estimate, decimals),
        text.span(intervals[index], decimals),
      ] + weight
    }
    let isBeforeAfter = effects.allSatisfy { $0.comparison.design == .beforeAfter }
    let sides = isBeforeAfter ? ["after", "before"] : [text.treatment, text.comparator]
    let header =
      ["", "people"] + sides + [measure.rawValue, "\(text.percent) interval"]
      + (weights == nil ? [] : ["weight"])
    return Grid(header: header, rows: rows, alignsRight: header.indices.map { $0 > 0 })
  }

  /// Which numbers the table of studies shows, and how they came about.
  var studyNotes: [String] {
    var notes: [String] = []
    func add(_ what: String, _ isMeant: (TrialEffect) -> Bool) {
      let names = effects.filter(isMeant).map(\.study)
      if !names.isEmpty { notes.append("\(names.joined(separator: ", ")): \(what)") }
    }
    let areMeans = measure.shape == .means
    add("changes from baseline, not final values") { areMeans && $0.comparison.phase == .change }
    add("taken from the reported estimate, not from the arms") { $0.origin == .report }
    add("the same people under both; the correlation is the printed one") {
      $0.correlationSource == "printed"
    }
    add("the same people under both; the correlation was recovered from the paired P") {
      $0.correlationSource == "recovered"
    }
    add(
      "the same people under both; their correlation is not printed, and the lowest that was tried "
        + "is taken (the longest interval)"
    ) { $0.correlationSource == "assumed" }
    add("counts recovered from percentages") { $0.effect.note?.hasRecoveredCounts == true }
    return notes
  }

  /// The studies without anybody under a comparator, and why they stand apart.
  func uncontrolledElements(_ text: EffectText) -> [Page.Element] {
    guard !uncontrolled.isEmpty else { return [] }
    return [
      .paragraph(TrialWords.uncontrolled), .table(studyGrid(uncontrolled, text)),
    ]
  }

  /// What was found and what became of it.
  var exclusionElements: [Page.Element] {
    let parts = [
      "\(effects.count) used", "\(uncontrolled.count) uncontrolled", "\(excluded.count) excluded",
    ]
    let lead = "Found \(inputCount) comparisons or trials: \(parts.joined(separator: ", "))"
    guard !excluded.isEmpty else { return [.paragraph("\(lead).")] }
    return [.list("\(lead):", excluded.map(TrialWords.exclusion))]
  }

  var otherOutcomeElements: [Page.Element] {
    guard !otherOutcomes.isEmpty else { return [] }
    let names = otherOutcomes.map { "\($0.outcome) \($0.comparisons)" }
    return [
      .paragraph(
        "Other outcomes (--outcome), with their controlled studies that print numbers: "
          + "\(names.joined(separator: ", ")).")
    ]
  }

  /// Everything that was left out, for the envelope.
  public var exclusions: [Envelope.Exclusion] {
    excluded.map { .init(what: TrialWords.subject($0), reason: $0.reason.message) }
      + uncontrolled.map {
        .init(
          what: "\($0.study), \($0.comparison.outcome)",
          reason: "uncontrolled: shown, and not pooled with controlled trials")
      }
  }
}
