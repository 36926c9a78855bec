import Glibc

/// The noncentral chi-squared distribution: the sum of the squares of v normal variables of
/// unit variance, the noncentrality l being the sum of the squares of their means.
///
/// P(X <= x) = sum over j of Poisson(j; l / 2) P(chi-squared with v + 2 j <= x).
public struct NoncentralChiSquaredDistribution: ContinuousDistribution {
  public let degreesOfFreedom: Double
  public let noncentrality: Double
  private let mixture: PoissonMixture

  /// - Parameters:
  ///   - degreesOfFreedom: positive and finite, not necessarily whole.
  ///   - noncentrality: not negative.
  public init(degreesOfFreedom: Double, noncentrality: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite)
    precondition(noncentrality >= 0 && noncentrality.isFinite)
    self.degreesOfFreedom = degreesOfFreedom
    self.noncentrality = noncentrality
    mixture = PoissonMixture(mean: noncentrality / 2)
  }

  public func logDensity(_ x: Double) -> Double {
    mixture.logarithm { component($0).logDensity(x) }
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    complementedLogTail(tail) { side in
      mixture.logarithm { component($0).logCumulative(x, tail: side) }
    }
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    TailSolver(scale: .logarithmic, start: degreesOfFreedom + noncentrality, step: 0.5)
      .quantile(of: self, logProbability: logProbability, tail: tail)
  }

  private func component(_ j: Double) -> ChiSquaredDistribution {
    ChiSquaredDistribution(degreesOfFreedom: degreesOfFreedom + 2 * j)
  }
}
