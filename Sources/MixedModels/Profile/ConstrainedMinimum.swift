import Numerics

/// The least deviance at one value of the profiled parameter.
struct ConstrainedMinimum {
  let deviance: Double
  /// The derivative of the least deviance in the value: by the envelope theorem that of the
  /// deviance at the minimum.
  let slope: Double
  let point: [Double]
}

extension ProfileObjective {
  /// The minimum of the deviance over the coordinates of a chart.
  ///
  /// Trust region with the average information and a secant correction: away from the overall
  /// optimum, and where an element of Lambda is 0, the average information alone lacks the
  /// curvature of the map from theta to the covariance.
  /// - Throws: `OptimizationError`, where no minimum was found.
  func minimum(
    over chart: some ProfileChart, value: Double, decrementTolerance: Double = 1e-8
  ) throws -> ConstrainedMinimum {
    let origin = [Double](repeating: 0, count: chart.dimension)
    var secant = SecantCorrection()
    var scales = [Double](repeating: 1, count: chart.dimension)
    func unscaled(_ coordinates: [Double]) -> [Double] {
      zip(coordinates, scales).map { $0 * $1 }
    }
    func projectedDerivatives(
      _ coordinates: [Double]
    ) throws -> (gradient: [Double], hessian: Matrix) {
      let point = chart.point(coordinates, value: value)
      let jacobian = chart.derivatives(coordinates, value: value).coordinates
      let information = try information(point)
      return (
        jacobian.transposedProduct(try gradient(point)),
        jacobian.transposedProduct(information * jacobian)
      )
    }
    if chart.dimension > 0 {
      let jacobian = chart.derivatives(origin, value: value).coordinates
      scales = zip(try projectedDerivatives(origin).hessian.diagonal, 0..<chart.dimension).map {
        let size = $0 + metric(jacobian, column: $1)
        return size > 0 ? 1 / size.squareRoot() : 1
      }
    }
    let minimum = try TrustRegion(
      decrementTolerance: decrementTolerance, initialRadius: 2, maximumRadius: 20,
      maximumEvaluations: 200
    ).minimize(from: origin) { coordinates in
      (try? deviance(chart.point(unscaled(coordinates), value: value))) ?? .infinity
    } derivatives: { coordinates in
      let (gradient, hessian) = try projectedDerivatives(unscaled(coordinates))
      let scaled = TrustRegion.Derivatives(
        gradient: zip(gradient, scales).map { $0 * $1 }, hessian: hessian.scaled(by: scales))
      return TrustRegion.Derivatives(
        gradient: scaled.gradient, hessian: secant.corrected(scaled, at: coordinates))
    }
    let coordinates = unscaled(minimum.argument)
    let point = chart.point(coordinates, value: value)
    let direction = chart.derivatives(coordinates, value: value).value
    return ConstrainedMinimum(
      deviance: minimum.value, slope: dotProduct(try gradient(point), direction), point: point)
  }
}

extension ProfileObjective {
  /// The square of how far a coordinate moves the point, its elements in their units: with it a
  /// coordinate that the deviance hardly depends on has a scale too.
  private func metric(_ jacobian: Matrix, column: Int) -> Double {
    units.indices.reduce(0) {
      let move = jacobian[$1, column] * units[$1]
      return $0 + move * move
    }
  }
}

extension Matrix {
  /// diag(scales) self diag(scales).
  fileprivate func scaled(by scales: [Double]) -> Matrix {
    var result = self
    for j in 0..<columns {
      for i in 0..<rows { result[i, j] *= scales[i] * scales[j] }
    }
    return result
  }
}
