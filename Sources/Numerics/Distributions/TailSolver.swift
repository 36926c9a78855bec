import Glibc

/// Quantiles of distributions that have no other way to them: Newton's method on the logarithm
/// of the smaller tail, kept within a bracket.
struct TailSolver {
  /// How the real line of the search maps to the support.
  enum Scale { case linear, logarithmic }

  let scale: Scale
  /// A starting value, on the support, and the first step of the search, on its scale.
  let start: Double
  let step: Double

  /// The x at which log P of the tail is `logProbability`.
  func quantile(
    of distribution: some ContinuousDistribution, logProbability: Double, tail: Tail
  ) -> Double {
    requireLogProbability(logProbability)
    if logProbability > -0.6931471805599453 {
      return quantile(
        of: distribution, logProbability: SpecialFunctions.logOneMinusExp(logProbability),
        tail: tail.opposite)
    }
    if logProbability == -.infinity {
      return tail == .upper ? .infinity : scale == .linear ? -.infinity : 0
    }
    let sign: Double = tail == .lower ? 1 : -1
    func gap(_ position: Double) -> Double {
      sign * (distribution.logCumulative(support(position), tail: tail) - logProbability)
    }
    var (low, high) = bracket(gap)
    var position = min(max(scale == .linear ? start : log(start), low), high)
    var previous = Double.infinity
    for _ in 0..<200 {
      let x = support(position)
      let value = distribution.logCumulative(x, tail: tail)
      if sign * (value - logProbability) > 0 { high = position } else { low = position }
      let slope = exp(distribution.logDensity(x) - value) * (scale == .linear ? 1 : x)
      var next = position - sign * (value - logProbability) / slope
      if !(next >= low && next <= high) { next = low + (high - low) / 2 }
      let moved = abs(next - position)
      position = next
      // Converged, or down to the rounding of the tail: small steps that shrink no more.
      let size = scale == .linear ? abs(position) : 1
      if moved <= 1e-14 * size || (moved <= 1e-8 * size && moved > previous / 2) { break }
      previous = moved
    }
    return support(position)
  }

  private func support(_ position: Double) -> Double {
    scale == .linear ? position : exp(position)
  }

  /// Two positions around the zero of an increasing function.
  private func bracket(_ gap: (Double) -> Double) -> (low: Double, high: Double) {
    let origin = scale == .linear ? start : log(start)
    let sign: Double = gap(origin) > 0 ? -1 : 1
    var inner = origin
    var distance = step
    while distance < 1e300, gap(origin + sign * distance) * sign < 0 {
      inner = origin + sign * distance
      distance *= 2
    }
    let outer = origin + sign * distance
    return (min(inner, outer), max(inner, outer))
  }
}
