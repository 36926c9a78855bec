import Numerics

extension PoolingKernel {
  /// tau^2 with its standard error.
  struct Variance {
    let value: Double
    let standardError: Double
  }

  /// tau^2 by an estimator; needs more studies than columns.
  ///
  /// Standard errors: the variance of the quadratic form at the estimate for DL, HE, HS, HSk, SJ
  /// (2 tr(A S A S), S = V + tau^2 I); inverse expected information for ML and REML; Paule and
  /// Mandel's and EB by sqrt(2 k^2 / (k - p)) / sum w (Viechtbauer et al. 2015).
  func variance(_ estimator: HeterogeneityEstimator) -> Variance {
    switch estimator {
    case .dersimonianLaird, .hunterSchmidt, .hunterSchmidtCorrected: weightedMoment(estimator)
    case .hedges: unweightedMoment()
    case .sidikJonkman: sidikJonkman()
    case .pauleMandel, .empiricalBayes: estimatingEquation(Double(degreesOfFreedom))
    case .pauleMandelMedian:
      estimatingEquation(
        ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom)).quantile(0.5))
    case .maximumLikelihood, .restrictedMaximumLikelihood:
      likelihoodMaximum(restricted: estimator == .restrictedMaximumLikelihood)
    }
  }

  /// The t >= 0 at which Q(t) = y' P y falls to `target`, zero where Q(0) is not above it.
  ///
  /// 1 / Q is concave in t (a weighted harmonic mean of lines), so Newton steps on it from zero
  /// rise to the root without passing it: no bracket is needed, and one step is exact where all
  /// variances are equal.
  func root(ofQuadratic target: Double) -> Double {
    var t = 0.0
    for _ in 0..<200 {
      let sums = moments(t)
      let excess = sums.quadratic / target - 1
      guard excess > 0, sums.squaredQuadratic > 0 else { break }
      let step = sums.quadratic * excess / sums.squaredQuadratic
      t += step
      if step <= 1e-15 * t { break }
    }
    return t
  }

  private func weightedMoment(_ estimator: HeterogeneityEstimator) -> Variance {
    let sums = moments(0)
    let (k, freedom) = (Double(studies), Double(degreesOfFreedom))
    let (numerator, divisor, factor) =
      switch estimator {
      case .dersimonianLaird: (sums.quadratic - freedom, sums.trace, 1.0)
      case .hunterSchmidt: (sums.quadratic - k, sums.weightSum, 1.0)
      default: (sums.quadratic * k / freedom - k, sums.weightSum, k / freedom)
      }
    let value = max(0, numerator / divisor)
    let spread = 2 * freedom + 4 * value * sums.trace + 2 * value * value * sums.squaredTrace
    return Variance(value: value, standardError: factor * spread.squareRoot() / divisor)
  }

  private func unweightedMoment() -> Variance {
    let (p, freedom) = (columns, Double(degreesOfFreedom))
    // tr M V and tr M V M V through Z' V Z and Z' V^2 Z.
    var (trace, square) = (0.0, 0.0)
    var inner = [Double](repeating: 0, count: p * p)
    for i in 0..<studies {
      let row = z + i * p
      trace += v[i]
      square += v[i] * v[i]
      for a in 0..<p {
        trace -= v[i] * row[a] * row[a]
        square -= 2 * v[i] * v[i] * row[a] * row[a]
        for b in 0..<p { inner[a * p + b] += v[i] * row[a] * row[b] }
      }
    }
    square += inner.reduce(0) { $0 + $1 * $1 }
    let value = max(0, (residualSumOfSquares - trace) / freedom)
    let spread = 2 * square + 4 * value * trace + 2 * value * value * freedom
    return Variance(value: value, standardError: spread.squareRoot() / freedom)
  }

  private func sidikJonkman() -> Variance {
    let start = spread / Double(studies)
    let freedom = Double(degreesOfFreedom)
    let sums = moments(start)
    let value = start * sums.quadratic / freedom
    // tr(P V P V) and tr(P V P), V = inverse(W) - start I.
    let square =
      freedom - 2 * start * sums.trace + start * start * sums.squaredTrace
    let cross = sums.trace - start * sums.squaredTrace
    let variance = 2 * square + 4 * value * cross + 2 * value * value * sums.squaredTrace
    return Variance(value: value, standardError: start / freedom * variance.squareRoot())
  }

  private func estimatingEquation(_ target: Double) -> Variance {
    let value = root(ofQuadratic: target)
    let sums = moments(value)
    let (k, freedom) = (Double(studies), Double(degreesOfFreedom))
    return Variance(
      value: value, standardError: (2 * k * k / freedom).squareRoot() / sums.weightSum)
  }
}
