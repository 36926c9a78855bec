import Glibc

/// A distribution on the real line with a density.
///
/// Values of `x` outside the support have density zero and cumulative probability zero or one.
/// Probabilities are relative to full accuracy in **both** tails: ask for the tail you need
/// rather than subtracting from one. A value below the range of `Double` is zero; the
/// logarithmic forms continue below it.
///
/// A probability outside [0, 1] or NaN, or parameters outside their range, are errors of the
/// programmer and stop the program. An `x` that is NaN gives NaN.
public protocol ContinuousDistribution: Sendable {
  /// The density at `x`.
  func density(_ x: Double) -> Double

  /// The natural logarithm of the density at `x`; minus infinity outside the support.
  func logDensity(_ x: Double) -> Double

  /// P(X <= x), or P(X > x) for the upper tail.
  func cumulative(_ x: Double, tail: Tail) -> Double

  /// The natural logarithm of `cumulative`, without underflow.
  func logCumulative(_ x: Double, tail: Tail) -> Double

  /// The x at which `cumulative(x, tail: tail)` is `probability`.
  func quantile(_ probability: Double, tail: Tail) -> Double

  /// The x at which `logCumulative(x, tail: tail)` is `logProbability`.
  func quantile(logProbability: Double, tail: Tail) -> Double
}

extension ContinuousDistribution {
  public func density(_ x: Double) -> Double { exp(logDensity(x)) }

  public func cumulative(_ x: Double, tail: Tail) -> Double { exp(logCumulative(x, tail: tail)) }

  public func quantile(_ probability: Double, tail: Tail) -> Double {
    requireProbability(probability)
    return quantile(logProbability: log(probability), tail: tail)
  }

  /// P(X <= x).
  public func cumulative(_ x: Double) -> Double { cumulative(x, tail: .lower) }

  /// The natural logarithm of P(X <= x).
  public func logCumulative(_ x: Double) -> Double { logCumulative(x, tail: .lower) }

  /// The x at which P(X <= x) is `probability`.
  public func quantile(_ probability: Double) -> Double { quantile(probability, tail: .lower) }

  /// The x at which P(X <= x) is exp(`logProbability`).
  public func quantile(logProbability: Double) -> Double {
    quantile(logProbability: logProbability, tail: .lower)
  }
}

/// The logarithm of a tail, from the opposite tail where it is next to one and that has the
/// digits.
func complementedLogTail(_ tail: Tail, _ logTail: (Tail) -> Double) -> Double {
  let value = logTail(tail)
  return value < -0.1 ? value : SpecialFunctions.logOneMinusExp(min(logTail(tail.opposite), 0))
}
