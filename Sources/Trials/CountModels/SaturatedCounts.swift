import Glibc
import Numerics

/// The studies each with an effect of its own: the model against which one effect is tested.
struct SaturatedCounts {
  /// A study's own estimate; without variance where it is infinite.
  struct Study {
    let estimate: Double
    let variance: Double?
  }

  let studies: [Study]
  let logLikelihood: Double

  /// The weighted sum of squares around the weighted mean: the Wald statistic of equal effects.
  var waldStatistic: Double {
    let usable = studies.compactMap { study in
      study.variance.map { (estimate: study.estimate, weight: 1 / $0) }
    }
    let total = usable.reduce(0) { $0 + $1.weight }
    let mean = usable.reduce(0) { $0 + $1.weight * $1.estimate } / total
    return usable.reduce(0) { sum, study in
      sum + study.weight * (study.estimate - mean) * (study.estimate - mean)
    }
  }
}

extension SaturatedCounts.Study {
  /// The log ratio of counts with the variance sum of 1 / count.
  init(_ estimate: Double, counts: [Int]) {
    let isFinite = counts.allSatisfy { $0 > 0 }
    self.init(
      estimate: isFinite ? estimate : 0,
      variance: isFinite ? counts.reduce(0) { $0 + 1 / Double($1) } : nil)
  }
}

/// The largest log-likelihood of a count.
enum SaturatedLikelihood {
  static func binomial(events: Int, total: Int) -> Double {
    let (x, n) = (Double(events), Double(total))
    return SpecialFunctions.logChoose(n, x) + term(x, x / n) + term(n - x, (n - x) / n)
  }

  static func poisson(events: Int) -> Double {
    let x = Double(events)
    return term(x, x) - x - lgamma(x + 1)
  }

  private static func term(_ count: Double, _ value: Double) -> Double {
    count > 0 ? count * log(value) : 0
  }
}
