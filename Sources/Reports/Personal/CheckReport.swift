import Figures
import NOf1
import Tables

/// What `nof1 check` says of a log before any model: its design, the guards, the findings.
public struct CheckReport: Sendable {
  public let study: PersonalStudy
  public let design: DesignFacts
  public let findings: [Finding]
  /// Every inference that was made, one sentence each.
  public let notes: [String]
  public let digits: Int

  public init(
    study: PersonalStudy, design: DesignFacts, findings: [Finding], notes: [String] = [],
    digits: Int = 3
  ) {
    self.study = study
    self.design = design
    self.findings = findings
    self.notes = notes
    self.digits = digits
  }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { [.init("design", design.json)] }

  /// The names of `tables`.
  public static let tableNames = ["arms", "guards", "findings"]

  /// Every flat table: the arms, the guards and the findings.
  public var tables: [RowTable] {
    [design.armRows, design.guardRows, RowTable(findings: findings)]
  }

  /// The page for people.
  public var page: Page {
    let answer: Page.Element =
      design.identifiesResponder
      ? .answer("THE DESIGN HOLDS", "This log can support a verdict about the person.")
      : .answer(
        "NO VERDICT POSSIBLE",
        "This design cannot identify a responder; the conditions that fail say why.")
    var elements: [Page.Element] = [
      .title(PersonalWording(study: study).title(of: design)), answer,
      .table(design.armRows.grid(digits: digits)),
      .list(
        "A verdict about the person needs:",
        design.guards.map { ($0.holds ? "holds: " : "fails: ") + $0.sentence }),
    ]
    if !findings.isEmpty {
      elements.append(.list(FindingText.count(findings), findingLines))
    }
    if !notes.isEmpty { elements.append(.list("Inferred from the log:", notes)) }
    return Page(elements: elements)
  }

  private var findingLines: [String] {
    findings.map { finding in
      let line = finding.place.map { ", line \($0.line)" } ?? ""
      return "\(finding.code) (\(FindingText.noun(finding.severity))\(line)): \(finding.message)"
    }
  }
}
