/// Whether the mean and the standard deviation of zeros and ones agree: the descriptive binary
/// test.
///
/// k ones among n values have the mean k / n and
///
///     SD^2 = k (n - k) / (n (n - 1)).
///
/// Every whole k that the mean allows is tried, in whole numbers.
///
/// Source: Heathers and Brown (2019), "DEBIT: a simple consistency test for binary data", OSF.
public struct DEBITTest: Sendable {
  public let n: Int

  /// - Precondition: n is at least 2.
  public init(n: Int) {
    precondition(n >= 2, "a standard deviation has at least two values")
    self.n = n
  }

  /// Not checkable for a mean that is not one of zeros and ones, or of more than nine digits.
  public func verdict(mean: PrintedNumber, sd: PrintedNumber) -> ConsistencyCheck.Verdict {
    guard mean.relation == .equal, sd.relation == .equal, (0...1).contains(mean.value),
      sd.digits >= 0, n <= 1_000_000, max(mean.decimals, sd.decimals) <= 6, sd.value < 1000
    else { return .notCheckable }
    for generous in [false, true] {
      let bounds = sd.squareBounds(generous: generous)
      let ones = mean.wholeNumbers(over: n, generous: generous)?.clamped(to: 0...n)
      let fits = ones?.contains { ones in
        bounds.contains(Int128(ones) * Int128(n - ones), over: Int128(n) * Int128(n - 1))
      }
      if fits == true { return generous ? .rounding : .consistent }
    }
    return .inconsistent
  }
}
