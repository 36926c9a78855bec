/// A group of people with the values that its mean and standard deviation can have.
public struct GroupRange: Sendable, Equatable {
  public let count: Int
  public let mean: ValueRange
  /// Of the people, not below 0.
  public let standardDeviation: ValueRange

  /// - Precondition: `count >= 2`, and no standard deviation below 0.
  public init(count: Int, mean: ValueRange, standardDeviation: ValueRange) {
    precondition(count >= 2 && standardDeviation.low >= 0, "a standard deviation is of two or more")
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The mean of an arm, with its standard deviation, or its standard error times the root of n.
  ///
  /// - Parameters:
  ///   - arm: a mean, with a standard deviation or a standard error.
  ///   - count: the people of the arm, where the arm itself does not say.
  public init?(_ arm: ArmRecord, count: Int? = nil) {
    guard let n = arm.n?.wholeNumber ?? count, n >= 2, let mean = arm.mean,
      mean.relation == .equal
    else { return nil }
    let printed = arm.sd?.range ?? arm.se.map { Double(n).squareRoot() * $0.range }
    guard let range = printed?.intersection(.positive), range.high.isFinite else { return nil }
    self.init(count: n, mean: mean.range, standardDeviation: range)
  }

  /// The same with other people.
  func counted(_ count: Int) -> GroupRange {
    GroupRange(count: count, mean: mean, standardDeviation: standardDeviation)
  }

  /// The same, what was printed as a standard deviation being a standard error.
  var readingStandardError: GroupRange {
    GroupRange(
      count: count, mean: mean, standardDeviation: Double(count).squareRoot() * standardDeviation)
  }

  var variance: ValueRange { standardDeviation.squared }
  /// s^2 / n.
  var meanVariance: ValueRange { (1 / Double(count)) * variance }
}
