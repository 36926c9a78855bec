/// Whether a standard deviation is possible for values within known limits.
///
/// Values between a and b with mean m have
///
///     SD^2 <= n / (n - 1) (b - m) (m - a)
///
/// (Bhatia and Davis 2000, Am Math Mon 107:353-357, for the sample variance). Without an upper
/// limit the largest value is that of one person who has everything, b = a + n (m - a), which gives
/// SD <= (m - a) sqrt(n).
public struct SpreadTest: Sendable {
  public let n: Int
  public let lowest: Double
  public let highest: Double?

  /// - Precondition: n is at least 2, and the limits are in order.
  public init(n: Int, lowest: Double, highest: Double? = nil) {
    precondition(n >= 2, "a standard deviation has at least two values")
    precondition(highest.map { $0 >= lowest } ?? true, "the limits are in order")
    self.n = n
    self.lowest = lowest
    self.highest = highest
  }

  /// The largest SD for a mean somewhere in a range; nil if the range lies outside the limits.
  public func largestStandardDeviation(mean: ValueRange) -> Double? {
    let limits = ValueRange(lowest, highest ?? .infinity)
    guard let mean = mean.intersection(limits) else { return nil }
    let people = Double(n)
    guard let highest else { return (mean.high - lowest) * people.squareRoot() }
    let widest = min(max((lowest + highest) / 2, mean.low), mean.high)
    return ((highest - widest) * (widest - lowest) * people / (people - 1)).squareRoot()
  }

  public func verdict(mean: PrintedNumber, sd: PrintedNumber) -> ConsistencyCheck.Verdict {
    if isPossible(mean.range, sd.range) { return .consistent }
    return isPossible(mean.generousRange, sd.generousRange) ? .rounding : .inconsistent
  }

  private func isPossible(_ mean: ValueRange, _ sd: ValueRange) -> Bool {
    guard let largest = largestStandardDeviation(mean: mean) else { return false }
    return sd.high >= 0 && sd.low <= largest * (1 + 1e-12)
  }
}
