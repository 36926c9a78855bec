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
  public let relativeValueNoise: Double

  /// - Parameters:
  ///   - decrementTolerance: on g' inverse(H) g.
  ///   - initialRadius: of the ball, in the units of the variables.
  ///   - maximumRadius: of the ball.
  ///   - maximumEvaluations: of the value.
  ///   - relativeValueNoise: the rounding error of the value, relative to it; changes below it
  ///     are not held against a step.
  public init(
    decrementTolerance: Double = 1e-10, initialRadius: Double = 1, maximumRadius: Double = 100,
    maximumEvaluations: Int = 500, relativeValueNoise: Double = 1e-14
  ) {
    precondition(
      decrementTolerance > 0 && initialRadius > 0 && maximumRadius >= initialRadius,
      "the tolerance and the radii of a trust region must be positive")
    self.decrementTolerance = decrementTolerance
    self.initialRadius = initialRadius
    self.maximumRadius = maximumRadius
    self.maximumEvaluations = maximumEvaluations
    self.relativeValueNoise = relativeValueNoise
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
    var iterate = Iterate(point: start, value: try value(start), radius: initialRadius)
    guard iterate.value.isFinite else { throw OptimizationError.notFinite(at: start) }
    var derivativeEvaluations = 0
    while true {
      let here = try derivatives(iterate.point)
      derivativeEvaluations += 1
      let model = try Self.model(here, at: iterate.point)
      if let decrement = model.newtonDecrement, decrement <= decrementTolerance {
        return Minimum(
          argument: iterate.point, value: iterate.value, derivatives: here, decrement: decrement,
          evaluations: iterate.evaluations, derivativeEvaluations: derivativeEvaluations)
      }
      while try !advance(&iterate, model, value) {}
    }
  }

  private struct Iterate {
    var point: [Double]
    var value: Double
    var radius: Double
    var evaluations = 1
  }

  /// Tries the model's step: true where it is taken, false where the ball shrank instead.
  private func advance(
    _ iterate: inout Iterate, _ model: QuadraticModel, _ value: ([Double]) throws -> Double
  ) throws -> Bool {
    let step = try model.step(within: iterate.radius)
    let trial = zip(iterate.point, step.direction).map { $0 + $1 }
    guard iterate.evaluations < maximumEvaluations, trial != iterate.point else {
      throw OptimizationError.notConverged(evaluations: iterate.evaluations)
    }
    let trialValue = try value(trial)
    iterate.evaluations += 1
    let decrease = iterate.value - trialValue
    let ratio = trialValue.isFinite ? decrease / step.decrease : -1
    // Where both decreases drown in rounding their ratio means nothing: trust the model.
    let isNoise = max(abs(decrease), step.decrease) <= relativeValueNoise * abs(iterate.value)
    if isNoise || ratio > 0.75 {
      if step.length > 0.99 * iterate.radius {
        iterate.radius = min(2 * iterate.radius, maximumRadius)
      }
    } else if !(ratio >= 0.25) {
      iterate.radius = 0.25 * step.length
    }
    guard isNoise || ratio > 1e-4 else { return false }
    (iterate.point, iterate.value) = (trial, trialValue)
    return true
  }

  private static func model(_ derivatives: Derivatives, at point: [Double]) throws
    -> QuadraticModel
  {
    let isFinite = { (values: [Double]) in values.allSatisfy { $0.isFinite } }
    guard isFinite(derivatives.gradient), isFinite(derivatives.hessian.elements) else {
      throw OptimizationError.notFinite(at: point)
    }
    return QuadraticModel(derivatives)
  }
}
