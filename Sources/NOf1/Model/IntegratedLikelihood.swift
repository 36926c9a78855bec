import Glibc

/// log L(b) = log of the integral of p(y | coefficient = b, everything else) over the priors of
/// everything else: what the person's own data say about one coefficient.
///
/// It does not depend on the prior of the coefficient itself, so that one sweep serves every
/// prior. Known at Chebyshev points and interpolated by the polynomial through them (in its
/// barycentric form: Berrut & Trefethen 2004, SIAM Review 46:501, eq. 4.2).
struct IntegratedLikelihood: Sendable {
  let range: ClosedRange<Double>
  let values: [Double]

  /// The Chebyshev points of the second kind on a range, smallest first.
  static func points(_ count: Int, on range: ClosedRange<Double>) -> [Double] {
    let centre = (range.lowerBound + range.upperBound) / 2
    let radius = (range.upperBound - range.lowerBound) / 2
    return (0..<count).map { centre - radius * cos(Double.pi * Double($0) / Double(count - 1)) }
  }

  /// Evenly spaced values.
  static func grid(_ count: Int, on range: ClosedRange<Double>) -> [Double] {
    let width = range.upperBound - range.lowerBound
    return (0..<count).map { range.lowerBound + width * Double($0) / Double(count - 1) }
  }

  /// log L at any value inside the range.
  func callAsFunction(_ value: Double) -> Double {
    let points = IntegratedLikelihood.points(values.count, on: range)
    return interpolate(value, points)
  }

  /// log L at many values inside the range.
  func callAsFunction(_ wanted: [Double]) -> [Double] {
    let points = IntegratedLikelihood.points(values.count, on: range)
    return wanted.map { interpolate($0, points) }
  }

  private func interpolate(_ value: Double, _ points: [Double]) -> Double {
    var numerator = 0.0
    var denominator = 0.0
    for i in points.indices {
      let difference = value - points[i]
      if difference == 0 { return values[i] }
      var weight = i % 2 == 0 ? 1 / difference : -1 / difference
      if i == 0 || i == points.count - 1 { weight *= 0.5 }
      numerator += weight * values[i]
      denominator += weight
    }
    return numerator / denominator
  }
}
