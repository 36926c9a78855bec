import Glibc

/// Tukey's studentised range: the range of k independent normal means over an independent
/// estimate of their standard deviation with v degrees of freedom.
///
/// P(Q <= q) = E[W(q s)], W the distribution of the range of k standard normal variables and
/// s = chi_v / sqrt(v). Both integrals are by the trapezoidal rule, with positive terms in both
/// tails, so that far tails keep their relative accuracy.
///
/// *Reference:* Copenhaver and Holland (1988), Journal of Statistical Computation and
/// Simulation 30, 1-15, for the definition; the method is not theirs.
public struct StudentizedRangeDistribution: ContinuousDistribution {
  /// k, the number of means.
  public let groups: Int
  public let degreesOfFreedom: Double
  private let range: NormalRange
  /// Nil for infinite degrees of freedom: the standard deviation is known.
  private let expectation: ScaledChiExpectation?

  /// - Parameters:
  ///   - groups: at least 2.
  ///   - degreesOfFreedom: positive, or infinity.
  public init(groups: Int, degreesOfFreedom: Double) {
    precondition(groups >= 2, "a range needs two groups")
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.groups = groups
    self.degreesOfFreedom = degreesOfFreedom
    range = NormalRange(count: groups)
    expectation =
      degreesOfFreedom == .infinity
      ? nil : ScaledChiExpectation(degreesOfFreedom: degreesOfFreedom)
  }

  public func logDensity(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return -.infinity }
    if x == 0 && groups > 2 { return -.infinity }
    guard let expectation else { return range.logDensity(x) }
    return expectation.logarithm { s in log(s) + range.logDensity(x * s) }
  }

  public func logCumulative(_ x: Double, tail: Tail) -> Double {
    if x <= 0 { return tail == .lower ? -.infinity : 0 }
    if x == .infinity { return tail == .lower ? 0 : -.infinity }
    return complementedLogTail(tail) { logTail(x, $0) }
  }

  /// Starts where Bonferroni's inequality puts the quantile of the median.
  public func quantile(logProbability: Double, tail: Tail) -> Double {
    let pairs = Double(groups * (groups - 1)) / 2
    let median = StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
      .quantile(0.25 / pairs, tail: .upper)
    return TailSolver(scale: .logarithmic, start: 2.0.squareRoot() * median, step: 0.5)
      .quantile(of: self, logProbability: logProbability, tail: tail)
  }

  private func logTail(_ x: Double, _ tail: Tail) -> Double {
    func logRange(_ s: Double) -> Double {
      tail == .lower ? range.logLower(x * s) : range.logUpper(x * s)
    }
    return expectation.map { $0.logarithm(logRange) } ?? logRange(1)
  }
}
