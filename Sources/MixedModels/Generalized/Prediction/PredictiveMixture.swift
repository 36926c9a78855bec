import Glibc
import Numerics

/// The distribution of a new response whose linear predictor is normal: F(y) = E F(y | eta).
///
/// The trapezoidal rule in the standardised predictor, whose error falls exponentially once the
/// nodes are as close as the response's own spread; a step of at most half a standard deviation.
struct PredictiveMixture {
  private let law: ResponseLaw
  private let trials: Double
  private let parts: [ResponseDistribution]
  private let weights: [Double]

  private static let reach = 8.0

  init(_ law: ResponseLaw, predictor: Double, variance: Double, trials: Double, zeta: Double?) {
    self.law = law
    self.trials = trials
    let deviation = max(0, variance).squareRoot()
    guard deviation > 0 else {
      parts = [law.distribution(law.mean(predictor), trials: trials, zeta: zeta)]
      weights = [1]
      return
    }
    // The narrowest distribution that matters, in units of the predictor's deviation.
    let width =
      [-2.0, 0, 2].map { shift in
        let eta = predictor + shift * deviation
        let mean = law.mean(eta)
        let spread = (law.unitVariance(mean) / trials).squareRoot()
        return spread / (abs(law.meanSlope(eta)) * deviation)
      }.filter { $0 > 0 }.min() ?? 1
    let steps = Int((Self.reach / min(max(width, 1.0 / 64), 0.5)).rounded(.up))
    let step = Self.reach / Double(steps)
    let nodes = (-steps...steps).map { Double($0) * step }
    let densities = nodes.map { exp(-0.5 * $0 * $0) }
    let total = densities.reduce(0, +)
    parts = nodes.map {
      law.distribution(law.mean(predictor + $0 * deviation), trials: trials, zeta: zeta)
    }
    weights = densities.map { $0 / total }
  }

  /// P(Y <= y).
  func cumulative(_ y: Double) -> Double {
    var sum = 0.0
    for (part, weight) in zip(parts, weights) { sum += weight * part.cumulative(y) }
    return sum
  }

  /// The smallest y with P(Y <= y) of at least `probability`: infinite where there is none below
  /// 1e15.
  func quantile(_ probability: Double) -> Double {
    let largest = law.family == .binomial ? trials : 1e15
    if cumulative(0) >= probability { return 0 }
    var (low, high) = (0.0, 1.0)
    while high < largest, cumulative(high) < probability {
      low = high
      high = min(2 * high, largest)
    }
    if high == largest, law.family != .binomial { return .infinity }
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if cumulative(middle) >= probability { high = middle } else { low = middle }
    }
    return high
  }
}

/// The mean of a response whose linear predictor is normal.
struct AveragedMean {
  let law: ResponseLaw
  /// Of the linear predictor about its centre; 0 leaves the mean as it is.
  let variance: Double

  private static let rule = QuadratureRule.standardNormal(count: 41)

  /// E g^-1(eta + sd Z), by Gauss-Hermite quadrature.
  func value(_ eta: Double) -> Double {
    if variance == 0 { return law.mean(eta) }
    let deviation = variance.squareRoot()
    return Self.rule.sum { law.mean(eta + deviation * $0) }
  }

  /// Its derivative in eta.
  func slope(_ eta: Double) -> Double {
    if variance == 0 { return law.meanSlope(eta) }
    let deviation = variance.squareRoot()
    return Self.rule.sum { law.meanSlope(eta + deviation * $0) }
  }

  /// The means of an interval of predictors: where the mean turns within it, its least is there.
  func interval(_ lower: Double, _ upper: Double) -> (lower: Double, upper: Double) {
    let ends = (value(lower), value(upper))
    let turns = law.link == .squareRoot && lower < 0 && upper > 0
    return (turns ? value(0) : min(ends.0, ends.1), max(ends.0, ends.1))
  }
}
