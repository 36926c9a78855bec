import Numerics

/// Duval and Tweedie's trim and fill: how many studies are missing from one side of the funnel,
/// and the pooled effect with their mirror images added. A sensitivity analysis, not a correction.
///
/// Source: Duval and Tweedie (2000), "A nonparametric trim and fill method", estimators R0, L0, Q0.
public struct TrimAndFill: Sendable {
  public enum Estimator: String, Sendable, Codable, CaseIterable {
    case l0 = "L0", r0 = "R0", q0 = "Q0"
  }
  /// The side of the funnel from which studies are missing.
  public enum Side: String, Sendable, Codable, CaseIterable { case left, right }

  public let side: Side
  /// The number of missing studies.
  public let missing: Int
  /// Its standard error; nil where the variance formula of L0 or Q0 turns negative.
  public let missingStandardError: Double?
  /// All studies and the mirror images pooled.
  public let filled: PooledEffects

  /// Fills a pooling without moderators; `side` is by default the side away from which the effects
  /// of small studies lean.
  ///
  /// - Throws: `PoolingError.tooFewStudies` below 10 studies, or 3 with `refusesFewStudies` false;
  ///   `.moderatorsNotAllowed`, `.inverseVarianceWeightsNeeded`; `OptimizationError.notConverged`
  ///   where the number of missing studies swings for ever.
  public init(
    _ pooled: PooledEffects, estimator: Estimator = .l0, side: Side? = nil,
    refusesFewStudies: Bool = true
  ) throws {
    let needed = refusesFewStudies ? FunnelRegression.minimumStudies : 3
    guard pooled.design.columns == 1, pooled.design.interceptColumn == 0 else {
      throw PoolingError.moderatorsNotAllowed(purpose: "Trim and fill")
    }
    guard pooled.studies >= needed else {
      throw PoolingError.tooFewStudies(
        needed: needed, studies: pooled.studies, purpose: "Trim and fill")
    }
    guard pooled.pooling.weighting == .inverseVariance else {
      throw PoolingError.inverseVarianceWeightsNeeded(purpose: "Trim and fill")
    }
    let side = try side ?? Self.leaningSide(pooled)
    let sign = side == .right ? -1.0 : 1.0
    let order = pooled.effects.indices.sorted { a, b in
      let (left, right) = (sign * pooled.effects[a].estimate, sign * pooled.effects[b].estimate)
      return left == right ? a < b : left < right
    }
    let found = try Self.iterate(pooled, order: order, sign: sign, estimator)
    self.side = side
    missing = found.missing
    missingStandardError = found.error
    let mirrored = order.suffix(found.missing).map { i in
      let effect = pooled.effects[i]
      return StudyEffect(
        study: "mirror image of \(effect.study)", measure: effect.measure,
        estimate: 2 * found.center - effect.estimate, variance: effect.variance)
    }
    filled =
      mirrored.isEmpty ? pooled : try pooled.pooling.pool(pooled.effects + mirrored)
  }

  private static func leaningSide(_ pooled: PooledEffects) throws -> Side {
    let errors = pooled.effects.map(\.standardError)
    let design = try PoolingDesign(moderators: [("standard error", errors)])
    let slope = try pooled.pooling.pool(pooled.effects, design: design).estimates[1]
    return slope < 0 ? .right : .left
  }

  /// Trims the most extreme studies, pools the rest and counts again until the number stands.
  private static func iterate(
    _ pooled: PooledEffects, order: [Int], sign: Double, _ estimator: Estimator
  ) throws -> (missing: Int, error: Double?, center: Double) {
    let k = order.count
    var missing = 0
    for _ in 0..<100 {
      let center = try pooled.selecting(Array(order.prefix(k - missing))).estimates[0]
      let deviations = order.map { sign * (pooled.effects[$0].estimate - center) }
      let count = count(estimator, signedRanks(deviations))
      let next = min(k - 1, max(0, Int(count.value.rounded(.toNearestOrEven))))
      if next == missing { return (missing, count.error, center) }
      missing = next
    }
    throw OptimizationError.notConverged(evaluations: 100)
  }

  /// The rank of |deviation| with its sign, equal magnitudes in order.
  private static func signedRanks(_ deviations: [Double]) -> [Double] {
    let order = deviations.indices.sorted { a, b in
      let (left, right) = (abs(deviations[a]), abs(deviations[b]))
      return left == right ? a < b : left < right
    }
    var ranks = [Double](repeating: 0, count: deviations.count)
    for (place, index) in order.enumerated() {
      let rank = Double(place + 1)
      ranks[index] = deviations[index] > 0 ? rank : deviations[index] < 0 ? -rank : 0
    }
    return ranks
  }

  private static func count(
    _ estimator: Estimator, _ ranks: [Double]
  ) -> (value: Double, error: Double?) {
    let n = Double(ranks.count)
    let positive = ranks.filter { $0 > 0 }.reduce(0, +)
    func rankVariance(_ m: Double) -> Double {
      let base = n * (n + 1) * (2 * n + 1) + 10 * m * m * m + 27 * m * m + 17 * m
      return (base - 18 * n * m * m - 18 * n * m + 6 * n * n * m) / 24
    }
    func root(_ value: Double) -> Double? { value >= 0 ? value.squareRoot() : nil }
    switch estimator {
    case .r0:
      let value = n - ranks.reduce(0) { max($0, -$1) } - 1
      return (value, root(2 * max(0, value) + 2))
    case .l0:
      let value = (4 * positive - n * (n + 1)) / (2 * n - 1)
      return (value, root(rankVariance(value)).map { 4 * $0 / (2 * n - 1) })
    case .q0:
      let value = n - 0.5 - max(0, 2 * n * n - 4 * positive + 0.25).squareRoot()
      let divisor = (n - 0.5) * (n - 0.5) - value * (2 * n - value - 1)
      guard divisor > 0 else { return (value, nil) }
      return (value, root(rankVariance(value)).map { 2 * $0 / divisor.squareRoot() })
    }
  }
}
