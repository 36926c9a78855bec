import Numerics

/// The confidence intervals of a proportion that papers print. All are cut to 0...1.
///
/// Source: Brown, Cai and DasGupta (2001), Stat Sci 16:101-133; Newcombe (1998), Stat Med
/// 17:857-872, for Wilson's with a correction for continuity.
public enum ProportionInterval: String, Sendable, Codable, CaseIterable {
  /// Quantiles of the beta distributions B(k, n - k + 1) and B(k + 1, n - k); "exact".
  case clopperPearson = "Clopper-Pearson"
  /// The score interval.
  case wilson = "Wilson"
  case wilsonCorrected = "Wilson with a correction for continuity"
  /// p +- z sqrt(p (1 - p) / n).
  case wald = "Wald"
  /// Wald's around (k + z^2 / 2) / (n + z^2).
  case agrestiCoull = "Agresti-Coull"
  /// Quantiles of B(k + 1/2, n - k + 1/2), with 0 and 1 where there are no events or no others.
  case jeffreys = "Jeffreys"

  /// The interval for the events among the people.
  ///
  /// - Precondition: 0 <= events <= people, somebody, and a level between 0 and 1.
  public func bounds(events: Int, of people: Int, level: Double = 0.95) -> ValueRange {
    precondition(people > 0 && (0...people).contains(events), "events are of people")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    let tail = (1 - level) / 2
    let z = NormalDistribution.standard.quantile(tail, tail: .upper)
    let (k, n) = (Double(events), Double(people))
    switch self {
    case .clopperPearson: return Self.beta(k, n, below: 0, above: 1, tail)
    case .jeffreys: return Self.beta(k, n, below: 0.5, above: 0.5, tail)
    case .wilson: return Self.cut(Self.score(k, n, z))
    case .wilsonCorrected: return Self.cut(Self.correctedScore(k, n, z))
    case .wald: return Self.cut(Self.wald(k / n, n, z))
    case .agrestiCoull:
      return Self.cut(Self.wald((k + z * z / 2) / (n + z * z), n + z * z, z))
    }
  }

  private static func cut(_ range: (low: Double, high: Double)) -> ValueRange {
    ValueRange(max(0, range.low), min(1, range.high))
  }

  private static func beta(
    _ k: Double, _ n: Double, below: Double, above: Double, _ tail: Double
  ) -> ValueRange {
    let low =
      k == 0
      ? 0
      : BetaDistribution(shape1: k + below, shape2: n - k + 1 - below).quantile(tail, tail: .lower)
    let high =
      k == n
      ? 1
      : BetaDistribution(shape1: k + above, shape2: n - k + 1 - above).quantile(tail, tail: .upper)
    return ValueRange(low, high)
  }

  private static func wald(_ p: Double, _ n: Double, _ z: Double) -> (Double, Double) {
    let half = z * (p * (1 - p) / n).squareRoot()
    return (p - half, p + half)
  }

  private static func score(_ k: Double, _ n: Double, _ z: Double) -> (Double, Double) {
    let centre = (k + z * z / 2) / (n + z * z)
    let half = z / (n + z * z) * (k * (n - k) / n + z * z / 4).squareRoot()
    return (k == 0 ? 0 : centre - half, k == n ? 1 : centre + half)
  }

  /// Newcombe's method 4.
  private static func correctedScore(
    _ k: Double, _ n: Double, _ z: Double
  ) -> (Double, Double) {
    let p = k / n
    let (centre, width) = (2 * k + z * z, 2 * (n + z * z))
    let low = (z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)).squareRoot()
    let high = (z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1)).squareRoot()
    return (
      k == 0 ? 0 : (centre - 1 - z * low) / width, k == n ? 1 : (centre + 1 + z * high) / width
    )
  }
}
