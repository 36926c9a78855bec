/// The chi-squared distribution: gamma with shape v / 2 and rate 1/2, v degrees of freedom.
public struct ChiSquaredDistribution: ContinuousDistribution, Hashable {
  public let degreesOfFreedom: Double
  private let gamma: GammaDistribution

  /// - Parameter degreesOfFreedom: positive and finite, not necessarily whole.
  public init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    gamma = GammaDistribution(shape: degreesOfFreedom / 2, rate: 0.5)
  }

  public func density(_ x: Double) -> Double { gamma.density(x) }

  public func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }

  public func cumulative(_ x: Double, tail: Tail) -> Double { gamma.cumulative(x, tail: tail) }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    gamma.logCumulative(x, tail: tail)
  }

  public func quantile(_ probability: Double, tail: Tail) -> Double {
    gamma.quantile(probability, tail: tail)
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    gamma.quantile(logProbability: logProbability, tail: tail)
  }
}
