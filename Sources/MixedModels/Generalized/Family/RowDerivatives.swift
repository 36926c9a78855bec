/// The log density of every row and its derivatives, as `ConditionalDistribution` fills them.
///
/// For row i, with l the log density times the row's case weight, eta the linear predictor, phi
/// the log of the dispersion and zeta the log odds of an extra zero. A final class: scratch memory
/// of one task.
final class RowDerivatives {
  /// dl/d(eta).
  let score: DoubleBuffer
  /// -d2l/d(eta)2.
  let information: DoubleBuffer
  /// W, the curvature of the Laplace approximation: `information`, or its expectation.
  let weight: DoubleBuffer
  /// dW/d(eta).
  let weightSlope: DoubleBuffer
  /// Of the dispersion, where the family has one.
  let dispersion: Shares?
  /// Of the log odds of an extra zero, where there are extra zeros.
  let zero: Shares?

  /// How a further parameter, or a further linear predictor, changes a row.
  struct Shares {
    /// dl/d(parameter).
    let density: DoubleBuffer
    /// d2l/d(eta)d(parameter).
    let score: DoubleBuffer
    /// dW/d(parameter).
    let weight: DoubleBuffer

    init(count: Int) {
      density = DoubleBuffer(count: count)
      score = DoubleBuffer(count: count)
      weight = DoubleBuffer(count: count)
    }
  }

  init(_ distribution: ConditionalDistribution) {
    let count = distribution.rowCount
    score = DoubleBuffer(count: count)
    information = DoubleBuffer(count: count)
    weight = distribution.usesExpectedWeight ? DoubleBuffer(count: count) : information
    weightSlope = DoubleBuffer(count: count)
    dispersion = distribution.hasDispersion ? Shares(count: count) : nil
    zero = distribution.isZeroInflated ? Shares(count: count) : nil
  }
}
