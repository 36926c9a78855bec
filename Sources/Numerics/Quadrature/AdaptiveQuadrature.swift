/// Adaptive integration by the 15-point Gauss-Kronrod rule, the worst interval halved first.
///
///     let integral = try AdaptiveQuadrature().integrate(from: 0, to: .infinity) { exp(-$0) }
///
/// Source: Piessens, de Doncker-Kapenga, Überhuber and Kahaner (1983), "QUADPACK", QAG and QAGI.
public struct AdaptiveQuadrature: Sendable {
  /// An integral, the estimate of its absolute error and the number of integrand evaluations.
  public struct Integral: Sendable, Equatable {
    public let value: Double
    public let errorEstimate: Double
    public let evaluations: Int
  }

  public let absoluteTolerance: Double
  public let relativeTolerance: Double
  public let maximumIntervals: Int

  /// Converged where the error estimate is at most max(absolute, relative * |value|).
  public init(
    absoluteTolerance: Double = 1e-12, relativeTolerance: Double = 1e-10,
    maximumIntervals: Int = 500
  ) {
    precondition(maximumIntervals > 0, "an adaptive quadrature needs at least one interval")
    self.absoluteTolerance = absoluteTolerance
    self.relativeTolerance = relativeTolerance
    self.maximumIntervals = maximumIntervals
  }

  /// The integral of f from `lower` to `upper`, either of which may be infinite.
  ///
  /// Infinite ranges are mapped to (0, 1] by x = lower + (1 - t) / t; the whole line is the
  /// integral of f(x) + f(-x) over x > 0. The integrand is never evaluated at the ends. On an
  /// infinite range shift and scale it first, so that its bulk lies within a few units of 0: a
  /// narrow peak far away can be missed.
  /// - Throws: `QuadratureError`, and what `f` throws.
  public func integrate(
    from lower: Double, to upper: Double, _ f: (Double) throws -> Double
  ) throws -> Integral {
    precondition(!lower.isNaN && !upper.isNaN, "the limits of an integral must be numbers")
    if lower == upper { return Integral(value: 0, errorEstimate: 0, evaluations: 0) }
    if lower > upper {
      let integral = try integrate(from: upper, to: lower, f)
      return Integral(
        value: -integral.value, errorEstimate: integral.errorEstimate,
        evaluations: integral.evaluations)
    }
    func checked(_ x: Double) throws -> Double {
      let value = try f(x)
      guard value.isFinite else { throw QuadratureError.notFinite(at: x) }
      return value
    }
    switch (lower.isFinite, upper.isFinite) {
    case (true, true):
      return try adapt(from: lower, to: upper, cost: 1, checked)
    case (true, false):
      return try adapt(from: 0, to: 1, cost: 1) { try checked(lower + (1 - $0) / $0) / ($0 * $0) }
    case (false, true):
      return try adapt(from: 0, to: 1, cost: 1) { try checked(upper - (1 - $0) / $0) / ($0 * $0) }
    case (false, false):
      return try adapt(from: 0, to: 1, cost: 2) { t in
        let x = (1 - t) / t
        return (try checked(x) + checked(-x)) / (t * t)
      }
    }
  }

  private func adapt(
    from lower: Double, to upper: Double, cost: Int, _ f: (Double) throws -> Double
  ) throws -> Integral {
    var intervals = [try KronrodEstimate(from: lower, to: upper, f)]
    while true {
      let value = intervals.reduce(0) { $0 + $1.value }
      let error = intervals.reduce(0) { $0 + $1.error }
      if error <= max(absoluteTolerance, relativeTolerance * abs(value)) {
        // Each halving evaluates two new intervals of 15 points and drops one.
        let evaluations = (2 * intervals.count - 1) * 15 * cost
        return Integral(value: value, errorEstimate: error, evaluations: evaluations)
      }
      guard intervals.count < maximumIntervals,
        let worst = intervals.indices.max(by: { intervals[$0].error < intervals[$1].error }),
        let middle = intervals[worst].middle
      else { throw QuadratureError.notConverged(value: value, errorEstimate: error) }
      let halved = intervals[worst]
      intervals[worst] = try KronrodEstimate(from: halved.lower, to: middle, f)
      intervals.append(try KronrodEstimate(from: middle, to: halved.upper, f))
    }
  }
}
