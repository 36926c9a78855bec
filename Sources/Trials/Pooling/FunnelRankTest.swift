import Numerics

/// Kendall's rank correlation of the standardised effects with their variances (Begg and Mazumdar
/// 1994): (y_i - m) / sqrt(v_i - 1 / sum w) against v_i, m the equal-effects mean.
public struct FunnelRankTest: Sendable, Codable, Equatable {
  /// Kendall's tau b.
  public let correlation: Double
  /// Two-sided: exact without ties up to `mostExact` studies, else by the normal approximation.
  public let probability: Double

  /// The exact distribution takes the fourth power of the number of studies to count.
  public static let mostExact = 150

  /// - Throws: `PoolingError.tooFewStudies` below 10 studies, or 3 with `refusesFewStudies` false.
  public init(_ effects: [StudyEffect], refusesFewStudies: Bool = true) throws {
    let needed = refusesFewStudies ? FunnelRegression.minimumStudies : 3
    guard effects.count >= needed else {
      throw PoolingError.tooFewStudies(
        needed: needed, studies: effects.count, purpose: "A rank test for small studies")
    }
    let pooled = try Pooling(model: .equalEffects, test: .normal).pool(effects)
    let variance = pooled.modelCovariance[0]
    let standardized = effects.map {
      ($0.estimate - pooled.estimates[0]) / ($0.variance - variance).squareRoot()
    }
    let variances = effects.map(\.variance)
    let score = Self.score(standardized, variances)
    let pairs = effects.count * (effects.count - 1) / 2
    let ties = (Self.ties(standardized), Self.ties(variances))
    let usable = Double(pairs - ties.0.pairs) * Double(pairs - ties.1.pairs)
    guard usable > 0 else {
      throw PoolingError.tooFewStudies(
        needed: needed, studies: effects.count, purpose: "A rank test with distinct variances")
    }
    correlation = Double(score) / usable.squareRoot()
    probability =
      ties.0.pairs == 0 && ties.1.pairs == 0 && effects.count <= Self.mostExact
      ? Self.exactProbability(score: score, count: effects.count)
      : Self.approximateProbability(score: score, count: effects.count, ties.0, ties.1)
  }

  /// Concordant minus discordant pairs.
  private static func score(_ x: [Double], _ y: [Double]) -> Int {
    var score = 0
    for i in x.indices {
      for j in 0..<i where x[i] != x[j] && y[i] != y[j] {
        score += (x[i] < x[j]) == (y[i] < y[j]) ? 1 : -1
      }
    }
    return score
  }

  private struct Ties {
    /// Tied pairs; sums over runs of t (t - 1) (2 t + 5) and t (t - 1) (t - 2).
    var pairs = 0
    var first = 0.0
    var second = 0.0
  }

  private static func ties(_ values: [Double]) -> Ties {
    var ties = Ties()
    let sorted = values.sorted()
    var start = 0
    for end in 1...sorted.count where end == sorted.count || sorted[end] != sorted[start] {
      let t = Double(end - start)
      ties.pairs += (end - start) * (end - start - 1) / 2
      ties.first += t * (t - 1) * (2 * t + 5)
      ties.second += t * (t - 1) * (t - 2)
      start = end
    }
    return ties
  }

  /// Twice the smaller tail of the number of inversions of a random permutation.
  private static func exactProbability(score: Int, count: Int) -> Double {
    let pairs = count * (count - 1) / 2
    // shares[j]: probability of j inversions, one more element at a time.
    var shares = [1.0]
    for size in 2...count {
      var next = [Double](repeating: 0, count: shares.count + size - 1)
      for (j, share) in shares.enumerated() {
        for added in 0..<size { next[j + added] += share / Double(size) }
      }
      shares = next
    }
    let concordant = (pairs + score) / 2
    let smaller = min(concordant, pairs - concordant)
    return min(1, 2 * shares.prefix(smaller + 1).reduce(0, +))
  }

  private static func approximateProbability(
    score: Int, count: Int, _ x: Ties, _ y: Ties
  ) -> Double {
    let n = Double(count)
    let variance =
      (n * (n - 1) * (2 * n + 5) - x.first - y.first) / 18
      + 2 * Double(x.pairs) * Double(y.pairs) / (n * (n - 1))
      + x.second * y.second / (9 * n * (n - 1) * (n - 2))
    return StudentTDistribution(degreesOfFreedom: .infinity)
      .twoSidedProbability(Double(score) / variance.squareRoot())
  }
}
