import Glibc

/// The noncentral t distribution: (Z + d) / s, Z standard normal, d the noncentrality, s an
/// independent chi_v / sqrt(v).
///
/// P(T <= t) = E[Phi(t s - d)] over s, by quadrature of positive terms: both tails keep their
/// relative accuracy for either sign of t and d, where the usual alternating series lose it.
public struct NoncentralTDistribution: ContinuousDistribution {
  public let degreesOfFreedom: Double
  public let noncentrality: Double
  private let expectation: ScaledChiExpectation

  /// - Parameters:
  ///   - degreesOfFreedom: positive and finite, not necessarily whole.
  ///   - noncentrality: the mean of the numerator, of either sign.
  public init(degreesOfFreedom: Double, noncentrality: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite && noncentrality.isFinite)
    self.degreesOfFreedom = degreesOfFreedom
    self.noncentrality = noncentrality
    expectation = ScaledChiExpectation(degreesOfFreedom: degreesOfFreedom)
  }

  /// log E[s phi(t s - d)].
  public func logDensity(_ x: Double) -> Double {
    if x.isInfinite { return -.infinity }
    return expectation.logarithm { s in
      log(s) + NormalDistribution.standard.logDensity(x * s - noncentrality)
    }
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    if x.isInfinite { return (x > 0) == (tail == .lower) ? 0 : -.infinity }
    return complementedLogTail(tail) { logTail(x, $0) }
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    TailSolver(scale: .linear, start: noncentrality, step: 1)
      .quantile(of: self, logProbability: logProbability, tail: tail)
  }

  private func logTail(_ x: Double, _ tail: Tail) -> Double {
    let sign: Double = tail == .lower ? 1 : -1
    return expectation.logarithm { s in
      NormalDistribution.logLowerTail(sign * (x * s - noncentrality))
    }
  }
}
