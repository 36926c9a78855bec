import Figures
import Tables
import Trials

/// Numbers that follow from printed ones, and those that do not: `trials derive`.
public struct TrialDeriveReport: Sendable {
  public let derivations: [TableDerivation]
  /// What was found while reading the tables.
  public let findings: [Finding]
  /// Significant digits of the page.
  public let digits: Int

  public init(_ derivations: [TableDerivation], findings: [Finding] = [], digits: Int = 3) {
    self.derivations = derivations
    self.findings = findings
    self.digits = digits
  }

  public static let tableNames = ["derived", "missing"]

  /// Every flat table of the result: what follows, and what does not.
  public var tables: [RowTable] { [derived, missing] }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  private static let subjectColumns = [
    "study", "group", "outcome", "arm", "timepoint", "quantity",
  ]

  private var derived: RowTable {
    RowTable(
      name: "derived",
      columns: Self.subjectColumns + ["value", "low", "high", "method", "inputs"]
        + ["file", "line", "column"],
      rows: derivations.compactMap { derivation in
        derivation.derived.map { value in
          Self.subject(derivation) + [
            .finite(value.value), .finite(value.bounds.low), .finite(value.bounds.high),
            .string(value.method), .string(value.inputsText),
          ] + TrialRows.place(derivation.place)
        }
      })
  }

  private var missing: RowTable {
    RowTable(
      name: "missing",
      columns: Self.subjectColumns + ["code", "reason", "hint", "file", "line", "column"],
      rows: derivations.compactMap { derivation in
        derivation.finding.map { finding in
          Self.subject(derivation) + [
            .string(finding.code), .string(finding.message), JSONValue(finding.hint),
          ] + TrialRows.place(derivation.place)
        }
      })
  }

  private static func subject(_ derivation: TableDerivation) -> [JSONValue] {
    let subject = derivation.subject
    return [
      .string(subject.study), .string(subject.group), .string(subject.outcome),
      .string(subject.arm), .string(subject.timepoint), .string(derivation.quantity.rawValue),
    ]
  }

  /// The page for people: what follows with its bounds, then what does not.
  public var page: Page {
    let found = derivations.filter { $0.derived != nil }
    var elements: [Page.Element] = [
      .title("\(found.count) numbers that are not printed and follow from others")
    ]
    if !found.isEmpty {
      elements.append(.table(grid(found)))
      let methods = found.compactMap(\.derived?.method)
      elements.append(.list("By these formulas:", methods.removingRepeats()))
      elements.append(
        .paragraph(
          "The range is over all values that round to the printed ones; what is wide is not known.")
      )
    }
    let none = derivations.compactMap { derivation in
      derivation.finding.map { "\(derivation.name): \($0.message) (\($0.code))" }
    }
    if !none.isEmpty { elements.append(.list("What does not follow:", none)) }
    return Page(elements: elements + TrialWords.findings(findings))
  }

  private func grid(_ found: [TableDerivation]) -> Grid {
    let rows = found.compactMap { derivation in
      derivation.derived.map { value in
        let ends = [value.bounds.low, value.bounds.high].map(number)
        return [
          derivation.name, number(value.value),
          ends[0] == ends[1] ? "" : ends.joined(separator: " to "),
        ]
      }
    }
    return Grid(header: ["", "value", "range"], rows: rows, alignsRight: [false, true, true])
  }

  private func number(_ value: Double) -> String {
    value.isFinite ? DecimalText.brief(value, digits: max(digits, 3)) : "no end"
  }
}

extension TableDerivation {
  /// "frusso1999, cramp frequency: correlation".
  fileprivate var name: String {
    let words = [subject.study, subject.outcome, subject.arm, subject.timepoint]
    return "\(words.filter { !$0.isEmpty }.joined(separator: ", ")): \(quantity.rawValue)"
  }
}

extension DerivedValue {
  /// "P .59; n 42".
  fileprivate var inputsText: String {
    inputs.map { "\($0.name) \($0.printed)" }.joined(separator: "; ")
  }
}

extension [String] {
  /// The strings in their order, each once.
  fileprivate func removingRepeats() -> [String] {
    var seen = Set<String>()
    return filter { seen.insert($0).inserted }
  }
}
