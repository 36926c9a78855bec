import CBoostMath

/// The binomial distribution with mass (n over k) p^k (1 - p)^(n - k).
public struct BinomialDistribution: DiscreteDistribution, Hashable {
  /// n, the number of trials.
  public let size: Double
  /// p, the probability of success in each.
  public let probability: Double
  public var mean: Double { size * probability }
  public var variance: Double { size * probability * (1 - probability) }
  public var largestValue: Double { probability == 0 ? 0 : size }

  /// - Parameters:
  ///   - size: a whole number, not negative.
  ///   - probability: between 0 and 1.
  public init(size: Double, probability: Double) {
    precondition(size >= 0 && size.isFinite && size == size.rounded(), "size is a whole number")
    requireProbability(probability)
    self.size = size
    self.probability = probability
  }

  public func density(_ x: Double) -> Double { mass(x, log: false) }

  public func logDensity(_ x: Double) -> Double { mass(x, log: true) }

  public func cumulative(_ x: Double, tail: Tail) -> Double { tailValue(x, tail, log: false) }

  public func logCumulative(_ x: Double, tail: Tail) -> Double { tailValue(x, tail, log: true) }

  private func mass(_ x: Double, log: Bool) -> Double {
    guard isSupported(x) else { return log ? -.infinity : 0 }
    if probability == 1 || size == 0 {
      return (x == size) ? (log ? 0 : 1) : (log ? -.infinity : 0)
    }
    return cbm_binomial_mass(size, probability, x, log)
  }

  /// P(X <= k) = 1 - I_p(k + 1, n - k).
  private func tailValue(_ x: Double, _ tail: Tail, log: Bool) -> Double {
    if let certain = certainTail(x, tail, log: log) { return certain }
    return cbm_binomial_cumulative(size, probability, x.rounded(.down), tail == .upper, log)
  }
}
