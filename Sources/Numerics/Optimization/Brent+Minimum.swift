extension Brent {
  /// A minimum of a function of one variable.
  public struct Minimum: Sendable, Equatable {
    public let argument: Double
    public let value: Double
    public let evaluations: Int
  }

  /// The minimum of a unimodal function over an interval; one of its minima otherwise.
  ///
  /// Golden-section search with parabolic steps. The argument is found to about
  /// `relativeTolerance` * |argument| + `absoluteTolerance`; below 1.5e-8 relative, rounding in f
  /// wins. An interval's end is approached but not evaluated. +infinity is allowed as a value.
  /// - Throws: `OptimizationError.notFinite`, `.notConverged`, and what `f` throws.
  public static func minimum(
    in interval: ClosedRange<Double>, relativeTolerance: Double = 1.5e-8,
    absoluteTolerance: Double = 1e-10, maximumEvaluations: Int = 500,
    of f: (Double) throws -> Double
  ) throws -> Minimum {
    var evaluations = 0
    func evaluate(_ x: Double) throws -> Double {
      evaluations += 1
      let value = try f(x)
      guard !value.isNaN, value > -Double.infinity else {
        throw OptimizationError.notFinite(at: [x])
      }
      return value
    }
    let goldenShare = 0.5 * (3 - 5.squareRoot())
    var lower = interval.lowerBound
    var upper = interval.upperBound
    // The best, the second best and the previous second best points.
    var best = lower + goldenShare * (upper - lower)
    var bestValue = try evaluate(best)
    var (second, secondValue) = (best, bestValue)
    var (third, thirdValue) = (best, bestValue)
    var step = 0.0
    var stepBeforeLast = 0.0
    while evaluations < maximumEvaluations {
      let middle = 0.5 * (lower + upper)
      let limit = relativeTolerance * abs(best) + absoluteTolerance
      if abs(best - middle) <= 2 * limit - 0.5 * (upper - lower) {
        return Minimum(argument: best, value: bestValue, evaluations: evaluations)
      }
      let parabolic =
        abs(stepBeforeLast) > limit
        ? parabolicStep((best, bestValue), (second, secondValue), (third, thirdValue)) : nil
      if let proposal = parabolic, abs(proposal) < 0.5 * abs(stepBeforeLast),
        best + proposal > lower, best + proposal < upper
      {
        stepBeforeLast = step
        step = proposal
        let isNearEnd = best + step - lower < 2 * limit || upper - best - step < 2 * limit
        if isNearEnd { step = best < middle ? limit : -limit }
      } else {
        stepBeforeLast = (best < middle ? upper : lower) - best
        step = goldenShare * stepBeforeLast
      }
      let trial = best + (abs(step) >= limit ? step : (step > 0 ? limit : -limit))
      let trialValue = try evaluate(trial)
      if trialValue <= bestValue {
        if trial < best { upper = best } else { lower = best }
        (third, thirdValue) = (second, secondValue)
        (second, secondValue) = (best, bestValue)
        (best, bestValue) = (trial, trialValue)
      } else {
        if trial < best { lower = trial } else { upper = trial }
        if trialValue <= secondValue || second == best {
          (third, thirdValue) = (second, secondValue)
          (second, secondValue) = (trial, trialValue)
        } else if trialValue <= thirdValue || third == best || third == second {
          (third, thirdValue) = (trial, trialValue)
        }
      }
    }
    throw OptimizationError.notConverged(evaluations: evaluations)
  }

  /// The step from the best point to the vertex of the parabola through three points.
  private static func parabolicStep(
    _ best: (Double, Double), _ second: (Double, Double), _ third: (Double, Double)
  ) -> Double? {
    let r = (best.0 - second.0) * (best.1 - third.1)
    let q = (best.0 - third.0) * (best.1 - second.1)
    let numerator = (best.0 - third.0) * q - (best.0 - second.0) * r
    let step = -numerator / (2 * (q - r))
    return step.isFinite ? step : nil
  }
}
