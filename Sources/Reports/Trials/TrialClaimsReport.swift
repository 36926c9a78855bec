import Figures
import Glibc
import Tables
import Trials

/// Claims held against tables of trials: `trials claims`.
public struct TrialClaimsReport: Sendable {
  public let verdicts: [ClaimVerdict]
  /// What was found while reading the tables.
  public let findings: [Finding]

  public init(_ verdicts: [ClaimVerdict], findings: [Finding] = []) {
    self.verdicts = verdicts
    self.findings = findings
  }

  /// How bad a verdict must be for `--fail-on`.
  public enum Gate: String, Sendable, CaseIterable {
    case contradicted
    case notSupported = "not-supported"
  }

  /// Whether a claim is at least that bad.
  public func fails(_ gate: Gate) -> Bool {
    verdicts.contains {
      $0.verdict == .contradicted || (gate == .notSupported && $0.verdict == .notSupported)
    }
  }

  public static let tableNames = ["claims", "evidence", "verdicts"]

  /// Every flat table of the result: the verdicts, what they rest on, and their counts.
  public var tables: [RowTable] { [claimRows, evidenceRows, countRows] }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  private var claimRows: RowTable {
    RowTable(
      name: "claims",
      columns: [
        "claim", "statement", "verdict", "code", "reason", "rewording", "file", "line", "column",
      ],
      rows: verdicts.map {
        [
          .string($0.claim), .string($0.statement), .string($0.verdict.rawValue),
          .string($0.code), .string($0.reason), JSONValue($0.rewording),
        ] + TrialRows.place($0.place)
      })
  }

  private var evidenceRows: RowTable {
    RowTable(
      name: "evidence",
      columns: [
        "claim", "rank", "kind", "source", "studies", "estimate", "conf_low", "conf_high", "text",
      ],
      rows: verdicts.flatMap { verdict in
        verdict.evidence.enumerated().map { rank, row in
          [
            .string(verdict.claim), .integer(rank + 1), .string(row.kind.rawValue),
            .string(row.source), JSONValue(row.studies), .finite(row.estimate),
            .finite(row.interval?.lower), .finite(row.interval?.upper), .string(row.text),
          ]
        }
      })
  }

  private var countRows: RowTable {
    RowTable(
      name: "verdicts", columns: ["verdict", "claims"],
      rows: ClaimVerdict.Verdict.allCases.map { verdict in
        [.string(verdict.rawValue), .integer(verdicts.count { $0.verdict == verdict })]
      })
  }

  /// The page for people: every claim with its verdict, what decided, and what could be said.
  public var page: Page {
    let counts = ClaimVerdict.Verdict.allCases.map { verdict in
      "\(verdicts.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    var elements: [Page.Element] = [
      .title("\(verdicts.count) claims: \(counts.joined(separator: ", "))")
    ]
    for verdict in verdicts { elements += Self.elements(verdict) }
    elements.append(
      .paragraph(
        """
        Not supported means that these tables do not carry the claim; it does not make it wrong. \
        Only the fields of a claim are judged, not its wording.
        """))
    elements += TrialWords.findings(findings)
    return Page(elements: elements + [.paragraph(PersonalReport.disclaimer)])
  }

  private static func elements(_ verdict: ClaimVerdict) -> [Page.Element] {
    let rewording = verdict.rewording.map { " Could be said: \($0)\($0.hasSuffix(".") ? "" : ".")" }
    return [
      .heading("\(verdict.claim): \(verdict.statement)"),
      .answer(
        verdict.verdict.rawValue.uppercased(),
        "\(verdict.reason)\(rewording ?? "") (\(verdict.code))"),
    ]
  }
}
