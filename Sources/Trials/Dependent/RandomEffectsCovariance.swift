import Numerics

/// The covariance G of the true effects of a study as a function of unconstrained parameters.
///
/// Variances enter as squares and correlations as sines, so that a limit of what they can be is an
/// ordinary stationary point and nothing has to run to infinity.
protocol RandomEffectsCovariance: Sendable {
  var parameterCount: Int { get }

  /// Points from which to search, `variance` the size to expect of a variance.
  func starts(variance: Double) -> [[Double]]

  /// G.
  func covariance(of block: StudyBlock, at theta: [Double]) -> Matrix

  /// dG / d theta_r.
  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int) -> Matrix

  /// d2G / d theta_r d theta_s; nil where it is zero.
  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int, _ s: Int) -> Matrix?

  /// The size of a step in each parameter, `scale` the size to expect of a standard deviation.
  func units(scale: Double) -> [Double]

  /// The parameters, those within 1e-5 units of a limit exactly on it: a standard deviation on 0,
  /// a correlation on -1 or 1.
  func snapped(_ theta: [Double], scale: Double) -> [Double]

  func components(at theta: [Double]) -> [VarianceComponent]
  func correlations(at theta: [Double]) -> [EffectCorrelation]
}

extension RandomEffectsCovariance {
  /// The distance from a limit, in units, that rounding cannot tell from 0.
  static var reach: Double { 1e-5 }
}
