import Numerics

/// Tests of a change among people who were asked twice, from the two numbers of those who differ.
public enum PairedCountTest: String, Sendable, Codable, CaseIterable {
  /// McNemar's (1947): (b - c)^2 / (b + c).
  case mcNemar = "McNemar's test"
  /// With Edwards' correction (1948): (|b - c| - 1)^2 / (b + c).
  case corrected = "McNemar's test with correction"
  /// Binomial with 1/2 of b + c.
  case exact = "exact McNemar test"
  /// The same less half the probability of the observed number (Fagerland et al. 2013).
  case midP = "mid-P McNemar test"

  /// - Parameters:
  ///   - first: with the event under the treatment alone, not below 0.
  ///   - second: with the event under the comparator alone, not below 0.
  /// - Returns: 1 if nobody differs.
  public func pValue(_ first: Int, _ second: Int) -> Double {
    let (total, gap) = (Double(first + second), Double(abs(first - second)))
    guard total > 0 else { return 1 }
    let chiSquared = ChiSquaredDistribution(degreesOfFreedom: 1)
    let binomial = BinomialDistribution(size: total, probability: 0.5)
    let smaller = Double(min(first, second))
    switch self {
    case .mcNemar: return chiSquared.cumulative(gap * gap / total, tail: .upper)
    case .corrected:
      let distance = max(0, gap - 1)
      return chiSquared.cumulative(distance * distance / total, tail: .upper)
    case .exact: return min(1, 2 * binomial.cumulative(smaller))
    case .midP: return min(1, 2 * binomial.cumulative(smaller) - binomial.density(smaller))
    }
  }

  /// The numbers of people who differ that the two totals allow: with x people having the event
  /// both times, b = events1 - x and c = events2 - x.
  ///
  /// - `treatment`: people with the event under the treatment, 0 to `total`.
  /// - `comparator`: people with the event under the comparator, 0 to `total`.
  public static func discordantPairs(
    treatment: Int, comparator: Int, total: Int
  ) -> [(treatmentOnly: Int, comparatorOnly: Int)] {
    guard 0...total ~= treatment, 0...total ~= comparator else { return [] }
    let both = max(0, treatment + comparator - total)...min(treatment, comparator)
    return both.reversed().map { (treatment - $0, comparator - $0) }
  }
}
