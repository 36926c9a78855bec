import CBoostMath

/// The negative binomial distribution of counts with variance mean + mean^2 / size (NB2).
///
/// Mass: Gamma(k + s) / (Gamma(s) k!) (s / (s + m))^s (m / (s + m))^k, s the size, m the mean.
public struct NegativeBinomialDistribution: DiscreteDistribution, Hashable {
  /// The size, often called theta; 1 / size is the overdispersion.
  public let size: Double
  public let mean: Double
  public var variance: Double { mean + mean * mean / size }
  public var largestValue: Double { mean == 0 ? 0 : .infinity }

  /// - Parameters:
  ///   - size: positive and finite, not necessarily whole.
  ///   - mean: not negative.
  public init(size: Double, mean: Double) {
    precondition(size > 0 && size.isFinite && mean >= 0 && mean.isFinite)
    self.size = size
    self.mean = mean
  }

  public func density(_ x: Double) -> Double { mass(x, log: false) }

  public func logDensity(_ x: Double) -> Double { mass(x, log: true) }

  public func cumulative(_ x: Double, tail: Tail) -> Double { tailValue(x, tail, log: false) }

  public func logCumulative(_ x: Double, tail: Tail) -> Double { tailValue(x, tail, log: true) }

  private func mass(_ x: Double, log: Bool) -> Double {
    guard isSupported(x) else { return log ? -.infinity : 0 }
    return cbm_negative_binomial_mass(size, mean, x, log)
  }

  /// P(X <= k) = I_p(s, k + 1), p = s / (s + m).
  private func tailValue(_ x: Double, _ tail: Tail, log: Bool) -> Double {
    if let certain = certainTail(x, tail, log: log) { return certain }
    return cbm_negative_binomial_cumulative(
      size, mean, x.rounded(.down), tail == .upper, log)
  }
}
