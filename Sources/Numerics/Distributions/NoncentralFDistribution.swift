import Glibc

/// The noncentral F distribution: a noncentral chi-squared variable (noncentrality l) over an
/// independent central one, each divided by its degrees of freedom.
///
/// P(F <= f) = sum over j of Poisson(j; l / 2) I_x(v1 / 2 + j, v2 / 2), x = v1 f / (v1 f + v2).
public struct NoncentralFDistribution: ContinuousDistribution {
  public let numeratorDegreesOfFreedom: Double
  public let denominatorDegreesOfFreedom: Double
  public let noncentrality: Double
  private let mixture: PoissonMixture

  /// - Parameters:
  ///   - numeratorDegreesOfFreedom: positive and finite.
  ///   - denominatorDegreesOfFreedom: positive, or infinity.
  ///   - noncentrality: not negative.
  public init(
    numeratorDegreesOfFreedom: Double, denominatorDegreesOfFreedom: Double, noncentrality: Double
  ) {
    precondition(numeratorDegreesOfFreedom > 0 && numeratorDegreesOfFreedom.isFinite)
    precondition(denominatorDegreesOfFreedom > 0)
    precondition(noncentrality >= 0 && noncentrality.isFinite)
    self.numeratorDegreesOfFreedom = numeratorDegreesOfFreedom
    self.denominatorDegreesOfFreedom = denominatorDegreesOfFreedom
    self.noncentrality = noncentrality
    mixture = PoissonMixture(mean: noncentrality / 2)
  }

  public func logDensity(_ x: Double) -> Double {
    mixture.logarithm { j in
      let (distribution, ratio) = component(j)
      return distribution.logDensity(x * ratio) + log(ratio)
    }
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    complementedLogTail(tail) { logTail(x, $0) }
  }

  public func quantile(logProbability: Double, tail: Tail) -> Double {
    let centre = 1 + noncentrality / numeratorDegreesOfFreedom
    return TailSolver(scale: .logarithmic, start: centre, step: 0.5)
      .quantile(of: self, logProbability: logProbability, tail: tail)
  }

  private func logTail(_ x: Double, _ tail: Tail) -> Double {
    mixture.logarithm { j in
      let (distribution, ratio) = component(j)
      return distribution.logCumulative(x * ratio, tail: tail)
    }
  }

  /// The F distribution with 2 j more degrees of freedom, and the factor of its argument.
  private func component(_ j: Double) -> (FDistribution, Double) {
    let degreesOfFreedom = numeratorDegreesOfFreedom + 2 * j
    let distribution = FDistribution(
      numeratorDegreesOfFreedom: degreesOfFreedom,
      denominatorDegreesOfFreedom: denominatorDegreesOfFreedom)
    return (distribution, numeratorDegreesOfFreedom / degreesOfFreedom)
  }
}
