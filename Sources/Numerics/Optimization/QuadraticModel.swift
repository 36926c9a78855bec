/// The quadratic model g'p + p'H p / 2 and its minimum within a ball.
///
/// Where H is positive definite and the Newton step lies within the ball, Cholesky's factor is all
/// it takes. Else, in the basis of the eigenvectors, the minimum is p(shift) = -c / (values + shift)
/// for the least shift >= 0 that makes H + shift I positive semidefinite and |p| at most the
/// radius.
///
/// Source: Moré and Sorensen (1983), "Computing a trust region step", with the eigenvalues at hand.
struct QuadraticModel {
  private let derivatives: TrustRegion.Derivatives
  /// Where H is positive definite.
  private let newton: Step?
  /// g' inverse(H) g, or nil where H is not positive definite.
  let newtonDecrement: Double?

  struct Step {
    let direction: [Double]
    let length: Double
    /// The decrease of the function that the model promises.
    let decrease: Double
  }

  init(_ derivatives: TrustRegion.Derivatives) {
    self.derivatives = derivatives
    guard let factor = try? CholeskyFactor(derivatives.hessian) else {
      (newton, newtonDecrement) = (nil, nil)
      return
    }
    let direction = factor.solve(derivatives.gradient).map { -$0 }
    let decrement = max(0, -dotProduct(direction, derivatives.gradient))
    newton = Step(
      direction: direction, length: dotProduct(direction, direction).squareRoot(),
      decrease: 0.5 * decrement)
    newtonDecrement = decrement
  }

  /// The minimum of the model within a ball.
  func step(within radius: Double) throws(LinearAlgebraError) -> Step {
    if let newton, newton.length <= radius { return newton }
    return try EigenModel(derivatives).step(within: radius)
  }
}

/// The quadratic model in the axes of H.
private struct EigenModel {
  typealias Step = QuadraticModel.Step

  private let eigen: SymmetricEigen
  /// The gradient along the eigenvectors.
  private let coefficients: [Double]

  init(_ derivatives: TrustRegion.Derivatives) throws(LinearAlgebraError) {
    eigen = try SymmetricEigen(derivatives.hessian)
    coefficients = eigen.vectors.transposedProduct(derivatives.gradient)
  }

  /// The minimum of the model within a ball.
  func step(within radius: Double) -> Step {
    let lowest = eigen.values[0]
    if lowest > 0 {
      let newton = components(shift: 0)
      if length(newton) <= radius { return step(newton) }
    }
    let floor = max(0, -lowest)
    if lowest <= 0, coefficientAlongLowest <= 1e-12 * gradientLength,
      let hardCase = hardCase(shift: floor, radius: radius)
    {
      return step(hardCase)
    }
    return step(components(shift: boundaryShift(above: floor, radius: radius)))
  }

  /// The shift above `floor` at which |p(shift)| is the radius; |p| falls as the shift grows.
  private func boundaryShift(above floor: Double, radius: Double) -> Double {
    var lower = floor
    // |p| <= |g| / (lowest + shift).
    var upper = max(floor, gradientLength / radius - eigen.values[0])
    var shift = 0.5 * (lower + upper)
    for _ in 0..<200 {
      let size = length(components(shift: shift))
      if abs(size - radius) <= 1e-10 * radius { return shift }
      if size > radius { lower = shift } else { upper = shift }
      // Newton's method on 1 / radius - 1 / |p|, nearly linear in the shift.
      let slope = zip(coefficients, eigen.values).reduce(0.0) {
        let denominator = $1.1 + shift
        return $0 + $1.0 * $1.0 / (denominator * denominator * denominator)
      }
      let proposal = shift + size * size / slope * (size - radius) / radius
      shift = proposal > lower && proposal < upper ? proposal : 0.5 * (lower + upper)
      if upper - lower <= 2 * shift.ulp { return upper }
    }
    return upper
  }

  /// The gradient has no part along the lowest eigenvector: go along it up to the boundary.
  private func hardCase(shift: Double, radius: Double) -> [Double]? {
    var p = componentsBeyondLowest(shift: shift)
    let size = length(p)
    guard size < radius else { return nil }
    let rest = (radius * radius - size * size).squareRoot()
    p[0] = coefficients[0] > 0 ? -rest : rest
    return p
  }

  private func components(shift: Double) -> [Double] {
    zip(coefficients, eigen.values).map { $0 == 0 ? 0 : -$0 / ($1 + shift) }
  }

  private var lowestRange: Range<Int> {
    let scale = max(abs(eigen.values[0]), abs(eigen.values[eigen.values.count - 1]))
    let limit = eigen.values[0] + 1e-12 * scale
    return 0..<(eigen.values.firstIndex { $0 > limit } ?? eigen.values.count)
  }

  private var coefficientAlongLowest: Double {
    length(Array(coefficients[lowestRange]))
  }

  private func componentsBeyondLowest(shift: Double) -> [Double] {
    let range = lowestRange
    return zip(coefficients, eigen.values).enumerated().map {
      range.contains($0.offset) ? 0 : -$0.element.0 / ($0.element.1 + shift)
    }
  }

  private var gradientLength: Double { length(coefficients) }

  private func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private func step(_ p: [Double]) -> Step {
    var decrease = 0.0
    for index in p.indices {
      decrease -= p[index] * (coefficients[index] + 0.5 * eigen.values[index] * p[index])
    }
    return Step(direction: eigen.vectors * p, length: length(p), decrease: decrease)
  }
}
