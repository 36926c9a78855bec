import Glibc

/// Shares of ordered levels.
public struct LevelDistribution: Sendable, Equatable {
  /// The numbers of the levels, lowest first.
  public let codes: [Double]
  /// The share of each level; they add up to 1.
  public let shares: [Double]

  public init(codes: [Double], shares: [Double]) {
    precondition(codes.count == shares.count && !codes.isEmpty)
    self.codes = codes
    self.shares = shares
  }

  /// Four levels, 0 to 3, in the shares of a binomial distribution of size 3 with the given mean,
  /// which is kept between 0.03 and 2.97.
  public static func binomial(mean: Double) -> LevelDistribution {
    let p = min(0.99, max(0.01, mean / 3))
    let q = 1 - p
    return LevelDistribution(
      codes: [0, 1, 2, 3], shares: [q * q * q, 3 * p * q * q, 3 * p * p * q, p * p * p])
  }

  /// The logit of the share of nights at a level or lower, for all levels but the highest.
  var cumulativeLogits: [Double] {
    var below = 0.0
    return shares.dropLast().map { share in
      below = min(1, below + share)
      return log(below / (1 - below))
    }
  }
}
