import Numerics

/// A test that several linear combinations of the fixed effects are all zero: L beta = 0.
public struct HypothesisTest: Sendable, Codable, Equatable {
  /// What the denominator degrees of freedom are, or why there is no test.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// F with `numeratorDegreesOfFreedom` and `denominatorDegreesOfFreedom`.
    case fisherF = "f"
    /// Chi-squared over its degrees of freedom: infinite denominator degrees of freedom.
    case chiSquared = "chi-squared"
    /// The method finds no positive denominator degrees of freedom: no p value.
    case noDegreesOfFreedom = "no-degrees-of-freedom"
  }

  public let label: String
  /// The rank of L.
  public let numeratorDegreesOfFreedom: Int
  /// Nil unless the state is `fisherF`.
  public let denominatorDegreesOfFreedom: Double?
  /// The scaled F statistic.
  public let statistic: Double
  /// Kenward and Roger's factor of F, 1 for other methods.
  public let scale: Double
  public let pValue: Double?
  /// sigma^2 times the unscaled F times the numerator degrees of freedom: the sum of squares of
  /// an analysis of variance table.
  public let sumOfSquares: Double
  public let state: State

  /// The Wald chi-squared statistic on `numeratorDegreesOfFreedom`; nil for F tests.
  public var chiSquared: Double? {
    state == .chiSquared ? statistic * Double(numeratorDegreesOfFreedom) : nil
  }

  /// The sum of squares over the numerator degrees of freedom.
  public var meanSquare: Double { sumOfSquares / Double(numeratorDegreesOfFreedom) }

  /// - Parameters:
  ///   - unscaled: F before it is scaled.
  ///   - degreesOfFreedom: of the denominator; infinite for chi-squared.
  init(
    label: String, rank: Int, unscaled: Double, scale: Double, degreesOfFreedom: Double,
    sigma: Double
  ) {
    self.label = label
    numeratorDegreesOfFreedom = rank
    let isScaled = scale > 0 && scale.isFinite
    self.scale = isScaled ? scale : 1
    statistic = unscaled * self.scale
    sumOfSquares = unscaled * sigma * sigma * Double(rank)
    guard isScaled, degreesOfFreedom > 0 else {
      (denominatorDegreesOfFreedom, pValue, state) = (nil, nil, .noDegreesOfFreedom)
      return
    }
    pValue = FDistribution(
      numeratorDegreesOfFreedom: Double(rank), denominatorDegreesOfFreedom: degreesOfFreedom
    ).cumulative(statistic, tail: .upper)
    denominatorDegreesOfFreedom = degreesOfFreedom.isFinite ? degreesOfFreedom : nil
    state = degreesOfFreedom.isFinite ? .fisherF : .chiSquared
  }
}
