/// A common odds ratio of one or several tables by exact conditional inference.
///
/// The conditional maximum likelihood estimate o solves E(A; o) = a. The exact limits solve
/// P(A >= a) = alpha / 2 and P(A <= a) = alpha / 2 and cover at least as often as they say; the
/// mid-P limits count the observed table half, and cover about as often.
public struct ExactOddsRatio: Sendable, Codable, Equatable {
  /// The log odds ratio; nil if it is infinite: the count is the smallest or largest possible.
  public let estimate: Double?
  public let level: Double
  /// Limits of the log odds ratio, nil without a limit on that side.
  public let lower: Double?
  public let upper: Double?
  public let midPLower: Double?
  public let midPUpper: Double?
  /// Fisher's P of no effect: all counts no more probable than the observed one.
  public let fisherPValue: Double
  /// Twice the smaller mid-P tail.
  public let midPValue: Double
  /// The treated people with the event, and their smallest and largest number with these margins.
  public let observed: Int
  public let smallest: Int
  public let largest: Int
}
