/// A correlation and the number of people it was computed from.
public struct SampleCorrelation: Sendable, Equatable {
  public let count: Int
  public let correlation: Double

  /// - Throws: `EffectError.groupTooSmall` below four people, whose correlation has no usable
  ///   variance, `.correlationOutOfRange`.
  public init(count: Int, correlation: Double) throws(EffectError) {
    guard count >= 4 else { throw .groupTooSmall(count: count, minimum: 4) }
    guard abs(correlation) <= 1 else { throw .correlationOutOfRange(correlation) }
    self.count = count
    self.correlation = correlation
  }
}
