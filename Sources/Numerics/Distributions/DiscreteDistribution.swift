/// A distribution on the whole numbers from zero.
///
/// `density` is the probability mass: zero where `x` is not a whole number of the support.
/// The cumulative probability is a step function: `x` is rounded down, and must not be NaN.
/// Accuracy, and errors of the programmer, are as for ``ContinuousDistribution``.
public protocol DiscreteDistribution: Sendable {
  /// The largest value, infinity where there is none.
  var largestValue: Double { get }
  var mean: Double { get }
  var variance: Double { get }

  /// P(X = x).
  func density(_ x: Double) -> Double

  /// The natural logarithm of P(X = x).
  func logDensity(_ x: Double) -> Double

  /// P(X <= x), or P(X > x) for the upper tail.
  func cumulative(_ x: Double, tail: Tail) -> Double

  /// The natural logarithm of `cumulative`, without underflow.
  func logCumulative(_ x: Double, tail: Tail) -> Double
}

extension DiscreteDistribution {
  /// P(X <= x).
  public func cumulative(_ x: Double) -> Double { cumulative(x, tail: .lower) }

  /// The natural logarithm of P(X <= x).
  public func logCumulative(_ x: Double) -> Double { logCumulative(x, tail: .lower) }

  /// The smallest whole k with P(X <= k) >= `probability`; for the upper tail, the smallest with
  /// P(X > k) <= `probability`.
  ///
  /// The normal approximation gives the start, doubling steps a bracket, bisection the answer.
  public func quantile(_ probability: Double, tail: Tail = .lower) -> Double {
    requireProbability(probability)
    if probability == (tail == .lower ? 1 : 0) { return largestValue }
    func reaches(_ k: Double) -> Bool {
      let value = cumulative(k, tail: tail)
      return tail == .lower ? value >= probability : value <= probability
    }
    let normal = NormalDistribution.standard.quantile(probability, tail: tail)
    let guess = (mean + variance.squareRoot() * normal).rounded(.down)
    var low = min(max(guess.isFinite ? guess : 0, 0), largestValue)
    var high = low
    var step = 1.0
    if reaches(low) {
      while high > 0, reaches(max(high - step, 0)) {
        high = max(high - step, 0)
        step *= 2
      }
      low = high == 0 ? -1 : max(high - step, 0)
    } else {
      while !reaches(min(low + step, largestValue)) {
        low += step
        step *= 2
      }
      high = min(low + step, largestValue)
    }
    while high - low > 1 {
      let middle = (low + (high - low) / 2).rounded(.down)
      if reaches(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

extension DiscreteDistribution {
  /// Whether `x` is a value the distribution can take.
  func isSupported(_ x: Double) -> Bool {
    x >= 0 && x <= largestValue && x.isFinite && x == x.rounded(.down)
  }

  /// The tail where it is certain or impossible: below zero and from the largest value on.
  func certainTail(_ x: Double, _ tail: Tail, log: Bool) -> Double? {
    precondition(!x.isNaN, "a cumulative probability at NaN")
    guard x < 0 || x >= largestValue else { return nil }
    let isCertain = (x < 0) == (tail == .upper)
    return isCertain ? (log ? 0 : 1) : (log ? -.infinity : 0)
  }
}
