import Glibc

extension TwoGroupMeans {
  /// m1 - m2, with variance s1^2 / n1 + s2^2 / n2, or sp^2 (1 / n1 + 1 / n2).
  func meanDifference(_ variance: VarianceEstimator) -> RawEffect {
    let (t, c) = (treatment, comparator)
    let value =
      variance == .homoscedastic
      ? pooledVariance * (1 / t.n + 1 / c.n) : t.variance / t.n + c.variance / c.n
    return RawEffect(estimate: t.mean - c.mean, variance: value)
  }

  /// g = J d, d = (m1 - m2) / s with s the pooled standard deviation, or the comparator's (Glass).
  ///
  /// Variances, w = 1 / n1 + 1 / n2 and n the people behind s (Hedges 1982, eq. 8; Borenstein 2009,
  /// eq. 12.17; Hedges 1983, eq. 9):
  ///
  ///     LS   w + g^2 / (2 n)
  ///     LS2  J^2 (w + d^2 / (2 n))
  ///     UB   w + (1 - (m - 2) / (m J^2)) g^2
  ///     AV   LS with the average g of all studies, weighted by n
  func standardizedDifference(
    byComparator: Bool, isCorrected: Bool, _ variance: VarianceEstimator, average: Double?
  ) -> RawEffect {
    let (t, c) = (treatment, comparator)
    let people = byComparator ? c.n : t.n + c.n
    let m = byComparator ? c.n - 1 : t.n + c.n - 2
    let unit = byComparator ? c.standardDeviation : pooledVariance.squareRoot()
    let d = (t.mean - c.mean) / unit
    let factor = HedgesCorrection.exact(degreesOfFreedom: m)
    let g = isCorrected ? factor * d : d
    let weight = 1 / t.n + 1 / c.n
    let square = factor * factor
    let value =
      switch variance {
      case .largeSampleCorrected: square * (weight + d * d / (2 * people))
      case .unbiased: weight + (1 - (m - 2) / (m * square)) * g * g
      case .average: weight + (average ?? g) * (average ?? g) / (2 * people)
      case .largeSample, .homoscedastic: weight + g * g / (2 * people)
      }
    return RawEffect(estimate: g, variance: value)
  }

  /// J (m1 - m2) / s, s^2 = (s1^2 + s2^2) / 2, with variance (Bonett 2008)
  ///
  ///     g^2 (s1^4 / (n1 - 1) + s2^4 / (n2 - 1)) / (8 s^4)
  ///       + (s1^2 / (n1 - 1) + s2^2 / (n2 - 1)) / s^2,
  ///
  /// which metafor multiplied by J^2 before 4.6.
  func heteroscedasticDifference(isCorrected: Bool, _ edition: FormulaEdition) -> RawEffect {
    let (t, c) = (treatment, comparator)
    let square = (t.variance + c.variance) / 2
    let factor = HedgesCorrection.exact(degreesOfFreedom: t.n + c.n - 2)
    let d = (t.mean - c.mean) / square.squareRoot()
    let g = isCorrected ? factor * d : d
    let shape =
      (t.variance * t.variance / (t.n - 1) + c.variance * c.variance / (c.n - 1))
      / (8 * square * square)
    let value = g * g * shape + (t.variance / (t.n - 1) + c.variance / (c.n - 1)) / square
    return RawEffect(
      estimate: g, variance: edition == .metafor3 ? factor * factor * value : value)
  }

  /// Glass' delta with variance s1^2 / (s2^2 (n1 - 1)) + 1 / (n2 - 1) + g^2 / (2 (n2 - 1))
  /// (Bonett 2008).
  func glassHeteroscedastic(isCorrected: Bool) -> RawEffect {
    let (t, c) = (treatment, comparator)
    let d = (t.mean - c.mean) / c.standardDeviation
    let g = isCorrected ? HedgesCorrection.exact(degreesOfFreedom: c.n - 1) * d : d
    let value = t.variance / (c.variance * (t.n - 1)) + (1 + g * g / 2) / (c.n - 1)
    return RawEffect(estimate: g, variance: value)
  }

  /// log(m1 / m2), with variance q1 + q2, q = s^2 / (n m^2) (Hedges, Gurevitch and Curtis 1999,
  /// eq. 1); corrected by (q1 - q2) / 2 (Lajeunesse 2015).
  ///
  /// HO has the pooled variance in both q, AV the average coefficients of variation of the studies.
  func ratioOfMeans(
    isCorrected: Bool, _ variance: VarianceEstimator, average: VariationAverages?
  ) -> RawEffect {
    let (t, c) = (treatment, comparator)
    let (q1, q2) = (t.relativeVariance, c.relativeVariance)
    let own = VariationAverages(self)
    let used = average ?? own
    let value =
      switch variance {
      case .homoscedastic:
        pooledVariance * (1 / (t.n * t.mean * t.mean) + 1 / (c.n * c.mean * c.mean))
      case .average:
        used.treatment * used.treatment / t.n + used.comparator * used.comparator / c.n
      case .largeSample, .largeSampleCorrected, .unbiased: q1 + q2
      }
    return RawEffect(
      estimate: log(t.mean / c.mean) + (isCorrected ? (q1 - q2) / 2 : 0), variance: value)
  }

  /// log(s1 / s2) + h1 - h2, with variance h1 + h2, h = 1 / (2 (n - 1)) (Nakagawa et al.
  /// 2015); uncorrected without h1 - h2.
  func variabilityRatio(isCorrected: Bool) -> RawEffect {
    let (h1, h2) = (0.5 / (treatment.n - 1), 0.5 / (comparator.n - 1))
    let ratio = log(treatment.standardDeviation / comparator.standardDeviation)
    return RawEffect(estimate: ratio + (isCorrected ? h1 - h2 : 0), variance: h1 + h2)
  }

  /// The log ratio of standard deviations minus that of means, with the sum of their variances
  /// (Nakagawa et al. 2015, eq. 12 without its correlation).
  func variationRatio(isCorrected: Bool, _ edition: FormulaEdition) -> RawEffect {
    let spread = variabilityRatio(isCorrected: isCorrected)
    let means = ratioOfMeans(
      isCorrected: isCorrected && edition == .metafor5, .largeSample, average: nil)
    return RawEffect(
      estimate: spread.estimate - means.estimate, variance: spread.variance + means.variance)
  }

  private var pooledVariance: Double {
    let (t, c) = (treatment, comparator)
    return ((t.n - 1) * t.variance + (c.n - 1) * c.variance) / (t.n + c.n - 2)
  }
}
