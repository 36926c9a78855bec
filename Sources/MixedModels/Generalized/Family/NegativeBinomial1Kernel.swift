import Glibc

/// Counts with variance mu (1 + alpha), with any link.
///
/// l = sum log(mu + alpha j) over j < y - y log(1 + alpha) - mu log(1 + alpha) / alpha: the size
/// mu / alpha changes with eta, and with it the sum (`RisingSums`).
/// Hilbe (2011), "Negative binomial regression", section 10.2.
struct NegativeBinomial1Kernel: RowKernel {
  let link: LinkFunction
  let alpha: Double
  /// log(1 + alpha).
  let logGrowth: Double
  let rate: Double
  let rateFall: Double

  init(_ link: LinkFunction, _ terms: DispersionTerms) {
    self.link = link
    alpha = terms.alpha
    logGrowth = log1p(terms.alpha)
    rate = terms.logRate
    rateFall = terms.logRateFall
  }

  @inline(__always)
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet {
    guard let mean = CountMean(link, eta) else { return .impossible }
    let mu = mean.value
    var jet = RowJet()
    jet.density = -mu * rate
    jet.first = -mean.first * rate
    jet.second = -mean.second * rate
    jet.third = -mean.third * rate
    jet.dispersion = mu * rateFall
    jet.dispersionFirst = mean.first * rateFall
    jet.dispersionSecond = mean.second * rateFall
    if y == 0 { return jet }
    if mu == 0 && link != .log { return .impossible }
    let sums = RisingSums(size: min(mu / alpha, 1e200), count: y, third: third)
    jet.density +=
      mean.logarithm(link, eta) - y * logGrowth + sums.log
      + (y > 1 ? (y - 1) * log(max(mu, alpha)) : 0)
    let (t1, t2, t3) = (mean.logFirst, mean.logSecond, mean.logThird)
    jet.first += sums.ratio * t1
    jet.second += sums.second * t1 * t1 + sums.ratio * t2
    guard third else { return jet }
    jet.third += sums.third * t1 * t1 * t1 + 3 * sums.second * t1 * t2 + sums.ratio * t3
    jet.dispersion +=
      alpha < 1 ? sums.complement - y * (alpha / (1 + alpha)) : y / (1 + alpha) - sums.ratio
    jet.dispersionFirst -= sums.second * t1
    jet.dispersionSecond -= sums.third * t1 * t1 + sums.second * t2
    return jet
  }
}
