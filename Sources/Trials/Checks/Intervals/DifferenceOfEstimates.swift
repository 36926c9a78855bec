/// The difference of two independent estimates from their intervals: what two intervals side by
/// side do not say (A142).
///
/// With estimates x, y and limits (l, u), (L, U), all on the scale on which they are added,
///
///     low  = x - y - sqrt((x - l)^2 + (U - y)^2),
///     high = x - y + sqrt((u - x)^2 + (y - L)^2)
///
/// at the level of the two. Of symmetric intervals this is the usual interval of a difference, with
/// the squared standard errors added.
///
/// Source: Altman and Bland (2003), "Interaction revisited"; Zou and Donner (2008), MOVER, for
/// limits that are not symmetric; Newcombe (1998, method 10) for proportions.
public struct DifferenceOfEstimates: Sendable, Equatable {
  public let estimate: Double
  public let low: Double
  public let high: Double

  /// An estimate with its interval.
  public struct Part: Sendable, Equatable {
    public let estimate: Double
    public let low: Double
    public let high: Double

    /// - Precondition: `low <= estimate <= high`, all finite.
    public init(estimate: Double, low: Double, high: Double) {
      precondition(low <= estimate && estimate <= high && low.isFinite && high.isFinite)
      self.estimate = estimate
      self.low = low
      self.high = high
    }

    /// 0, no difference, lies in the interval.
    public var includesNull: Bool { low <= 0 && high >= 0 }
  }

  /// First less second; of ratios, give logarithms: the result is the log of the ratio of ratios.
  public init(_ first: Part, _ second: Part) {
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    estimate = first.estimate - second.estimate
    low = estimate - length(first.estimate - first.low, second.high - second.estimate)
    high = estimate + length(first.high - first.estimate, second.estimate - second.low)
  }

  /// 0 lies in the interval: the two may be the same.
  public var includesNull: Bool { low <= 0 && high >= 0 }
}
