import CBoostMath
import Glibc

/// Special functions of a real argument.
///
/// Relative accuracy is a few units in the last place, except next to a zero of the function,
/// where it is absolute.
public enum SpecialFunctions {
  /// log |Gamma(x)|; infinite at zero and the negative whole numbers.
  public static func logGamma(_ x: Double) -> Double { cbm_log_gamma(x) }

  /// The derivative of log Gamma(x). x must not be zero or a negative whole number.
  public static func digamma(_ x: Double) -> Double { cbm_digamma(x) }

  /// The second derivative of log Gamma(x). x must not be zero or a negative whole number.
  public static func trigamma(_ x: Double) -> Double { cbm_trigamma(x) }

  /// log B(a, b) = log (Gamma(a) Gamma(b) / Gamma(a + b)), for positive a and b, without
  /// cancellation when one is large.
  public static func logBeta(_ a: Double, _ b: Double) -> Double {
    precondition(a > 0 && b > 0, "the beta function needs positive arguments")
    return cbm_log_beta(a, b)
  }

  /// log (n over k), 0 <= k <= n; neither need be whole.
  public static func logChoose(_ n: Double, _ k: Double) -> Double {
    precondition(k >= 0 && k <= n, "a binomial coefficient needs 0 <= k <= n")
    return cbm_log_choose(n, k)
  }

  /// erf(x) = 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
  public static func errorFunction(_ x: Double) -> Double { erf(x) }

  /// 1 - erf(x), accurate in its tail.
  public static func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }

  /// log(1 + exp(x)) without overflow.
  public static func logOnePlusExp(_ x: Double) -> Double {
    x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
  }

  /// log(1 - exp(x)) for x <= 0 (Maechler 2012).
  public static func logOneMinusExp(_ x: Double) -> Double {
    precondition(x <= 0, "log(1 - exp(x)) needs x <= 0")
    return x > -0.6931471805599453 ? log(-expm1(x)) : log1p(-exp(x))
  }

  /// log(exp(x) + exp(y)) without overflow.
  public static func logAddExp(_ x: Double, _ y: Double) -> Double {
    let larger = max(x, y)
    return larger.isInfinite ? larger : larger + log1p(exp(min(x, y) - larger))
  }

  /// The logistic function 1 / (1 + exp(-x)), accurate in both tails.
  public static func logistic(_ x: Double) -> Double {
    x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
  }
}
