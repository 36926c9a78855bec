import Glibc

extension ResponseLaw {
  /// Twice the log density of a response at the mean that fits it best less that at a mean; nil
  /// where there is no such thing: the variance of the NB1 family changes with the mean.
  ///
  /// McCullagh and Nelder (1989), "Generalized linear models", table 2.1.
  func unitDeviance(_ y: Double, mean: Double, trials: Double) -> Double? {
    switch family {
    case .gaussian: (y - mean) * (y - mean)
    case .poisson: 2 * Self.excess(y, mean)
    case .binomial:
      2 * (Self.excess(y, trials * mean) + Self.excess(trials - y, trials - trials * mean))
    case .negativeBinomial2:
      dispersion.map {
        max(0, 2 * (Self.excess(y, mean) - Self.excess(y + 1 / $0, mean + 1 / $0)))
      } ?? 2 * Self.excess(y, mean)
    case .negativeBinomial1: nil
    }
  }

  /// y log(y / m) - (y - m).
  private static func excess(_ y: Double, _ mean: Double) -> Double {
    y == 0 ? mean : y * log(y / mean) - (y - mean)
  }
}
