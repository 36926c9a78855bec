import Numerics

/// One parameter of one fit, and how to hold it at a value.
protocol ProfiledParameter {
  var scale: ProfileScale { get }
  /// The values the parameter can have, on the scale.
  var domain: ClosedRange<Double> { get }
  var optimum: ProfileOptimum { get }
  /// The least deviance with the parameter at a value.
  func minimum(at value: Double, from start: [Double]) throws -> ConstrainedMinimum
}

/// Where a profile begins: the optimum and what its information foretells.
struct ProfileOptimum {
  /// Of the parameter, on its scale.
  let value: Double
  let point: [Double]
  let deviance: Double
  /// The change of the point with the value.
  let tangent: [Double]
  /// d zeta / d value.
  let slope: Double
}

extension ProfileOptimum {
  /// From the information at the optimum: how the other parameters follow the value, and
  /// d zeta / d value, the root of half the second derivative of the profile deviance.
  ///
  /// - Parameter fallback: the slope where the information says nothing.
  init(
    value: Double, point: [Double], deviance: Double, _ chart: any ProfileChart,
    _ objective: some ProfiledDeviance, fallback: Double
  ) throws {
    let information = try objective.derivatives(point).hessian
    let origin = [Double](repeating: 0, count: chart.dimension)
    let (jacobian, direction) = chart.derivatives(origin, value: value)
    let pull = information * direction
    var tangent = direction
    if chart.dimension > 0 {
      var inner = jacobian.transposedProduct(information * jacobian)
      for index in origin.indices { inner[index, index] += 1e-8 + 1e-10 * inner[index, index] }
      let follow = try CholeskyFactor(inner).solve(jacobian.transposedProduct(pull))
      tangent = zip(direction, jacobian * follow).map { $0 - $1 }
    }
    let slope = (0.5 * max(0, dotProduct(tangent, information * tangent))).squareRoot()
    self.init(
      value: value, point: point, deviance: deviance, tangent: tangent,
      slope: slope > 1e-6 * fallback ? slope : fallback)
  }
}
