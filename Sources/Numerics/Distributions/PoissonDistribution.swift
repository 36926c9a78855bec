import CBoostMath

/// The Poisson distribution with mass mean^k exp(-mean) / k!.
public struct PoissonDistribution: DiscreteDistribution, Hashable {
  public let mean: Double
  public var variance: Double { mean }
  public var largestValue: Double { mean == 0 ? 0 : .infinity }

  /// - Parameter mean: not negative.
  public init(mean: Double) {
    precondition(mean >= 0 && mean.isFinite, "the mean of a Poisson distribution is not negative")
    self.mean = mean
  }

  public func density(_ x: Double) -> Double { mass(x, log: false) }

  public func logDensity(_ x: Double) -> Double { mass(x, log: true) }

  public func cumulative(_ x: Double, tail: Tail) -> Double { tailValue(x, tail, log: false) }

  public func logCumulative(_ x: Double, tail: Tail) -> Double { tailValue(x, tail, log: true) }

  private func mass(_ x: Double, log: Bool) -> Double {
    guard isSupported(x) else { return log ? -.infinity : 0 }
    return cbm_poisson_mass(mean, x, log)
  }

  /// P(X <= k) = Q(k + 1, mean), the upper tail of a gamma distribution.
  private func tailValue(_ x: Double, _ tail: Tail, log: Bool) -> Double {
    if let certain = certainTail(x, tail, log: log) { return certain }
    return cbm_gamma_cumulative(x.rounded(.down) + 1, 1, mean, tail == .lower, log)
  }
}
