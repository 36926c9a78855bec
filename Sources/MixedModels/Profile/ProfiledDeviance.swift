import Numerics

/// A deviance that is minimised with one parameter held at a value.
protocol ProfiledDeviance {
  /// By what each element of a point is multiplied to be about 1.
  var units: [Double] { get }
  /// The rounding error of the deviance, relative to it.
  var relativeNoise: Double { get }
  func deviance(_ point: [Double]) throws -> Double
  /// The gradient and an approximate Hessian.
  func derivatives(_ point: [Double]) throws -> TrustRegion.Derivatives
}

extension ProfiledDeviance {
  /// The constrained minimum, a second time from beside it where it lies where a variance is 0 and
  /// that turns out to be a saddle: there the gradient is 0 by symmetry.
  ///
  /// - Parameters:
  ///   - value: of the parameter that is held.
  ///   - beside: another point than the one given that is worth a try; nil where there is none.
  ///   - chart: the chart around a point.
  func leastDeviance(
    _ value: Double, from start: [Double], beside: ([Double]) -> [Double]?,
    _ chart: ([Double]) -> any ProfileChart
  ) throws -> ConstrainedMinimum {
    let minimum = try self.minimum(over: chart(start), value: value)
    guard let beside = beside(minimum.point) else { return minimum }
    let chart = chart(beside)
    let origin = [Double](repeating: 0, count: chart.dimension)
    let deviance = try self.deviance(chart.point(origin, value: value))
    guard deviance < minimum.deviance - 1e-9 else { return minimum }
    return try self.minimum(over: chart, value: value)
  }
}
