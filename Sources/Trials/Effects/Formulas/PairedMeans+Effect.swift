import Glibc

extension PairedMeans {
  /// m1 - m2, with variance sD^2 / n, sD^2 = s1^2 + s2^2 - 2 r s1 s2.
  var meanChange: RawEffect {
    RawEffect(estimate: difference, variance: differenceVariance / n)
  }

  /// J(n - 1) (m1 - m2) / sD, with variance 1 / n + g^2 / (2 n) (Gibbons, Hedeker and Davis
  /// 1993).
  func changeByChangeUnits(isCorrected: Bool) -> RawEffect {
    let g = factor(n - 1, isCorrected) * difference / differenceVariance.squareRoot()
    return RawEffect(estimate: g, variance: (1 + g * g / 2) / n)
  }

  /// J(n - 1) (m1 - m2) / s, s one of the two standard deviations, with variance
  /// 2 (1 - r) / n + g^2 / (2 n) (Becker 1988).
  func changeByRawUnits(isCorrected: Bool, _ standardizer: PairedStandardizer) -> RawEffect {
    let unit = self.unit(standardizer).standardDeviation
    let g = factor(n - 1, isCorrected) * difference / unit
    return RawEffect(estimate: g, variance: (2 * (1 - correlation) + g * g / 2) / n)
  }

  /// The same with variance sD^2 / (s^2 (n - 1)) + g^2 / (2 (n - 1)) (Bonett 2008), which
  /// metafor multiplied by J^2 before 4.6.
  func changeByRawUnitsHeteroscedastic(
    isCorrected: Bool, _ standardizer: PairedStandardizer, _ edition: FormulaEdition
  ) -> RawEffect {
    let unit = self.unit(standardizer)
    let exact = HedgesCorrection.exact(degreesOfFreedom: n - 1)
    let g = (isCorrected ? exact : 1) * difference / unit.standardDeviation
    let variance = (differenceVariance / unit.variance + g * g / 2) / (n - 1)
    return RawEffect(
      estimate: g, variance: edition == .metafor3 ? exact * exact * variance : variance)
  }

  /// J(m) (m1 - m2) / s, s^2 = (s1^2 + s2^2) / 2 and m = 2 (n - 1) / (1 + r^2), with variance
  /// 2 (1 - r) / n + g^2 (1 + r^2) / (4 n).
  func changeByPooledUnits(isCorrected: Bool) -> RawEffect {
    let g = pooledChange(isCorrected)
    let square = correlation * correlation
    return RawEffect(
      estimate: g, variance: (2 * (1 - correlation) + g * g * (1 + square) / 4) / n)
  }

  /// The same with variance sD^2 / (s^2 (n - 1))
  /// + g^2 (s1^4 + s2^4 + 2 r^2 s1^2 s2^2) / (8 s^4 (n - 1)) (Bonett 2008).
  func changeByPooledUnitsHeteroscedastic(isCorrected: Bool) -> RawEffect {
    let g = pooledChange(isCorrected)
    let (v1, v2) = (treatment.variance, comparator.variance)
    let shape =
      (v1 * v1 + v2 * v2 + 2 * correlation * correlation * v1 * v2)
      / (8 * pooledVariance * pooledVariance)
    return RawEffect(
      estimate: g, variance: (differenceVariance / pooledVariance + g * g * shape) / (n - 1))
  }

  /// log(m1 / m2), with variance q1 + q2 - 2 r s1 s2 / (n m1 m2), q = s^2 / (n m^2) (Lajeunesse
  /// 2011); corrected by (q1 - q2) / 2 (Lajeunesse 2015).
  func ratioOfMeans(isCorrected: Bool) -> RawEffect {
    let (q1, q2) = (treatment.relativeVariance, comparator.relativeVariance)
    let shared =
      2 * correlation * treatment.standardDeviation * comparator.standardDeviation
      / (treatment.mean * comparator.mean * n)
    return RawEffect(
      estimate: log(treatment.mean / comparator.mean) + (isCorrected ? (q1 - q2) / 2 : 0),
      variance: q1 + q2 - shared)
  }

  /// log(s1 / s2), with variance (1 - r^2) / (n - 1) (Senior, Viechtbauer and Nakagawa 2020).
  var variabilityRatio: RawEffect {
    RawEffect(
      estimate: log(treatment.standardDeviation / comparator.standardDeviation),
      variance: (1 - correlation * correlation) / (n - 1))
  }

  /// The log ratio of standard deviations minus that of means, with the sum of their variances
  /// (Senior, Viechtbauer and Nakagawa 2020).
  func variationRatio(isCorrected: Bool) -> RawEffect {
    let means = ratioOfMeans(isCorrected: isCorrected)
    return RawEffect(
      estimate: variabilityRatio.estimate - means.estimate,
      variance: variabilityRatio.variance + means.variance)
  }

  private var n: Double { treatment.n }
  private var difference: Double { treatment.mean - comparator.mean }
  private var pooledVariance: Double { (treatment.variance + comparator.variance) / 2 }

  private func unit(_ standardizer: PairedStandardizer) -> GroupMean {
    standardizer == .comparator ? comparator : treatment
  }

  private func factor(_ degreesOfFreedom: Double, _ isCorrected: Bool) -> Double {
    isCorrected ? HedgesCorrection.exact(degreesOfFreedom: degreesOfFreedom) : 1
  }

  private func pooledChange(_ isCorrected: Bool) -> Double {
    let m = 2 * (n - 1) / (1 + correlation * correlation)
    return factor(m, isCorrected) * difference / pooledVariance.squareRoot()
  }
}
