import Figures
import Tables
import Trials

/// What tables of trials hold, before anything is computed: `trials list`.
public struct TrialListReport: Sendable {
  public let trials: TrialTables
  /// What was found while reading the tables.
  public let findings: [Finding]
  /// Significant digits of the page.
  public let digits: Int
  private let comparisons: [TrialComparison]

  public init(_ trials: TrialTables, findings: [Finding] = [], digits: Int = 3) {
    self.trials = trials
    self.findings = findings
    self.digits = digits
    // Values at baseline are no result.
    comparisons = trials.comparisons.filter { $0.phase != .baseline }
  }

  public static let tableNames = ["studies", "outcomes"]

  /// Every flat table of the result.
  public var tables: [RowTable] { [studies, outcomes] }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  /// One row for each study, in the order of the tables.
  private var studies: RowTable {
    RowTable(
      name: "studies",
      columns: [
        "study", "group", "year", "design", "controlled", "randomised", "people", "numbers",
        "comparisons",
      ],
      rows: trials.studies.map { study in
        let own = comparisons.filter { $0.study == study }
        let trial = trials.trials.first { $0.study == study }
        let design = trial?.design ?? own.first?.design
        let isControlled = trial?.isControlled ?? own.contains(where: \.isControlled)
        return [
          .string(study), .string(trial?.group ?? own.first?.group ?? ""),
          JSONValue(trial.flatMap { $0.year.isEmpty ? nil : $0.year }),
          JSONValue(design?.rawValue), .bool(isControlled), JSONValue(trial?.isRandomised),
          JSONValue(people(trial, own)), JSONValue(trial?.numbers), .integer(own.count),
        ]
      })
  }

  private func people(_ trial: TrialRecord?, _ comparisons: [TrialComparison]) -> Int? {
    if let people = trial?.randomised ?? trial?.analysed { return people.wholeNumber }
    return comparisons.lazy.compactMap { comparison -> Int? in
      guard let first = comparison.treatment?.people?.wholeNumber,
        let second = comparison.comparator?.people?.wholeNumber
      else { return nil }
      return comparison.design == .parallel ? first + second : first
    }.first
  }

  /// One row for each outcome of each group, in the order of their first comparison.
  private var outcomes: RowTable {
    var order: [[String]] = []
    for comparison in comparisons {
      let key = [comparison.group, comparison.outcome]
      if !order.contains(key) { order.append(key) }
    }
    return RowTable(
      name: "outcomes",
      columns: ["group", "outcome", "studies", "comparisons", "controlled_comparisons"],
      rows: order.map { key in
        let own = comparisons.filter { [$0.group, $0.outcome] == key }
        return [
          .string(key[0]), .string(key[1]), .integer(Set(own.map(\.study)).count),
          .integer(own.count), .integer(own.count(where: \.isControlled)),
        ]
      })
  }

  /// The page for people.
  public var page: Page {
    let groups = trials.groups.isEmpty ? "" : " · groups: \(trials.groups.joined(separator: ", "))"
    var elements: [Page.Element] = [
      .title("\(trials.studies.count) studies\(groups)"), .table(studies.grid(digits: digits)),
    ]
    if !comparisons.isEmpty {
      elements += [
        .paragraph(
          "What they compare; several times of one study count as several comparisons:"),
        .table(outcomes.grid(digits: digits)),
      ]
    }
    return Page(elements: elements + TrialWords.findings(findings))
  }
}
