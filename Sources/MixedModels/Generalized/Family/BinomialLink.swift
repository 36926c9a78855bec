import Glibc

/// log p or log(1 - p) and its derivatives in eta.
struct LogProbability {
  var value: Double
  var first: Double
  var second: Double
  var third: Double
}

/// A link of the binomial family: eta to log p and log(1 - p), each with the digits in its tail.
protocol BinomialLink {
  /// Whether eta is a predictor of a probability, 0 where no event is observed and 1 where
  /// nothing else is.
  static func isPossible(_ eta: Double, certainlyNot: Bool, certainly: Bool) -> Bool
  static func jets(_ eta: Double, third: Bool) -> (event: LogProbability, other: LogProbability)
}

/// log p = eta.
enum LogLink: BinomialLink {
  @inline(__always)
  static func isPossible(_ eta: Double, certainlyNot: Bool, certainly: Bool) -> Bool {
    eta < 0 || (eta == 0 && certainly)
  }

  @inline(__always)
  static func jets(_ eta: Double, third: Bool) -> (event: LogProbability, other: LogProbability) {
    let odds = 1 / expm1(-eta)
    let value = eta > -0.6931471805599453 ? log(-expm1(eta)) : log1p(-exp(eta))
    let slope = -odds * (1 + odds)
    return (
      LogProbability(value: eta, first: 1, second: 0, third: 0),
      LogProbability(value: value, first: -odds, second: slope, third: slope * (1 + 2 * odds))
    )
  }
}

/// p = eta.
enum IdentityLink: BinomialLink {
  @inline(__always)
  static func isPossible(_ eta: Double, certainlyNot: Bool, certainly: Bool) -> Bool {
    (eta > 0 && eta < 1) || (eta == 0 && certainlyNot) || (eta == 1 && certainly)
  }

  @inline(__always)
  static func jets(_ eta: Double, third: Bool) -> (event: LogProbability, other: LogProbability) {
    let a = 1 / eta
    let b = 1 / (1 - eta)
    return (
      LogProbability(value: log(eta), first: a, second: -a * a, third: 2 * a * a * a),
      LogProbability(value: log1p(-eta), first: -b, second: -b * b, third: -2 * b * b * b)
    )
  }
}

/// 1 - p = exp(-exp(eta)).
enum ComplementaryLogLogLink: BinomialLink {
  @inline(__always)
  static func isPossible(_ eta: Double, certainlyNot: Bool, certainly: Bool) -> Bool { true }

  /// With E = exp(eta): log p = log(1 - exp(-E)), whose first derivative is g = E / (exp(E) - 1),
  /// the second g k with k = 1 - E - g, the third g (k^2 - E - g k).
  @inline(__always)
  static func jets(_ eta: Double, third: Bool) -> (event: LogProbability, other: LogProbability) {
    let rate = exp(eta)
    let other = LogProbability(value: -rate, first: -rate, second: -rate, third: -rate)
    if rate > 745 {
      return (LogProbability(value: 0, first: 0, second: 0, third: 0), other)
    }
    let value: Double
    let (g, k): (Double, Double)
    if rate < 0.5 {
      // log((1 - exp(-E)) / E) = -E / 2 + E^2 / 24 - ..., and g by its Bernoulli numbers.
      value = rate < 1e-9 ? eta - rate / 2 : log(-expm1(-rate))
      let square = rate * rate
      let series =
        square
        * (1.0 / 12 + square
          * (-1.0 / 720 + square
            * (1.0 / 30240 + square
              * (-1.0 / 1_209_600 + square
                * (1.0 / 47_900_160 - square * (691.0 / 1_307_674_368_000))))))
      g = 1 - rate / 2 + series
      k = -rate / 2 - series
    } else {
      value = log1p(-exp(-rate))
      g = rate / expm1(rate)
      k = 1 - rate - g
    }
    let second = g * k
    return (
      LogProbability(
        value: value, first: g, second: second, third: second * k - g * (rate + second)),
      other
    )
  }
}
