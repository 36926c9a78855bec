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

  /// P(range <= h).
  func lower(_ h: Double) -> Double {
    let start = min(h / 2 * (count - 1) / count, typicalMaximum)
    return count
      * integral(from: start) { z in
        Self.normalDensity(z) * pow(Self.interval(z, h), count - 1)
      }
  }

  /// P(range > h): the integrand is phi(z) (Phi(z)^(k - 1) - (Phi(z) - Phi(z - h))^(k - 1)),
  /// written so that nothing cancels.
  func upper(_ h: Double) -> Double {
    let others = count - 1
    return count
      * integral(from: max(h / 2, typicalMaximum)) { z in
        let below = NormalDistribution.lowerTail(z)
        let ratio = NormalDistribution.lowerTail(z - h) / below
        if ratio >= 1 { return Self.normalDensity(z) * pow(below, others) }
        return Self.normalDensity(z) * pow(below, others) * -expm1(others * log1p(-ratio))
      }
  }

  /// The density of the range: k (k - 1) integral phi(z) phi(z - h) (...)^(k - 2) dz.
  func density(_ h: Double) -> Double {
    count * (count - 1)
      * integral(from: h / 2) { z in
        Self.normalDensity(z) * Self.normalDensity(z - h) * pow(Self.interval(z, h), count - 2)
      }
  }

  /// The trapezoidal rule outwards from a point near the maximum.
  private func integral(from start: Double, _ integrand: (Double) -> Double) -> Double {
    var sum = integrand(start)
    for direction in [-step, step] {
      var z = start + direction
      var value = integrand(z)
      while value > 1e-18 * sum {
        sum += value
        z += direction
        value = integrand(z)
      }
    }
    return sum * step
  }

  private static func normalDensity(_ z: Double) -> Double {
    NormalDistribution.inverseRootTwoPi * exp(-z * z / 2)
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
      return h * normalDensity(middle)
        * (1 + square * ((c - 1) / 24 + square * (fourth + square * sixth)))
    }
    if z > h / 2 { return NormalDistribution.lowerTail(h - z) - NormalDistribution.lowerTail(-z) }
    return NormalDistribution.lowerTail(z) - NormalDistribution.lowerTail(z - h)
  }
}
