import Glibc
import Numerics

/// log L(b), what one person's own nights say about the effect, as a short Chebyshev series.
///
/// Between `low` and `high` it is the polynomial through the engine's points; beyond them it goes
/// on along the tangent at the end, which never rises outwards. So a person without an event on
/// one arm, whose likelihood has no maximum, keeps their plateau, and nothing is cut off.
struct PersonLikelihood: Sendable, Equatable {
  let low: Double
  let high: Double
  /// Coefficients of the Chebyshev polynomials T_0, T_1, … of (2 b - low - high) / (high - low).
  let coefficients: [Double]
  /// Slopes beyond the ends, at least 0 below and at most 0 above.
  private let slopeBelow: Double
  private let slopeAbove: Double

  /// Terms that all together change nothing by more than this are left out.
  static let negligible = 2e-6

  /// - Parameter likelihood: values at Chebyshev points of the second kind.
  init(_ likelihood: IntegratedLikelihood) {
    let values = likelihood.values
    let largest = values.max() ?? 0
    let degree = values.count - 1
    // The discrete cosine transform; the points of the engine run upwards, cosines downwards.
    var coefficients = (0...degree).map { k in
      var sum = 0.0
      for i in 0...degree {
        let weight = i == 0 || i == degree ? 0.5 : 1
        let angle = Double.pi * Double(k) * Double(degree - i) / Double(degree)
        sum += weight * (values[i] - largest) * cos(angle)
      }
      return sum * (k == 0 || k == degree ? 1 : 2) / Double(degree)
    }
    var left = PersonLikelihood.negligible
    while coefficients.count > 3, let last = coefficients.last, abs(last) < left {
      left -= abs(last)
      coefficients.removeLast()
    }
    self.init(
      low: likelihood.range.lowerBound, high: likelihood.range.upperBound,
      coefficients: coefficients)
  }

  init(low: Double, high: Double, coefficients: [Double]) {
    self.low = low
    self.high = high
    self.coefficients = coefficients
    // T_k has the slope k^2 at 1 and (-1)^(k+1) k^2 at -1.
    var (below, above) = (0.0, 0.0)
    for (k, coefficient) in coefficients.enumerated() {
      let slope = Double(k * k) * coefficient
      above += slope
      below += k % 2 == 0 ? -slope : slope
    }
    slopeBelow = max(0, below * 2 / (high - low))
    slopeAbove = min(0, above * 2 / (high - low))
  }

  /// log L at eight values, up to a constant.
  func callAsFunction(_ b: Lanes) -> Lanes {
    let inside = b.clamped(lowerBound: Lanes(repeating: low), upperBound: Lanes(repeating: high))
    let twice = (4 * inside - 2 * (low + high)) * (1 / (high - low))
    var (current, next) = (Lanes(), Lanes())
    coefficients.withUnsafeBufferPointer { c in
      // Clenshaw's recurrence.
      for k in stride(from: c.count - 1, through: 1, by: -1) {
        (current, next) = (twice * current - next + c[k], current)
      }
      current = 0.5 * twice * current - next + c[0]
    }
    return current + beyond(b - inside)
  }

  func callAsFunction(_ b: Double) -> Double { self(Lanes(repeating: b))[0] }

  /// log L and its first two derivatives at eight values.
  func derivatives(_ b: Lanes) -> (value: Lanes, slope: Lanes, curvature: Lanes) {
    let inside = b.clamped(lowerBound: Lanes(repeating: low), upperBound: Lanes(repeating: high))
    let scale = 2 / (high - low)
    let twice = (2 * inside - (low + high)) * scale
    var (value, valueNext) = (Lanes(), Lanes())
    var (slope, slopeNext) = (Lanes(), Lanes())
    var (curvature, curvatureNext) = (Lanes(), Lanes())
    coefficients.withUnsafeBufferPointer { c in
      for k in stride(from: c.count - 1, through: 1, by: -1) {
        (curvature, curvatureNext) = (4 * slope + twice * curvature - curvatureNext, curvature)
        (slope, slopeNext) = (2 * value + twice * slope - slopeNext, slope)
        (value, valueNext) = (twice * value - valueNext + c[k], value)
      }
      curvature = 2 * slope + 0.5 * twice * curvature - curvatureNext
      slope = value + 0.5 * twice * slope - slopeNext
      value = 0.5 * twice * value - valueNext + c[0]
    }
    let outside = b - inside
    slope *= scale
    curvature *= scale * scale
    slope.replace(with: slopeBelow, where: outside .< 0)
    slope.replace(with: slopeAbove, where: outside .> 0)
    curvature.replace(with: 0, where: outside .!= 0)
    return (value + beyond(outside), slope, curvature)
  }

