/// Minimises a smooth function of a few variables from its gradient and (approximate) Hessian.
///
/// Each step minimises the quadratic model exactly within a ball (Moré and Sorensen 1983), so that
/// an indefinite Hessian leads away from a saddle instead of to it. It stops where the Newton
/// decrement g' inverse(H) g, twice the decrease the model still promises, is at most
/// `decrementTolerance` and H is positive definite: a test that no change of units of the
/// variables alters. Scale the variables to about 1: the ball is round.
///
///     let minimum = try TrustRegion().minimize(from: start, value: deviance) { theta in
///       TrustRegion.Derivatives(gradient: gradient(theta), hessian: information(theta))
///     }
///
/// Source: Nocedal and Wright (2006), "Numerical optimization", algorithm 4.1 and section 4.3.
public struct TrustRegion: Sendable {
  /// The gradient and a symmetric Hessian, or its approximation, at a point.
  public struct Derivatives: Sendable {
    public let gradient: [Double]
    public let hessian: Matrix

    public init(gradient: [Double], hessian: Matrix) {
      precondition(
        hessian.rows == gradient.count && hessian.columns == gradient.count,
        "a Hessian needs the order of its gradient")
      self.gradient = gradient
      self.hessian = hessian
    }
  }

  /// A minimum and how it was reached.
  public struct Minimum: Sendable {
    public let argument: [Double]
    public let value: Double
    public let derivatives: Derivatives
    /// g' inverse(H) g at the minimum.
    public let decrement: Double
    /// Evaluations of the value, and of the derivatives.
    public let evaluations: Int
    public let derivativeEvaluations: Int
  }

  public let decrementTolerance: Double
  public let initialRadius: Double
  public let maximumRadius: Double
  public let maximumEvaluations: Int

  public init(
    decrementTolerance: Double = 1e-10, initialRadius: Double = 1, maximumRadius: Double = 100,
    maximumEvaluations: Int = 500
  ) {
    precondition(
      decrementTolerance > 0 && initialRadius > 0 && maximumRadius >= initialRadius,
      "the tolerance and the radii of a trust region must be positive")
    self.decrementTolerance = decrementTolerance
    self.initialRadius = initialRadius
    self.maximumRadius = maximumRadius
    self.maximumEvaluations = maximumEvaluations
  }

  /// The minimum found from a start.
  ///
  /// A value that is not finite refuses the step and shrinks the ball.
  /// - Throws: `OptimizationError.notFinite` at the start or in derivatives, `.notConverged`,
  ///   and what the functions throw.
  public func minimize(
    from start: [Double], value: ([Double]) throws -> Double,
    derivatives: ([Double]) throws -> Derivatives
  ) throws -> Minimum {
    var point = start
    var current = try value(point)
    guard current.isFinite else { throw OptimizationError.notFinite(at: point) }
    var evaluations = 1
    var derivativeEvaluations = 0
    var radius = initialRadius
    while true {
      let here = try derivatives(point)
      derivativeEvaluations += 1
      let model = try Self.model(here, at: point)
      if let decrement = model.newtonDecrement, decrement <= decrementTolerance {
        return Minimum(
          argument: point, value: current, derivatives: here, decrement: decrement,
          evaluations: evaluations, derivativeEvaluations: derivativeEvaluations)
      }
      // Shorter and shorter steps from here, until one is accepted.
      while true {
        guard evaluations < maximumEvaluations else {
          throw OptimizationError.notConverged(evaluations: evaluations)
        }
        let step = model.step(within: radius)
        let trial = zip(point, step.direction).map { $0 + $1 }
        let trialValue = try value(trial)
        evaluations += 1
        let ratio = trialValue.isFinite ? (current - trialValue) / step.decrease : -1
        // Below the rounding of the value the ratio is noise: trust the model.
        let isNoise =
          trialValue.isFinite
          && max(abs(current - trialValue), step.decrease) <= 8 * abs(current).ulp
        if isNoise || ratio > 0.75 {
          if step.length > 0.99 * radius { radius = min(2 * radius, maximumRadius) }
        } else if ratio < 0.25 {
          radius = 0.25 * step.length
        }
        if isNoise || ratio > 1e-4 {
          (point, current) = (trial, trialValue)
          break
        }
        guard radius > 1e-14 * (1 + step.length), trial != point else {
          throw OptimizationError.notConverged(evaluations: evaluations)
        }
      }
    }
  }

  private static func model(_ derivatives: Derivatives, at point: [Double]) throws
    -> QuadraticModel
  {
    let isFinite = { (values: [Double]) in values.allSatisfy { $0.isFinite } }
    guard isFinite(derivatives.gradient), isFinite(derivatives.hessian.elements) else {
      throw OptimizationError.notFinite(at: point)
    }
    return try QuadraticModel(derivatives)
  }
}
