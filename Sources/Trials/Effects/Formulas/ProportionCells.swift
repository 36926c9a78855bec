import Glibc

/// Events x of n people in one group, with something added to those with and those without.
struct ProportionCells {
  let x: Double
  let n: Double

  init(_ group: GroupEvents, adding amount: Double = 0) {
    x = Double(group.events) + amount
    n = Double(group.total) + 2 * amount
  }

  /// p = x / n, with variance p (1 - p) / n.
  var proportion: RawEffect {
    RawEffect(estimate: x / n, variance: x * (n - x) / (n * n * n))
  }

  /// log p, with variance 1 / x - 1 / n.
  var logarithm: RawEffect { RawEffect(estimate: log(x / n), variance: 1 / x - 1 / n) }

  /// log(x / (n - x)), with variance 1 / x + 1 / (n - x).
  var logit: RawEffect {
    RawEffect(estimate: log(x / (n - x)), variance: 1 / x + 1 / (n - x))
  }

  /// asin sqrt p, with variance 1 / (4 n).
  var arcsine: RawEffect {
    RawEffect(estimate: asin((x / n).squareRoot()), variance: 0.25 / n)
  }

  /// (asin sqrt(x / (n + 1)) + asin sqrt((x + 1) / (n + 1))) / 2, with variance 1 / (4 n + 2)
  /// (Freeman and Tukey 1950).
  var doubleArcsine: RawEffect {
    let sum = asin((x / (n + 1)).squareRoot()) + asin(((x + 1) / (n + 1)).squareRoot())
    return RawEffect(estimate: sum / 2, variance: 1 / (4 * n + 2))
  }
}
