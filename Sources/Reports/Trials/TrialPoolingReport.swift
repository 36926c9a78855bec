import Figures
import Tables
import Trials

/// Trials pooled by one policy, as output: `trials pool`.
public struct TrialPoolingReport: Sendable {
  public let pooling: TrialPooling
  /// The row of `pooled` that the user asked to see beside the headline.
  public let askedMethod: String?
  /// What was found while reading and checking the tables.
  public let tableFindings: [Finding]
  /// Significant digits of the page.
  public let digits: Int
  let judgements: TrialJudgements
  let evidence: TrialEvidence
  /// Uncontrolled figures of the group's other outcomes, where no outcome has a controlled trial.
  let elsewhere: [TrialEffect]
  let importantSize: Double?
  let influence: [StudyInfluence]
  let weights: [Double]
  let rankTest: FunnelRankTest?

  /// - `tables`: what the trials were read from, with the reviews.
  /// - `interval`: the interval of the row that is shown beside the headline.
  ///
  /// - Throws: `PoolingError` as the diagnostics, `.outOfRange` of the effect that matters.
  public init(
    _ pooling: TrialPooling, tables: TrialTables, interval: String? = nil,
    findings: [Finding] = [], digits: Int = 3
  ) throws {
    self.pooling = pooling
    let used = pooling.effects.effects
    judgements = TrialJudgements(of: pooling.effects, in: tables)
    evidence = tables.evidence(of: pooling)
    elsewhere = Self.uncontrolledElsewhere(pooling.effects, tables)
    askedMethod = interval.map { "\(pooling.effects.plan.estimator.rawValue.lowercased())-\($0)" }
    tableFindings = findings
    self.digits = digits
    importantSize = try pooling.effects.importantSize()
    influence =
      used.count < 2 ? [] : try pooling.headline?.normal.influence().compactMap { $0 } ?? []
    weights = try pooling.headline?.normal.studyEstimates().map(\.weight) ?? []
    rankTest =
      used.count < FunnelRegression.minimumStudies
      ? nil : try? FunnelRankTest(used.map(\.effect))
  }

  private static func uncontrolledElsewhere(
    _ effects: TrialEffects, _ tables: TrialTables
  ) -> [TrialEffect] {
    guard effects.effects.isEmpty, effects.otherOutcomes.allSatisfy({ $0.comparisons == 0 }) else {
      return []
    }
    return effects.otherOutcomes.flatMap { other in
      let plan = PoolingPlan(group: effects.plan.group, outcome: other.outcome)
      return (try? tables.effects(plan).uncontrolled) ?? []
    }
  }

  /// A controlled trial has an effect; otherwise the page says what there is instead.
  public var isEstimable: Bool { pooling.headline != nil }

  /// What was found, and why there is no estimate.
  public var findings: [Finding] {
    tableFindings + (isEstimable ? [] : [PoolingError.noStudies.finding])
  }

  public var options: [JSONValue.Member] {
    pooling.effects.plan.poolingOptions(prior: pooling.prior.prior)
  }

  var text: EffectText { EffectText(pooling.effects, digits: digits) }

  /// The row that speaks first.
  var headlineRow: PooledRow? { pooling.rows.first(where: \.isHeadline) }
}
