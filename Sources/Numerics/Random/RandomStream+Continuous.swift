import Glibc

extension RandomStream {
  /// A draw of the standard normal distribution, with exact tails.
  ///
  /// Source: the ziggurat of Marsaglia and Tsang (2000) with 256 layers, the layer and the abscissa
  /// taken from different bits of one 64-bit word; the tail by Marsaglia (1964).
  public mutating func normal() -> Double {
    let table = NormalZiggurat.shared
    while true {
      let bits = next()
      let layer = Int(truncatingIfNeeded: bits & 255)
      // The upper 55 bits as a signed number: a multiple of 2^-54 in [-1, 1).
      let abscissa = Double(Int64(bitPattern: bits) >> 9) * 0x1p-54 * table.edges[layer]
      if abs(abscissa) < table.edges[layer + 1] { return abscissa }
      if layer == 0 { return normalTail(negative: abscissa < 0) }
      let lower = table.heights[layer]
      let upper = table.heights[layer + 1]
      if lower + uniform() * (upper - lower) < exp(-0.5 * abscissa * abscissa) { return abscissa }
    }
  }

  /// A standard normal beyond the base of the ziggurat.
  mutating func normalTail(negative: Bool) -> Double {
    let start = NormalZiggurat.tailStart
    while true {
      let excess = exponential() / start
      if 2 * exponential() > excess * excess { return negative ? -start - excess : start + excess }
    }
  }

  /// A draw of the exponential distribution with mean 1, by inversion.
  public mutating func exponential() -> Double {
    -log(uniform())
  }

  /// A draw of the gamma distribution with the given shape and scale 1 (mean = variance = shape).
  ///
  /// For shapes below 1, gamma(shape + 1) * U^(1 / shape); this underflows to 0 where the value
  /// itself is below the smallest number.
  ///
  /// Source: Marsaglia and Tsang (2000), "A simple method for generating gamma variables".
  /// - Precondition: `shape` is positive and finite.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "the shape of a gamma distribution must be positive")
    if shape < 1 {
      return largeShapeGamma(shape + 1) * exp(-exponential() / shape)
    }
    return largeShapeGamma(shape)
  }

  private mutating func largeShapeGamma(_ shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let cube = root * root * root
      let u = uniform()
      let square = z * z
      // The squeeze accepts most draws without a logarithm.
      if u < 1 - 0.0331 * square * square { return d * cube }
      if log(u) < 0.5 * square + d * (1 - cube + log(cube)) { return d * cube }
    }
  }

  /// A draw of the beta distribution, density proportional to x^(first - 1) (1 - x)^(second - 1).
  ///
  /// The ratio of gammas, and Jöhnk's (1964) method, on the log scale where it underflows, when
  /// both shapes are at most 1.
  /// - Precondition: both shapes are positive and finite.
  public mutating func beta(_ first: Double, _ second: Double) -> Double {
    guard first <= 1, second <= 1 else {
      let x = gamma(shape: first)
      return x / (x + gamma(shape: second))
    }
    precondition(first > 0 && second > 0, "the shapes of a beta distribution must be positive")
    while true {
      let logX = -exponential() / first
      let logY = -exponential() / second
      let larger = max(logX, logY)
      let logSum = larger + log(exp(logX - larger) + exp(logY - larger))
      if logSum <= 0 { return exp(logX - logSum) }
    }
  }

  /// A draw of the chi-squared distribution: twice a gamma of half the degrees of freedom.
  /// - Precondition: `degreesOfFreedom` is positive and finite.
  public mutating func chiSquared(degreesOfFreedom: Double) -> Double {
    2 * gamma(shape: degreesOfFreedom / 2)
  }
}
