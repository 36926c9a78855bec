import Glibc
import Numerics

extension HillsArmitage {
  /// The two one-sided P values of equivalence: of a treatment effect at or below `lower`, and at
  /// or above `upper`. Both below alpha say that the effect lies between the limits, as does the
  /// interval of level 1 - 2 alpha (Schuirmann 1987).
  /// - Returns: nil where the standard error is 0.
  public func equivalenceProbabilities(
    lower: Double, upper: Double
  ) -> (belowLower: Double, aboveUpper: Double)? {
    guard let inference = treatment.inference, let freedom = inference.degreesOfFreedom else {
      return nil
    }
    let distribution = StudentTDistribution(degreesOfFreedom: freedom)
    func distance(_ limit: Double) -> Double {
      (treatment.estimate - limit) / inference.standardError
    }
    return (
      distribution.cumulative(distance(lower), tail: .upper),
      distribution.cumulative(distance(upper), tail: .lower)
    )
  }

  /// The coefficient of variation within a person of an outcome whose logarithm was analysed,
  /// sqrt(exp(residual variance) - 1).
  public var coefficientOfVariationFromLogs: Double { expm1(residualVariance).squareRoot() }
}
