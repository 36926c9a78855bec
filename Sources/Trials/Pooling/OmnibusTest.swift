/// A test of several coefficients at once: chi-squared, or F where there is a denominator.
public struct OmnibusTest: Sendable, Codable, Equatable {
  public let statistic: Double
  public let numeratorDegreesOfFreedom: Double
  public let denominatorDegreesOfFreedom: Double?
  public let probability: Double
}
