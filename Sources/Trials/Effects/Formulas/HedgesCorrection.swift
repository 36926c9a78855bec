import Glibc
import Numerics

/// The factor that takes the bias from a standardised mean difference.
public enum HedgesCorrection {
  /// J(m) = Gamma(m / 2) / (sqrt(m / 2) Gamma((m - 1) / 2)), the exact factor.
  ///
  /// By the beta function B((m - 1) / 2, 1/2), which keeps its digits for large m.
  ///
  /// Source: Hedges (1981), eq. 6e.
  /// - Parameter degreesOfFreedom: m > 1, not necessarily whole.
  public static func exact(degreesOfFreedom: Double) -> Double {
    precondition(degreesOfFreedom > 1, "J needs more than one degree of freedom")
    let half = degreesOfFreedom / 2
    return (Double.pi / half).squareRoot() / exp(SpecialFunctions.logBeta(half - 0.5, 0.5))
  }
}
