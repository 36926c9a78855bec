import Figures
import Tables
import Trials

/// The effect of every comparison that was chosen, and what has none: `trials effects`.
public struct TrialEffectsReport: Sendable {
  public let effects: TrialEffects
  /// What was found while reading the tables.
  public let findings: [Finding]
  /// Significant digits of the page.
  public let digits: Int

  public init(_ effects: TrialEffects, findings: [Finding] = [], digits: Int = 3) {
    self.effects = effects
    self.findings = findings
    self.digits = digits
  }

  public static let tableNames = [
    "effects", "uncontrolled", "exclusions", "counts", "other_outcomes",
  ]

  /// Every flat table of the result, the effects first.
  public var tables: [RowTable] {
    let level = effects.plan.confidenceLevel
    return [
      TrialRows.effects("effects", effects.effects, level: level),
      TrialRows.effects("uncontrolled", effects.uncontrolled, level: level),
      TrialRows.exclusions(effects.excluded), TrialRows.counts(effects),
      TrialRows.otherOutcomes(effects),
    ]
  }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  public var options: [JSONValue.Member] { effects.plan.effectOptions }

  /// The page for people.
  public var page: Page {
    let text = EffectText(effects, digits: digits)
    var elements: [Page.Element] = [.title(effects.title)]
    if effects.effects.isEmpty {
      elements.append(.paragraph("No controlled trial prints the numbers that this needs."))
    } else {
      elements += [
        .paragraph("\(text.lead), trial by trial:"),
        .table(effects.studyGrid(effects.effects, text)),
      ]
    }
    if !effects.studyNotes.isEmpty {
      elements.append(.list("How they came about:", effects.studyNotes))
    }
    elements += effects.uncontrolledElements(text) + effects.exclusionElements
    elements += effects.otherOutcomeElements + TrialWords.findings(findings)
    elements.append(.paragraph(PersonalReport.disclaimer))
    return Page(elements: elements)
  }
}
