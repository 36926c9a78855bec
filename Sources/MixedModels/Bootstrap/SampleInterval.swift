import Glibc

/// An interval that holds a given share of simulated values.
public struct SampleInterval: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The same share of values on either side.
    case equalTailed = "equal-tailed"
    /// The shortest interval that holds the share (highest density, for one peak).
    case shortest
  }

  public let lower: Double
  public let upper: Double

  /// The interval of a sample; nil where it is empty.
  ///
  /// Equal tails are at the quantiles (1 - level) / 2 and (1 + level) / 2, interpolated as R's
  /// type 7. The shortest interval is that of ceiling(level * count) neighbouring values.
  /// - Precondition: `level` lies between 0 and 1; the values are numbers.
  public init?(_ values: [Double], level: Double, kind: Kind) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    switch kind {
    case .equalTailed:
      lower = Self.quantile(sorted, 0.5 * (1 - level))
      upper = Self.quantile(sorted, 0.5 * (1 + level))
    case .shortest:
      let length = min(sorted.count, Int(ceil(level * Double(sorted.count))))
      let starts = 0...(sorted.count - length)
      let width = { (start: Int) in sorted[start + length - 1] - sorted[start] }
      let best = starts.reduce(0) { width($1) < width($0) ? $1 : $0 }
      (lower, upper) = (sorted[best], sorted[best + length - 1])
    }
  }

  /// The basic bootstrap interval of an estimate, from the percentile interval of its replicates:
  /// 2 estimate - upper to 2 estimate - lower, which takes the bias that the replicates show off
  /// the estimate.
  ///
  /// Source: Davison and Hinkley (1997), "Bootstrap methods and their application", equation 5.6.
  public func reflected(about estimate: Double) -> SampleInterval {
    SampleInterval(lower: 2 * estimate - upper, upper: 2 * estimate - lower)
  }

  private init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The quantile of ascending values: linear between the order statistics, of which the first is
  /// the quantile 0 and the last the quantile 1 (Hyndman and Fan 1996, type 7).
  static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let position = probability * Double(sorted.count - 1)
    let below = Int(position)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let share = position - Double(below)
    return sorted[below] + share * (sorted[below + 1] - sorted[below])
  }
}
