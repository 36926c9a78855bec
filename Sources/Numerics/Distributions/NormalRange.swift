import Glibc

/// The range of k independent standard normal variables.
///
/// With z the largest of them (k choices) the others lie within h below it:
/// W(h) = k integral phi(z) (Phi(z) - Phi(z - h))^(k - 1) dz.
/// The integrands are entire and decay like exp(-z^2 / 2): the trapezoidal rule on the real
/// line reaches full accuracy with a few dozen points.
struct NormalRange {
  let count: Double
  private let step: Double
  /// About the mode of the largest of k.
  private let typicalMaximum: Double

  init(count: Int) {
    self.count = Double(count)
    step = 0.6 / Double(count).squareRoot()
    typicalMaximum = NormalDistribution.standard.quantile(1 / Double(count), tail: .upper)
  }

  /// log P(range <= h).
  func logLower(_ h: Double) -> Double {
    let start = min(h / 2 * (count - 1) / count, typicalMaximum)
    return log(count)
      + logIntegral(from: start) { z in
        Self.logDensity(z) + (count - 1) * log(Self.interval(z, h))
      }
  }

  /// log P(range > h): the integrand is phi(z) (Phi(z)^(k - 1) - (Phi(z) - Phi(z - h))^(k - 1)),
  /// written so that nothing cancels.
  func logUpper(_ h: Double) -> Double {
    if h > Self.farRange {
      return log(count * (count - 1)) + NormalDistribution.logLowerTail(-h * Self.inverseRootTwo)
    }
    let others = count - 1
    return log(count)
      + logIntegral(from: max(h / 2, typicalMaximum)) { z in
        let logBelow = NormalDistribution.logLowerTail(z)
        let logRatio = NormalDistribution.logLowerTail(z - h) - logBelow
        // 1 - (1 - ratio)^(k - 1)
        let logShare =
          logRatio < -40
          ? log(others) + logRatio : log(-expm1(others * log1p(-exp(min(logRatio, 0)))))
        return Self.logDensity(z) + others * logBelow + logShare
      }
  }

  /// log of the density of the range: k (k - 1) integral phi(z) phi(z - h) (...)^(k - 2) dz.
  func logDensity(_ h: Double) -> Double {
    if h > Self.farRange {
      return log(count * (count - 1) * Self.inverseRootTwo)
        + Self.logDensity(h * Self.inverseRootTwo)
    }
    return log(count * (count - 1))
      + logIntegral(from: h / 2) { z in
        let between = count == 2 ? 0 : (count - 2) * log(Self.interval(z, h))
        return Self.logDensity(z) + Self.logDensity(z - h) + between
      }
  }

  /// The trapezoidal rule outwards from a point near the maximum.
  private func logIntegral(from start: Double, _ logIntegrand: (Double) -> Double) -> Double {
    let height = logIntegrand(start)
    if height == -.infinity { return height }
    var sum = 1.0
    for direction in [-step, step] {
      var z = start + direction
      var value = exp(logIntegrand(z) - height)
      while value > 1e-18 * sum {
        sum += value
        z += direction
        value = exp(logIntegrand(z) - height)
      }
    }
    return height + log(sum * step)
  }

  /// Beyond it one pair alone is that far apart: two are rarer by exp(-h^2 / 12) = 1e-22.
  private static let farRange = 25.0
  private static let inverseRootTwo = 0.5.squareRoot()

  private static func logDensity(_ z: Double) -> Double {
    -z * z / 2 - NormalDistribution.halfLogTwoPi
  }

  /// Phi(z) - Phi(z - h), from the side of the smaller values; Taylor's series about the middle
  /// for a narrow interval.
  private static func interval(_ z: Double, _ h: Double) -> Double {
    if h < 0.05 {
      let middle = z - h / 2
      let c = middle * middle
      let square = h * h
      let fourth = (c * (c - 6) + 3) / 1920
      let sixth = (c * (c * (c - 15) + 45) - 15) / 322_560
      return h * exp(logDensity(middle))
        * (1 + square * ((c - 1) / 24 + square * (fourth + square * sixth)))
    }
    if z > h / 2 { return NormalDistribution.lowerTail(h - z) - NormalDistribution.lowerTail(-z) }
    return NormalDistribution.lowerTail(z) - NormalDistribution.lowerTail(z - h)
  }
}
