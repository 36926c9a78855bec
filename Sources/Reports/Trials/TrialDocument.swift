import Figures
import Tables
import Trials

/// The re-analysis of a package of trials as one document: `trials document`.
///
/// What the tables support for every group and outcome, which printed numbers do not agree, what
/// every claim deserves, what could not be answered and which numbers are missing.
public struct TrialDocument: Sendable {
  /// A group of studies, with one pooling for every outcome that prints a comparison.
  struct Group: Sendable {
    let name: String
    /// The outcome with the most controlled studies first.
    let poolings: [TrialPoolingReport]
    /// How the first outcome fares under other choices; nil where nothing is pooled.
    let stress: TrialStress?
  }

  let trials: TrialTables
  let groups: [Group]
  let checks: TrialCheckReport
  let derivations: TrialDeriveReport
  let claims: TrialClaimsReport
  let digits: Int
  /// What was found while reading and checking.
  public let findings: [Finding]

  /// - Throws: as pooling does.
  public init(
    _ trials: TrialTables, claims: [Claim] = [], findings: [Finding] = [], digits: Int = 3
  ) throws {
    self.trials = trials
    self.digits = digits
    groups = try trials.groups.map { try Self.group($0, of: trials, digits: digits) }
    checks = TrialCheckReport(trials.checks(), digits: digits)
    derivations = TrialDeriveReport(trials.derivations(), digits: digits)
    self.claims = TrialClaimsReport(trials.judge(claims))
    self.findings = findings + checks.findings
  }

  private static func group(
    _ name: String, of trials: TrialTables, digits: Int
  ) throws -> Group {
    guard let first = try? trials.effects(PoolingPlan(group: name)),
      let outcome = first.plan.outcome
    else { return Group(name: name, poolings: [], stress: nil) }
    let others = first.otherOutcomes.filter { $0.comparisons > 0 }.map(\.outcome)
    let poolings = try ([outcome] + others).map { outcome in
      let pooled = try trials.pool(PoolingPlan(group: name, outcome: outcome))
      return try TrialPoolingReport(pooled, tables: trials, digits: digits)
    }
    let stress =
      poolings[0].isEstimable
      ? try trials.stress(PoolingPlan(group: name, outcome: outcome)) : nil
    return Group(name: name, poolings: poolings, stress: stress)
  }

  public static let tableNames = [
    "answers", "checks", "derived", "claims", "excluded", "studies",
  ]

  /// Every flat table of the result.
  public var tables: [RowTable] {
    let parts = checks.tables + derivations.tables + claims.tables
    let kept = parts.filter { Self.tableNames.contains($0.name) }
    return [answers] + kept + [excluded] + TrialListReport(trials).tables.prefix(1)
  }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  /// One row for every group and outcome that was pooled or could not be.
  private var answers: RowTable {
    RowTable(
      name: "answers",
      columns: [
        "group", "outcome", "measure", "unit", "studies", "uncontrolled", "excluded", "method",
        "estimate", "conf_low", "conf_high",
      ] + TrialRows.ratioColumns,
      rows: groups.flatMap { group in
        group.poolings.map { report in
          let pooling = report.pooling
          let row = report.headlineRow
          return [
            .string(group.name), JSONValue(pooling.effects.plan.outcome),
            .string(pooling.effects.measure.rawValue), .string(pooling.effects.unit),
            .integer(pooling.effects.effects.count), .integer(pooling.effects.uncontrolled.count),
            .integer(pooling.effects.excluded.count), JSONValue(row?.method),
            .finite(row?.estimate), .finite(row?.interval?.lower), .finite(row?.interval?.upper),
          ] + TrialRows.ratios(pooling.effects.measure, row?.estimate, row?.interval)
        }
      })
  }

  /// What has no place in the first outcome of each group, with the reason.
  private var excluded: RowTable {
    let all = groups.flatMap { $0.poolings.prefix(1).flatMap(\.pooling.effects.excluded) }
    let rows = TrialRows.exclusions(all)
    return RowTable(name: "excluded", columns: rows.columns, rows: rows.rows)
  }
}
