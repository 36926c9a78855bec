/// The profile likelihood of one parameter: how much worse the best model is that holds the
/// parameter at a value.
///
/// zeta is the signed root of the difference of the ML deviances, approximately standard normal
/// at the true value; the limits are where it reaches the normal quantile.
public struct ParameterProfile: Sendable {
  /// A value at which the likelihood was maximised over all else.
  public struct Point: Sendable, Equatable {
    public let value: Double
    public let zeta: Double
  }

  public let parameter: ModelParameter
  public let name: String
  /// The ML estimate; nil for a correlation with a random effect that does not vary.
  public let estimate: Double?
  public let level: Double
  public let lower: ProfileLimit
  public let upper: ProfileLimit
  private let scale: ProfileScale
  private let curve: ProfileCurve

  init(
    parameter: ModelParameter, name: String, estimate: Double?, level: Double,
    limits: (lower: ProfileLimit, upper: ProfileLimit), scale: ProfileScale, curve: ProfileCurve
  ) {
    self.parameter = parameter
    self.name = name
    self.estimate = estimate
    self.level = level
    (lower, upper) = limits
    self.scale = scale
    self.curve = curve
  }

  /// The solved points, ascending: the estimate and what the search for the limits and the grid
  /// of the plot visited.
  public var points: [Point] {
    curve.nodes.map { Point(value: scale.parameter($0.value), zeta: $0.zeta) }
  }

  /// zeta at a value of the parameter, interpolated; nil outside the solved points.
  public func zeta(at value: Double) -> Double? { curve.zeta(at: scale.value(value)) }

  /// The value of the parameter at which zeta has a value, interpolated; nil outside.
  public func value(atZeta zeta: Double) -> Double? {
    curve.value(atZeta: zeta).map(scale.parameter)
  }
}
