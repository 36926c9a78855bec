import Numerics

/// The least deviance at one value of the profiled parameter.
struct ConstrainedMinimum {
  let deviance: Double
  /// The derivative of the least deviance in the value: by the envelope theorem that of the
  /// deviance at the minimum.
  let slope: Double
  let point: [Double]
}

extension ProfiledDeviance {
  /// The minimum of the deviance over the coordinates of a chart.
  ///
  /// Trust region with the average information and a secant correction; a derivative-free search
  /// where that fails.
  /// - Throws: `OptimizationError`, where no minimum was found.
  func minimum<Chart: ProfileChart>(
    over chart: Chart, value: Double
  ) throws -> ConstrainedMinimum {
    let search = ChartSearch<Self, Chart>(objective: self, chart: chart, value: value)
    let coordinates = try search.coordinates()
    let point = chart.point(coordinates, value: value)
    let direction = chart.derivatives(coordinates, value: value).value
    return ConstrainedMinimum(
      deviance: try deviance(point), slope: dotProduct(try derivatives(point).gradient, direction),
      point: point)
  }
}

/// The search for a minimum in the coordinates of a chart.
private struct ChartSearch<Objective: ProfiledDeviance, Chart: ProfileChart> {
  let objective: Objective
  let chart: Chart
  let value: Double

  func coordinates() throws -> [Double] {
    let origin = [Double](repeating: 0, count: chart.dimension)
    if origin.isEmpty { return [] }
    let scales = try self.scales()
    func deviance(_ x: [Double]) -> Double {
      let point = chart.point(zip(x, scales).map { $0 * $1 }, value: value)
      return (try? objective.deviance(point)) ?? .infinity
    }
    var secant = SecantCorrection()
    let found: [Double]
    do {
      found = try TrustRegion(
        decrementTolerance: 1e-8, initialRadius: 2, maximumRadius: 20, maximumEvaluations: 100,
        relativeValueNoise: objective.relativeNoise
      ).minimize(from: origin, value: deviance) { x in
        let plain = try derivatives(zip(x, scales).map { $0 * $1 })
        let scaled = TrustRegion.Derivatives(
          gradient: zip(plain.gradient, scales).map { $0 * $1 },
          hessian: plain.hessian.scaled(by: scales))
        return TrustRegion.Derivatives(
          gradient: scaled.gradient, hessian: secant.corrected(scaled, at: x))
      }.argument
    } catch is OptimizationError {
      found = try DerivativeFreeMinimizer(
        absoluteTolerance: 1e-6, relativeValueTolerance: 1e-10, restarts: 1,
        maximumEvaluations: 200 * origin.count
      )
      .minimize(from: origin, deviance).argument
    }
    return zip(found, scales).map { $0 * $1 }
  }

  /// Gradient and Hessian in the coordinates.
  private func derivatives(_ coordinates: [Double]) throws -> TrustRegion.Derivatives {
    let jacobian = chart.derivatives(coordinates, value: value).coordinates
    let ofPoint = try objective.derivatives(chart.point(coordinates, value: value))
    return TrustRegion.Derivatives(
      gradient: jacobian.transposedProduct(ofPoint.gradient),
      hessian: jacobian.transposedProduct(ofPoint.hessian * jacobian))
  }

  /// Units of the coordinates in which the deviance curves by about 1, and that move no element
  /// of the point by more than its own unit.
  private func scales() throws -> [Double] {
    let origin = [Double](repeating: 0, count: chart.dimension)
    let jacobian = chart.derivatives(origin, value: value).coordinates
    let curvature = try derivatives(origin).hessian.diagonal
    return origin.indices.map { column in
      let size = objective.units.indices.reduce(curvature[column]) {
        let move = jacobian[$1, column] * objective.units[$1]
        return $0 + move * move
      }
      return size > 0 ? 1 / size.squareRoot() : 1
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
