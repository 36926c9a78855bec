import Glibc

/// p = Phi(eta), the standard normal probability.
enum ProbitLink: BinomialLink {
  @inline(__always)
  static func isPossible(_ eta: Double, certainlyNot: Bool, certainly: Bool) -> Bool { true }

  @inline(__always)
  static func jets(_ eta: Double, third: Bool) -> (event: LogProbability, other: LogProbability) {
    let size = abs(eta)
    let density = exp(-size * size / 2) * 0.3989422804014327
    let small = size > tailStart ? tail(size) : smallTail(size, density)
    let large = largeTail(size, density)
    // log(1 - p) at eta is log p at -eta: odd derivatives change sign.
    let (event, other) = eta < 0 ? (small, large) : (large, small)
    return (event, other.reflected)
  }

  private static let tailStart = 3.0

  /// log Phi(-x), in the tail x > 3, and its derivatives there.
  ///
  /// The inverse of Mills' ratio by Laplace's continued fraction, lambda = x + d, d = 1 / (x + e),
  /// e = 2 / (x + f), f = 3 / (x + 4 / (x + ...)), gives the derivatives without cancellation:
  /// lambda, -lambda d, lambda d (2 d - e), 2 d - e = 2 (f - e) / ((x + e) (x + f)).
  /// Abramowitz and Stegun (1964), 26.2.14.
  @inline(never)
  private static func tail(_ x: Double) -> LogProbability {
    // As many levels as 16 digits of f take.
    var level = 9 + ((430 / x + 45) / x).rounded()
    var f = 0.0
    while level >= 3 {
      f = level / (x + f)
      level -= 1
    }
    let e = 2 / (x + f)
    let d = 1 / (x + e)
    let lambda = x + d
    let bend = 2 * (f - e) / ((x + e) * (x + f))
    return LogProbability(
      value: -x * x / 2 - halfLogTwoPi - log(lambda), first: lambda, second: -lambda * d,
      third: lambda * d * bend)
  }

  private static let halfLogTwoPi = 0.9189385332046727

  /// log Phi(-x) and its derivatives, 0 <= x <= 3.
  @inline(__always)
  private static func smallTail(_ x: Double, _ density: Double) -> LogProbability {
    let probability = erfc(x * 0.7071067811865476) / 2
    return derivatives(log(probability), -x, density / probability)
  }

  /// log Phi(x) and its derivatives, x >= 0.
  @inline(__always)
  private static func largeTail(_ x: Double, _ density: Double) -> LogProbability {
    let missing = erfc(x * 0.7071067811865476) / 2
    return derivatives(log1p(-missing), x, density / (1 - missing))
  }

  @inline(__always)
  private static func derivatives(_ value: Double, _ z: Double, _ lambda: Double)
    -> LogProbability
  {
    let second = -lambda * (z + lambda)
    return LogProbability(
      value: value, first: lambda, second: second,
      third: -second * (z + lambda) - lambda * (1 + second))
  }
}

extension LogProbability {
  /// The derivatives in -eta.
  @inline(__always)
  fileprivate var reflected: LogProbability {
    LogProbability(value: value, first: -first, second: second, third: -third)
  }
}
