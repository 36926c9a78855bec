/// Brent's methods in one dimension, without derivatives.
///
/// Source: Brent (1973), "Algorithms for minimization without derivatives", chapters 4 and 5.
public enum Brent {
  /// The root of a continuous function that changes sign over an interval.
  ///
  /// The root found is within `tolerance` + 2 ulp of a sign change.
  /// - Throws: `OptimizationError.notBracketed`, `.notFinite`, and what `f` throws.
  public static func root(
    in interval: ClosedRange<Double>, tolerance: Double = 1e-12, maximumEvaluations: Int = 500,
    of f: (Double) throws -> Double
  ) throws -> Double {
    var evaluations = 0
    func evaluate(_ x: Double) throws -> Double {
      evaluations += 1
      let value = try f(x)
      guard !value.isNaN else { throw OptimizationError.notFinite(at: [x]) }
      return value
    }
    var previous = interval.lowerBound
    var best = interval.upperBound
    var previousValue = try evaluate(previous)
    var bestValue = try evaluate(best)
    if previousValue == 0 { return previous }
    if bestValue == 0 { return best }
    guard (previousValue < 0) != (bestValue < 0) else {
      throw OptimizationError.notBracketed(lower: previous, upper: best)
    }
    // `opposite` and `best` always bracket the root; `best` has the smaller value.
    var (opposite, oppositeValue) = (previous, previousValue)
    var step = best - previous
    var stepBeforeLast = step
    while evaluations < maximumEvaluations {
      if (bestValue < 0) == (oppositeValue < 0) {
        (opposite, oppositeValue) = (previous, previousValue)
        step = best - previous
        stepBeforeLast = step
      }
      if abs(oppositeValue) < abs(bestValue) {
        (previous, previousValue) = (best, bestValue)
        (best, bestValue) = (opposite, oppositeValue)
        (opposite, oppositeValue) = (previous, previousValue)
      }
      let limit = 2 * Double.ulpOfOne * abs(best) + 0.5 * tolerance
      let half = 0.5 * (opposite - best)
      if abs(half) <= limit || bestValue == 0 { return best }
      let isShrinking = abs(stepBeforeLast) >= limit && abs(previousValue) > abs(bestValue)
      if isShrinking,
        let proposal = interpolatedStep(
          (previous, previousValue), (best, bestValue), (opposite, oppositeValue)),
        abs(proposal) < min(1.5 * abs(half) - 0.5 * limit, 0.5 * abs(stepBeforeLast)),
        (proposal < 0) == (half < 0)
      {
        stepBeforeLast = step
        step = proposal
      } else {
        step = half
        stepBeforeLast = half
      }
      (previous, previousValue) = (best, bestValue)
      best += abs(step) > limit ? step : (half > 0 ? limit : -limit)
      bestValue = try evaluate(best)
    }
    throw OptimizationError.notConverged(evaluations: evaluations)
  }

  /// The secant step from `best`, or the inverse quadratic one where there are three points.
  private static func interpolatedStep(
    _ previous: (Double, Double), _ best: (Double, Double), _ opposite: (Double, Double)
  ) -> Double? {
    let s = best.1 / previous.1
    let half = 0.5 * (opposite.0 - best.0)
    let step: Double
    if previous.0 == opposite.0 {
      step = 2 * half * s / (s - 1)
    } else {
      let q = previous.1 / opposite.1
      let r = best.1 / opposite.1
      let numerator = s * (2 * half * q * (q - r) - (best.0 - previous.0) * (r - 1))
      step = -numerator / ((q - 1) * (r - 1) * (s - 1))
    }
    return step.isFinite ? step : nil
  }
}
