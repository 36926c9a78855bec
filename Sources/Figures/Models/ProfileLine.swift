/// The profile of one parameter as it is drawn.
public struct ProfileLine: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    public let value: Double
    /// Signed square root of the rise of the deviance over its minimum.
    public let zeta: Double

    public init(value: Double, zeta: Double) {
      self.value = value
      self.zeta = zeta
    }
  }

  public let term: String
  public let estimate: Double
  /// The ends of the interval; nil where the profile does not reach them.
  public let low, high: Double?
  /// In ascending order of the values.
  public let points: [Point]

  public init(term: String, estimate: Double, low: Double?, high: Double?, points: [Point]) {
    self.term = term
    self.estimate = estimate
    self.low = low
    self.high = high
    self.points = points
  }
}
