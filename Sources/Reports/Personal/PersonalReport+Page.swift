import Figures
import NOf1

extension PersonalReport {
  public static let disclaimer = """
    Not medical advice. Kidney disease, pregnancy and other medicines change what is safe: ask a \
    clinician.
    """

  var wording: PersonalWording { PersonalWording(study: analysis.study) }

  /// The page for people: the verdict, its numbers, why, and what would settle it.
  public var page: Page {
    var elements: [Page.Element] = [
      .title(wording.title(of: analysis.design)), .answer(answer, analysis.verdict.sentence),
    ]
    for (index, effect) in analysis.effects.enumerated() {
      if analysis.effects.count > 1 {
        let role = index == 0 ? "the primary comparison" : "exploratory"
        elements.append(.heading("\(effect.arm) against \(analysis.study.reference) (\(role))"))
      }
      elements += tables(of: effect)
    }
    elements += armElements + borrowingElements
    if let monitoring = analysis.monitoring {
      elements.append(.paragraph(monitoring.sentence))
    }
    if !analysis.verdict.reasons.isEmpty {
      elements.append(.list(why, analysis.verdict.reasons))
    }
    elements += (outlook + audiences).map(Page.Element.paragraph)
    if !analysis.notes.isEmpty { elements.append(.list("Notes:", analysis.notes)) }
    elements.append(.paragraph(PersonalReport.disclaimer))
    return Page(elements: elements)
  }

  private var answer: String {
    let words =
      switch analysis.verdict.answer {
      case .responder: "RESPONDER"
      case .nonResponder: "NON-RESPONDER"
      case .inconclusive: "INCONCLUSIVE"
      case .designCannotIdentify: "NO VERDICT"
      }
    return words + (analysis.verdict.label.map { " (\($0))" } ?? "")
  }

  private var why: String {
    switch analysis.verdict.answer {
    case .responder: "Why \"responder\":"
    case .nonResponder: "Why \"non-responder\":"
    case .inconclusive: "Why not \"responder\":"
    case .designCannotIdentify: "Why there is no verdict:"
    }
  }

  /// What would settle it, how often the rule errs, and what happens in four weeks.
  private var outlook: [String] {
    var lines: [String] = []
    if let step = analysis.verdict.nextStep { lines.append("What would settle it: \(step)") }
    if let sentence = falseResponders { lines.append(sentence) }
    lines += analysis.effects.compactMap { effect in
      effect.avoidedPer28Nights.map { avoided in
        let decimals = DecimalText.decimals(for: [avoided.median], digits: digits - 1)
        func text(_ number: Double) -> String { DecimalText.fixed(number, decimals: decimals) }
        return """
          Avoided in 28 nights on \(effect.arm): \(text(avoided.median)) \
          (\(analysis.study.outcome.column)), compatible with anything from \(text(avoided.low)) \
          to \(text(avoided.high)).
          """
      }
    }
    return lines
  }

  /// The largest chance of a wrong "responder" over the night-to-night correlations tried.
  private var falseResponders: String? {
    let rows = analysis.operatingCharacteristics.filter { $0.effect == wording.noDifference }
    guard let worst = rows.max(by: { $0.probabilityResponder < $1.probabilityResponder }) else {
      return nil
    }
    let count = Int((worst.probabilityResponder * Double(worst.simulations)).rounded())
    return """
      On this schedule, a person without any effect was called a responder in \
      \(rows.count > 1 ? "at most " : "")\(count) of \(worst.simulations) simulated logs \
      (\(DecimalText.brief(worst.probabilityResponder * 100, digits: 2)) %).
      """
  }

  private var audiences: [String] {
    var lines = [
      "For a clinician: \(analysis.verdict.clinical)",
      "How it was computed: \(analysis.verdict.technical)",
    ]
    let findings = analysis.findings
    if !findings.isEmpty {
      lines.append("\(FindingText.count(findings)) They are listed by magnify nof1 check.")
    }
    return lines.filter { !$0.hasSuffix(": ") }
  }
}
