import Numerics

/// A test of several coefficients at once: chi-squared, or F where there is a denominator.
public struct OmnibusTest: Sendable, Codable, Equatable {
  public let statistic: Double
  public let numeratorDegreesOfFreedom: Double
  public let denominatorDegreesOfFreedom: Double?
  public let probability: Double
}

extension OmnibusTest {
  /// b' inv(C) b against chi-squared, or over the number of columns against F.
  init(square: Double, columns: Int, degreesOfFreedom: Double?) {
    let count = Double(columns)
    guard let freedom = degreesOfFreedom else {
      self.init(
        statistic: square, numeratorDegreesOfFreedom: count, denominatorDegreesOfFreedom: nil,
        probability: ChiSquaredDistribution(degreesOfFreedom: count)
          .cumulative(square, tail: .upper))
      return
    }
    self.init(
      statistic: square / count, numeratorDegreesOfFreedom: count,
      denominatorDegreesOfFreedom: freedom,
      probability: FDistribution(
        numeratorDegreesOfFreedom: count, denominatorDegreesOfFreedom: freedom
      ).cumulative(square / count, tail: .upper))
  }
}
