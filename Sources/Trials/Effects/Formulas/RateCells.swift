import Glibc

/// Events over time with something added to the events, x1 in t1 and x2 in t2.
struct RateCells {
  let x1: Double
  let t1: Double
  let x2: Double
  let t2: Double

  init(_ rates: TwoGroupRates, adding amount: Double = 0) {
    x1 = Double(rates.treatment.events) + amount
    t1 = rates.treatment.personTime
    x2 = Double(rates.comparator.events) + amount
    t2 = rates.comparator.personTime
  }

  /// log((x1 / t1) / (x2 / t2)), with variance 1 / x1 + 1 / x2.
  var rateRatio: RawEffect {
    RawEffect(estimate: log((x1 / t1) / (x2 / t2)), variance: 1 / x1 + 1 / x2)
  }

  /// x1 / t1 - x2 / t2, with variance x1 / t1^2 + x2 / t2^2.
  var rateDifference: RawEffect {
    RawEffect(estimate: x1 / t1 - x2 / t2, variance: x1 / (t1 * t1) + x2 / (t2 * t2))
  }

  /// sqrt(x1 / t1) - sqrt(x2 / t2), with variance 1 / (4 t1) + 1 / (4 t2).
  var rootDifference: RawEffect {
    RawEffect(
      estimate: (x1 / t1).squareRoot() - (x2 / t2).squareRoot(),
      variance: 0.25 / t1 + 0.25 / t2)
  }
}
