import Glibc
import Numerics

/// A location-scale t distribution convolved with a normal one, as a mixture of normal
/// distributions about one mean; a single component is the normal distribution itself.
///
/// A t variable with v degrees of freedom is normal with variance scale^2 / w, w gamma with shape
/// and rate v/2 (Andrews & Mallows 1974, J. R. Stat. Soc. B 36:99). Adding an independent
/// N(0, spread^2) only adds to that variance:
///
///     f(b) = integral over w of N(b; mean, spread^2 + scale^2 / w) Gamma(w; v/2, v/2)
///
/// In x = log w the integrand is analytic and falls off at least exponentially on both sides, so
/// that the trapezoid rule converges geometrically (Trefethen & Weideman 2014, SIAM Review 56:385).
/// Its nodes and weights do not depend on b: density, distribution function and tails come from one
/// set of components. All terms are positive, so that the tails keep their relative accuracy:
/// better than 1e-8 up to 10,000 of the larger of scale and spread.
struct NormalScaleMixture: Sendable {
  let mean: Double
  /// Summing to 1.
  let weights: [Double]
  /// The widest first.
  let standardDeviations: [Double]
  /// log(weight / (sqrt(2 pi) sd)) and 1 / (2 sd^2) of every component.
  private let logPeaks: [Double]
  private let curvatures: [Double]

  init(mean: Double, standardDeviation: Double) {
    self.init(mean: mean, weights: [1], standardDeviations: [standardDeviation])
  }

  /// mean + scale t(degreesOfFreedom) + N(0, spread^2).
  init(mean: Double, scale: Double, degreesOfFreedom: Double, spread: Double) {
    let half = degreesOfFreedom / 2
    // As wide as a density this narrow and this analytic allows for 1e-9.
    let step = min(0.4, 0.6 * (1 / (half + 0.5)).squareRoot())
    let (low, high) = NormalScaleMixture.ends(half: half, width: hypot(scale, spread) / scale)
    let count = Int(((high - low) / step).rounded(.up))
    let points = (0...count).map { low + step * Double($0) }
    // The gamma density of log w over its peak: (w e^(1 - w))^(v/2).
    let raw = points.map { exp(half * ($0 - expm1($0))) }
    let total = raw.reduce(0, +)
    let kept = raw.indices.filter { raw[$0] > 0 }
    self.init(
      mean: mean, weights: kept.map { raw[$0] / total },
      standardDeviations: kept.map { hypot(spread, scale * exp(-points[$0] / 2)) })
  }

  private init(mean: Double, weights: [Double], standardDeviations: [Double]) {
    self.mean = mean
    self.weights = weights
    self.standardDeviations = standardDeviations
    logPeaks = zip(weights, standardDeviations).map { log($0) - log($1) - 0.9189385332046727 }
    curvatures = standardDeviations.map { 0.5 / ($0 * $0) }
  }

  var isNormal: Bool { weights.count == 1 }

  /// The distribution of the sum with an independent N(0, spread^2).
  func widened(by spread: Double) -> NormalScaleMixture {
    NormalScaleMixture(
      mean: mean, weights: weights, standardDeviations: standardDeviations.map { hypot($0, spread) }
    )
  }

  func logDensity(_ value: Double) -> Double {
    let square = (value - mean) * (value - mean)
    var largest = -Double.infinity
    for k in logPeaks.indices {
      let term = logPeaks[k] - curvatures[k] * square
      if term > largest { largest = term }
    }
    var sum = 0.0
    for k in logPeaks.indices {
      let difference = logPeaks[k] - curvatures[k] * square - largest
      if difference > -26 { sum += exp(difference) }
    }
    return largest + log(sum)
  }

  func density(_ value: Double) -> Double {
    isNormal
      ? NormalDistribution(mean: mean, standardDeviation: standardDeviations[0]).density(value)
      : exp(logDensity(value))
  }

  func cumulative(_ value: Double, tail: Tail = .lower) -> Double {
    var sum = 0.0
    for (weight, sd) in zip(weights, standardDeviations) {
      sum += weight * NormalDistribution.standard.cumulative((value - mean) / sd, tail: tail)
    }
    return sum
  }

  /// The value below which the probability is `p`: bisection on the smaller tail.
  func quantile(_ p: Double) -> Double {
    let target = min(p, 1 - p)
    func tail(_ distance: Double) -> Double { cumulative(mean + distance, tail: .upper) }
    var low = 0.0
    var high = standardDeviations[standardDeviations.count - 1]
    while tail(high) > target {
      low = high
      high *= 2
    }
    while true {
      let middle = 0.5 * (low + high)
      guard middle > low && middle < high else { break }
      if tail(middle) > target { low = middle } else { high = middle }
    }
    return p < 0.5 ? mean - high : mean + high
  }

  /// Standard deviations of the components that matter once the data say N(value, variance): those
  /// whose posterior weight is above 1e-7 of the largest.
  func deviationsThatMatter(near value: Double, variance: Double) -> [Double] {
    let logWeights = logPosteriorWeights(near: value, variance: variance)
    let least = (logWeights.max() ?? 0) + log(1e-7)
    return zip(logWeights, standardDeviations).compactMap { $0 > least ? $1 : nil }
  }

  /// The geometric mean of the components' standard deviations, weighted by the same data.
  func typicalDeviation(near value: Double, variance: Double) -> Double {
    let logWeights = logPosteriorWeights(near: value, variance: variance)
    let total = logSumExp(logWeights)
    return exp(
      zip(logWeights, standardDeviations).reduce(0) { $0 + exp($1.0 - total) * log($1.1) })
  }

  private func logPosteriorWeights(near value: Double, variance: Double) -> [Double] {
    let square = (value - mean) * (value - mean)
    return zip(weights, standardDeviations).map { weight, sd in
      let total = sd * sd + variance
      return log(weight) - 0.5 * log(total) - 0.5 * square / total
    }
  }

  /// From where to where log w is integrated, `half` being half the degrees of freedom.
  ///
  /// Above, until the gamma density has lost 36 natural logarithms. Below, until the mass left out
  /// is 1e-14, or, for the relative accuracy of the tails, 50 logarithms below the point that
  /// dominates at 10,000 widths; but not beyond what a double can hold.
  private static func ends(half: Double, width: Double) -> (low: Double, high: Double) {
    // Bounds of the two roots of x - e^x + 1 = -y.
    func below(_ y: Double) -> Double { -(y + (2 * y).squareRoot()) }
    let tail = -2 * log(1e4 * width) + below(25 / (half + 0.5))
    let low = max(below(750 / half), min(-32 / half, tail))
    let y = 36 / half
    let high = min((2 * y).squareRoot(), log(2 * y + 4))
    return (low, high)
  }
}

extension NormalScaleMixture {
  init(_ prior: EffectPrior) {
    if let shape = prior.shape {
      self.init(
        mean: prior.mean, scale: shape.scale, degreesOfFreedom: shape.degreesOfFreedom,
        spread: shape.personSpread)
    } else {
      self.init(mean: prior.mean, standardDeviation: prior.standardDeviation)
    }
  }

  init(_ coefficient: Series.Coefficient) {
    self.init(mean: coefficient.mean, standardDeviation: coefficient.standardDeviation)
  }
}
