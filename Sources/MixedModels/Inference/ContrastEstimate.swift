import Numerics

/// An estimated linear combination of the fixed effects, l' beta, and its test against zero.
public struct ContrastEstimate: Sendable, Codable, Equatable {
  /// What the degrees of freedom are, or why there is no test.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Student's t with `degreesOfFreedom`.
    case studentT = "student-t"
    /// The normal distribution: infinite degrees of freedom.
    case normal
    /// The method finds no positive degrees of freedom: no test and no interval.
    case noDegreesOfFreedom = "no-degrees-of-freedom"
    /// The estimated variance is not positive: no test and no interval.
    case noVariance = "no-variance"
  }

  public let label: String
  public let estimate: Double
  public let standardError: Double
  /// Nil unless the state is `studentT`.
  public let degreesOfFreedom: Double?
  /// estimate / standard error.
  public let statistic: Double?
  /// Two-sided, adjusted where a table of several says so.
  public let pValue: Double?
  public let confidenceLow: Double?
  public let confidenceHigh: Double?
  public let state: State

  /// - Parameters:
  ///   - degreesOfFreedom: infinite for a normal test; without a meaning unless positive.
  ///   - level: of the two-sided interval, between 0 and 1.
  init(
    label: String, estimate: Double, variance: Double, degreesOfFreedom: Double, level: Double
  ) {
    let reference = Self.reference(variance: variance, degreesOfFreedom: degreesOfFreedom)
    let standardError = max(variance, 0).squareRoot()
    let statistic = estimate / standardError
    let margin = reference.distribution.map {
      standardError * $0.quantile((1 - level) / 2, tail: .upper)
    }
    self.init(
      label: label, estimate: estimate, standardError: standardError,
      degreesOfFreedom: reference.state == .studentT ? degreesOfFreedom : nil,
      statistic: reference.state == .noVariance ? nil : statistic,
      pValue: reference.distribution?.twoSidedProbability(statistic), margin: margin,
      state: reference.state)
  }

  private init(
    label: String, estimate: Double, standardError: Double, degreesOfFreedom: Double?,
    statistic: Double?, pValue: Double?, margin: Double?, state: State
  ) {
    self.label = label
    self.estimate = estimate
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.statistic = statistic
    self.pValue = pValue
    confidenceLow = margin.map { estimate - $0 }
    confidenceHigh = margin.map { estimate + $0 }
    self.state = state
  }

  /// The same estimate with another p value and half-width of the interval.
  func adjusted(pValue: Double?, margin: Double?) -> ContrastEstimate {
    ContrastEstimate(
      label: label, estimate: estimate, standardError: standardError,
      degreesOfFreedom: degreesOfFreedom, statistic: statistic, pValue: pValue, margin: margin,
      state: state)
  }

  private static func reference(
    variance: Double, degreesOfFreedom: Double
  ) -> (state: State, distribution: StudentTDistribution?) {
    guard variance > 0 else { return (.noVariance, nil) }
    guard degreesOfFreedom > 0 else { return (.noDegreesOfFreedom, nil) }
    let distribution = StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
    return (degreesOfFreedom.isFinite ? .studentT : .normal, distribution)
  }
}
