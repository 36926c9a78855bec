import Numerics

/// Kenward and Roger's (1997) covariance of the fixed effects and their approximate F test.
///
/// The covariance is linear in the variance parameters used here (covariance elements and the
/// residual variance), so that the term with second derivatives of V vanishes. With W the inverse
/// information of those parameters,
///
///     Phi_A = Phi + 2 Phi [sum W_rs (Q_rs - P_r Phi P_s)] Phi.
///
/// *Reference:* Kenward and Roger (1997), Biometrics 53, 983-997; Halekoh and Hojsgaard (2014),
/// Journal of Statistical Software 59(9), whose pbkrtest it agrees with.
struct KenwardRogerApproximation: Sendable {
  /// Phi_A, p x p.
  let adjustedCovariance: Matrix
  private let derivatives: VarianceDerivatives
  /// W.
  private let parameterCovariance: Matrix

  init(_ information: VarianceInformation, sigma: Double) {
    self.init(
      information.derivatives, parameterCovariance: information.parameterCovariance, sigma: sigma)
  }

  /// - Parameter parameterCovariance: the inverse information of the variance parameters.
  init(_ derivatives: VarianceDerivatives, parameterCovariance: Matrix, sigma: Double) {
    self.derivatives = derivatives
    self.parameterCovariance = parameterCovariance
    let (count, phi) = (derivatives.count, derivatives.covariance)
    let w = parameterCovariance
    var correction = Matrix(rows: phi.rows, columns: phi.columns)
    for s in 0..<count {
      var combined = Matrix(rows: phi.rows, columns: phi.columns)
      for r in 0..<count {
        combined = combined + w[r, s] * derivatives.first[r]
        correction = correction + w[r, s] * derivatives.second[r * count + s]
      }
      correction = correction - combined * phi * derivatives.first[s]
    }
    let added = phi * correction * phi
    let unscaled = phi + (added + added.transposed)
    adjustedCovariance = sigma * sigma * unscaled
  }

  /// 2 (l' Phi l)^2 / (g' W g), g the derivative of l' Phi l: the degrees of freedom of one contrast,
  /// to which the formula for several comes down.
  func degreesOfFreedom(_ contrast: [Double]) -> Double {
    let direction = Matrix(column: derivatives.covariance * contrast)
    let gradient = (0..<derivatives.count).map { derivatives.sandwich(direction, $0)[0, 0] }
    let variance = dotProduct(contrast, direction.elements)
    return 2 * variance * variance / dotProduct(gradient, parameterCovariance * gradient)
  }

  /// The factor of F and the denominator degrees of freedom for a hypothesis of full row rank.
  func approximation(_ hypothesis: Matrix) throws -> (scale: Double, degreesOfFreedom: Double) {
    let directions = derivatives.covariance.productTransposed(hypothesis)
    let factor = try CholeskyFactor(hypothesis * directions)
    let moved = (0..<derivatives.count).map { r in
      factor.solveLower(factor.solveLower(derivatives.sandwich(directions, r)).transposed)
    }
    let traces = moved.map { $0.diagonal.reduce(0, +) }
    let first = dotProduct(traces, parameterCovariance * traces)
    var second = 0.0
    for r in moved.indices {
      for s in moved.indices {
        let trace = VarianceDerivatives.traceOfProduct(moved[r], moved[s])
        second += parameterCovariance[r, s] * trace
      }
    }
    return Self.moments(first, second, rank: Double(hypothesis.rows))
  }

  /// Kenward and Roger (1997), section 4, from A1 and A2, with pbkrtest's guards: 0/0 of the
  /// squared ratio is 1, a vanishing 1 + c1 B is 0, and at two degrees of freedom F is not scaled.
  static func moments(
    _ a1: Double, _ a2: Double, rank q: Double
  ) -> (scale: Double, degreesOfFreedom: Double) {
    guard a2 > 0 else { return (1, .infinity) }
    let b = (a1 + 6 * a2) / (2 * q)
    let g = ((q + 1) * a1 - (q + 4) * a2) / ((q + 2) * a2)
    let denominator = 3 * q + 2 * (1 - g)
    let top = 1 + g / denominator * b
    let middle = 1 - (q - g) / denominator * b
    let bottom = 1 - (q + 2 - g) / denominator * b
    let complement = 1 - a2 / q
    let ratio = abs(complement) < 1e-14 && abs(middle) < 1e-14 ? 1 : complement / middle
    let rho = ratio * ratio * (abs(top) < 1e-10 ? 0 : top) / bottom / q
    let degreesOfFreedom = 4 + (q + 2) / (q * rho - 1)
    if degreesOfFreedom.isInfinite { return (complement, .infinity) }
    let unscaled = abs(degreesOfFreedom - 2) < 0.01
    return (
      unscaled ? 1 : degreesOfFreedom * complement / (degreesOfFreedom - 2), degreesOfFreedom
    )
  }
}
