import Glibc

/// The mean mu of a count and its derivatives in eta, for the links eta = mu^(1/k) and log mu.
///
/// With the square root, eta may be negative: mu = eta^2 all the same, as in R.
struct CountMean {
  var value: Double
  var first: Double
  var second: Double
  var third: Double
  /// The derivatives of log mu.
  var logFirst: Double
  var logSecond: Double
  var logThird: Double

  /// Nil where no mean has this predictor.
  @inline(__always)
  init?(_ link: LinkFunction, _ eta: Double) {
    let inverse = 1 / eta
    let power: Double
    switch link {
    case .squareRoot:
      (value, first, second, third) = (eta * eta, 2 * eta, 2, 0)
      power = 2
    case .inverse:
      guard eta > 0 else { return nil }
      let square = inverse * inverse
      (value, first) = (inverse, -square)
      (second, third) = (2 * square * inverse, -6 * square * square)
      power = -1
    case .identity:
      guard eta >= 0 else { return nil }
      (value, first, second, third) = (eta, 1, 0, 0)
      power = 1
    default:
      let mean = exp(eta)
      (value, first, second, third) = (mean, mean, mean, mean)
      (logFirst, logSecond, logThird) = (1, 0, 0)
      return
    }
    logFirst = power * inverse
    logSecond = -logFirst * inverse
    logThird = -2 * logSecond * inverse
  }

  /// log mu.
  @inline(__always)
  func logarithm(_ link: LinkFunction, _ eta: Double) -> Double {
    link == .log ? eta : log(value)
  }
}
