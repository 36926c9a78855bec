import Glibc

/// Expectations over s = chi_v / sqrt(v), the ratio of an estimated to a true standard deviation.
///
/// With u = log s the density is C exp(-(v / 2) (exp(2 u) - 1 - 2 u)), and the trapezoidal rule
/// on the real line converges faster than any power of its step (Trefethen and Weideman 2014).
/// All terms are positive and scaled by their maximum: the relative error stays small however
/// far in the tail.
struct ScaledChiExpectation {
  let degreesOfFreedom: Double
  private let logConstant: Double

  init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    let half = degreesOfFreedom / 2
    let gamma = GammaDistribution(shape: half, rate: 1)
    logConstant = gamma.logDensity(half) + log(2 * half)
  }

  /// log E[g(s)], `logFunction` being log g, concave in s.
  func logarithm(_ logFunction: (Double) -> Double) -> Double {
    let half = degreesOfFreedom / 2
    func term(_ u: Double) -> Double {
      logFunction(exp(u)) - half * Self.exponentialRemainder(2 * u)
    }
    let width = 1 / (1 + (2 * degreesOfFreedom).squareRoot()) + min(0.5 / degreesOfFreedom, 4)
    let (peak, height) = Self.climb(term, from: 0, step: width)
    if height == -.infinity { return height }
    let left = Self.end(term, peak: peak, height: height, step: -width)
    let right = Self.end(term, peak: peak, height: height, step: width)
    var count = 32
    var step = (right - left) / Double(count)
    var sum = 0.0
    for k in 0...count { sum += exp(term(left + Double(k) * step) - height) }
    while count < 1 << 14 {
      var middle = 0.0
      for k in 0..<count { middle += exp(term(left + (Double(k) + 0.5) * step) - height) }
      let change = abs(middle - sum)
      sum += middle
      count *= 2
      step /= 2
      // The next doubling would change the sum by about the square of this change.
      if change <= 1e-9 * sum { break }
    }
    return height + log(sum * step) + logConstant
  }

  /// exp(x) - 1 - x without cancellation.
  static func exponentialRemainder(_ x: Double) -> Double {
    if abs(x) > 0.5 { return expm1(x) - x }
    var sum = 0.0
    for k in stride(from: 16.0, through: 2, by: -1) { sum = (1 + sum) * x / k }
    return sum * x
  }

  /// The neighbourhood of the maximum of a unimodal function: to a fraction of `step`.
  private static func climb(
    _ function: (Double) -> Double, from start: Double, step: Double
  ) -> (position: Double, height: Double) {
    var position = start
    var height = function(start)
    var stride = step
    if function(start + stride) < height { stride = -stride }
    while abs(stride) > step / 8 {
      let next = function(position + stride)
      if next > height {
        position += stride
        height = next
        stride *= 2
      } else {
        stride /= -3
      }
    }
    return (position, height)
  }

  /// Where the function has fallen from its maximum by a factor of exp(-42).
  private static func end(
    _ function: (Double) -> Double, peak: Double, height: Double, step: Double
  ) -> Double {
    var inner = peak
    var distance = step
    while function(peak + distance) > height - 42 {
      inner = peak + distance
      distance *= 2
    }
    var outer = peak + distance
    for _ in 0..<3 {
      let middle = (inner + outer) / 2
      if function(middle) > height - 42 { inner = middle } else { outer = middle }
    }
    return outer
  }
}
