import Figures
import Tables
import Trials

/// Trials pooled by one policy, as output: `trials pool`.
public struct TrialPoolingReport: Sendable {
  public let pooling: TrialPooling
  /// Published reviews that judged trials of the pooled groups.
  public let judgements: [ReviewRecord]
  /// The row of `pooled` that the user asked to see beside the headline.
  public let askedMethod: String?
  /// What was found while reading and checking the tables.
  public let tableFindings: [Finding]
  /// Significant digits of the page.
  public let digits: Int
  let influence: [StudyInfluence]
  let weights: [Double]
  let rankTest: FunnelRankTest?

  /// - Parameters:
  ///   - tables: what the trials were read from, with the reviews.
  ///   - interval: the interval of the row that is shown beside the headline.
  /// - Throws: `PoolingError` as the diagnostics.
  public init(
    _ pooling: TrialPooling, tables: TrialTables, interval: String? = nil,
    findings: [Finding] = [], digits: Int = 3
  ) throws {
    self.pooling = pooling
    let used = pooling.effects.effects
    let groups = Set(used.map(\.comparison.group) + [pooling.effects.plan.group ?? ""])
    judgements = tables.reviews.filter { $0.judges(groups) }
    askedMethod = interval.map { "\(pooling.effects.plan.estimator.rawValue.lowercased())-\($0)" }
    tableFindings = tables.findings + findings
    self.digits = digits
    influence = used.count < 2 ? [] : try pooling.headline?.normal.influence().compactMap { $0 } ?? []
    weights = try pooling.headline?.normal.studyEstimates().map(\.weight) ?? []
    rankTest =
      used.count < FunnelRegression.minimumStudies
      ? nil : try? FunnelRankTest(used.map(\.effect))
  }

  /// A controlled trial has an effect; otherwise the page says what there is instead.
  public var isEstimable: Bool { pooling.headline != nil }

  /// What was found, and why there is no estimate.
  public var findings: [Finding] {
    tableFindings + (isEstimable ? [] : [PoolingError.noStudies.finding])
  }

  public var options: [JSONValue.Member] { pooling.effects.plan.options(prior: pooling.prior) }

  var text: EffectText { EffectText(pooling.effects, digits: digits) }

  /// The row that speaks first.
  var headlineRow: PooledRow? { pooling.rows.first(where: \.isHeadline) }
}

extension ReviewRecord {
  /// The review left trials of one of these groups unpooled.
  fileprivate func judges(_ groups: Set<String>) -> Bool {
    model == "not pooled"
      && groups.contains { !$0.isEmpty && population.lowercased().hasPrefix($0.lowercased()) }
  }
}
