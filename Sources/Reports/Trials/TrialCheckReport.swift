import Figures
import Tables
import Trials

/// Printed numbers against each other: `trials check`.
public struct TrialCheckReport: Sendable {
  public let checks: [ConsistencyCheck]
  /// What was found while reading the tables.
  public let tableFindings: [Finding]
  public let digits: Int

  public init(_ checks: [ConsistencyCheck], findings: [Finding] = [], digits: Int = 3) {
    self.checks = checks
    tableFindings = findings
    self.digits = digits
  }

  /// How bad a check must be for `--fail-on`.
  public enum Gate: String, Sendable, CaseIterable {
    case inconsistent, rounding
  }

  /// Whether a check is at least that bad.
  public func fails(_ gate: Gate) -> Bool {
    checks.contains {
      $0.verdict == .inconsistent || (gate == .rounding && $0.verdict == .rounding)
    }
  }

  /// What was found while reading, then every check that did not come out even.
  public var findings: [Finding] { tableFindings + checks.compactMap(\.finding) }

  public static let tableNames = ["checks", "verdicts"]

  /// Every flat table of the result, the checks first.
  public var tables: [RowTable] { [checkRows, verdictRows] }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  private var checkRows: RowTable {
    RowTable(
      name: "checks",
      columns: [
        "code", "study", "group", "outcome", "arm", "timepoint", "verdict", "printed",
        "recomputed_low", "recomputed_high", "message", "repair", "inspect_sr", "file", "line",
        "column",
      ],
      rows: checks.map { check in
        [
          .string(check.code), .string(check.subject.study), .string(check.subject.group),
          .string(check.subject.outcome), .string(check.subject.arm),
          .string(check.subject.timepoint), .string(check.verdict.rawValue),
          .string(check.printed), .finite(check.recomputed?.low), .finite(check.recomputed?.high),
          .string(check.message), JSONValue(check.repair),
          .string(check.inspectItems.joined(separator: " ")),
        ] + TrialRows.place(check.place)
      })
  }

  /// How many checks came out how.
  private var verdictRows: RowTable {
    RowTable(
      name: "verdicts", columns: ["verdict", "checks"],
      rows: ConsistencyCheck.Verdict.byGravity.map { verdict in
        [.string(verdict.rawValue), .integer(checks.count { $0.verdict == verdict })]
      })
  }

  /// The page for people: what does not agree first, what could not be checked last.
  public var page: Page {
    let counts = ConsistencyCheck.Verdict.byGravity.map { verdict in
      "\(checks.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    var elements: [Page.Element] = [
      .title("\(checks.count) checks of printed numbers: \(counts.joined(separator: ", "))")
    ]
    for verdict in [ConsistencyCheck.Verdict.inconsistent, .rounding] {
      let found = checks.filter { $0.verdict == verdict }
      if !found.isEmpty { elements.append(.list(verdict.lead, found.map(line))) }
    }
    elements += tally(.consistent) + tally(.notCheckable)
    elements.append(
      .paragraph(
        """
        A finding says that printed numbers do not agree, not why: another denominator, a rounding \
        or a slip in an abstract come first. Not checkable is a result, and not a pass.
        """))
    return Page(elements: elements + TrialWords.findings(tableFindings))
  }

  /// "A121, roguinmaor2017, cramp frequency: …; should lie in …; repair: … [arms.csv line 3]".
  private func line(_ check: ConsistencyCheck) -> String {
    let subject = check.subject
    let names = [subject.study, subject.outcome, subject.arm, subject.timepoint]
      .filter { !$0.isEmpty }
    let range = check.recomputed.map { range in
      let ends = [range.low, range.high].map { DecimalText.brief($0, digits: max(digits, 3)) }
      return range.low.isFinite && range.high.isFinite
        ? "; recomputed: \(ends[0] == ends[1] ? ends[0] : ends.joined(separator: " to "))" : ""
    }
    let place = check.place.map {
      " [\(Envelope.withoutFolders(ofAbsolute: $0.file)) line \($0.line)]"
    }
    let repair = check.repair.map { "; \($0)" } ?? ""
    return "\(check.code) \(names.joined(separator: ", ")): \(check.message)\(range ?? "")"
      + "\(repair)\(place ?? "")"
  }

  /// The codes of one verdict with their number of checks.
  private func tally(_ verdict: ConsistencyCheck.Verdict) -> [Page.Element] {
    let codes = checks.filter { $0.verdict == verdict }.map(\.code)
    guard !codes.isEmpty else { return [] }
    let parts = Set(codes).sorted().map { code in
      "\(code) (\(codes.count { $0 == code }))"
    }
    return [.paragraph("\(verdict.lead) \(parts.joined(separator: ", ")).")]
  }
}

extension ConsistencyCheck.Verdict {
  /// What needs attention first.
  static let byGravity: [ConsistencyCheck.Verdict] = [
    .inconsistent, .rounding, .consistent, .notCheckable,
  ]

  var lead: String {
    switch self {
    case .inconsistent: "Inconsistent, whatever the rounding:"
    case .rounding: "Only if digits were cut off or rounded the other way:"
    case .consistent: "Consistent:"
    case .notCheckable: "Not checkable from what is printed:"
    }
  }
}
