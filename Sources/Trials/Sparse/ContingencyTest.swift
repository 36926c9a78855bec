import Numerics

/// A chi-squared test on tables.
public struct ContingencyTest: Sendable, Codable, Equatable {
  public let statistic: Double
  public let degreesOfFreedom: Int
  public let pValue: Double

  /// - Parameters:
  ///   - statistic: rounding below 0 is taken as 0.
  ///   - degreesOfFreedom: at least 1.
  init(statistic: Double, degreesOfFreedom: Int) {
    precondition(degreesOfFreedom >= 1, "a chi-squared test needs a degree of freedom")
    self.statistic = max(0, statistic)
    self.degreesOfFreedom = degreesOfFreedom
    pValue = ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom))
      .cumulative(max(0, statistic), tail: .upper)
  }
}