  private func beyond(_ outside: Lanes) -> Lanes {
    var result = outside * slopeAbove
    result.replace(with: outside * slopeBelow, where: outside .< 0)
    return result
  }

  /// Mean and standard deviation of L as a density between the ends.
  var moments: (mean: Double, standardDeviation: Double) {
    let count = 40
    let step = (high - low) / Double(count - 1)
    var logs: [Double] = []
    for first in stride(from: 0, to: count, by: 8) {
      let values = self(low + step * (Lanes(0, 1, 2, 3, 4, 5, 6, 7) + Double(first)))
      for lane in 0..<8 { logs.append(values[lane]) }
    }
    let largest = logs.max() ?? 0
    var (total, first, second) = (0.0, 0.0, 0.0)
    for (i, value) in logs.enumerated() {
      let weight = exp(value - largest)
      let x = Double(i) * step
      total += weight
      first += weight * x
      second += weight * x * x
    }
    let mean = first / total
    return (low + mean, max(1e-3 * (high - low), (second / total - mean * mean).squareRoot()))
  }

  /// log of the integral of L(b) N(b; mu, tau^2) over b, for eight values of mu.
  ///
  /// By Gauss-Hermite quadrature with eight points about the mode of the integrand, scaled by its
  /// curvature there (Liu & Pierce 1994, Biometrika 81:624).
  ///
  /// - Parameter start: centre and spread of L, where the search for the mode begins.
  func logMixed(
    mu: Lanes, tau: Double, start: (mean: Double, standardDeviation: Double)
  ) -> Lanes {
    guard tau > 0 else { return self(mu) }
    let precision = 1 / (tau * tau)
    let own = 1 / (start.standardDeviation * start.standardDeviation)
    var b = (mu * precision + start.mean * own) / (precision + own)
    var curvature = Lanes(repeating: precision + own)
    var best = Lanes()
    for round in 0..<6 {
      let (value, slope, bend) = derivatives(b)
      best = value - 0.5 * precision * (b - mu) * (b - mu)
      curvature = precision - bend
      curvature.replace(with: 0.25 * precision, where: curvature .< 0.25 * precision)
      let step = (slope - precision * (b - mu)) / curvature
      // The quadrature does not mind a centre that is off by a tenth of its width.
      if round == 5 || all(step * step * curvature .< 0.01) { break }
      b += step.clamped(
        lowerBound: Lanes(repeating: -3 * tau), upperBound: Lanes(repeating: 3 * tau))
    }
    let width = (1 / curvature).squareRoot()
    var sum = Lanes()
    let (nodes, weights) = PersonLikelihood.hermite
    for k in 0..<8 {
      let at = b + width * nodes[k]
      let exponent = self(at) - 0.5 * precision * (at - mu) * (at - mu) - best
      sum += weights[k] * exponential(exponent)
    }
    return best + logarithm(sum * width) - log(tau)
  }

  /// Nodes x and weights w exp(x^2 / 2) of the rule for expectations under N(0, 1): values, not an
  /// array, which the threads would have to count references of.
  private static let hermite: (nodes: Lanes, weights: Lanes) = {
    let (nodes, weights) = PopulationRow.rule
    return (nodes, weights * exponential(0.5 * nodes * nodes))
  }()
}

func exponential(_ x: Lanes) -> Lanes {
  var result = Lanes()
  for lane in 0..<8 { result[lane] = exp(x[lane]) }
  return result
}

private func logarithm(_ x: Lanes) -> Lanes {
  var result = Lanes()
  for lane in 0..<8 { result[lane] = log(x[lane]) }
  return result
}
