import Glibc

/// Counts with variance mu + alpha mu^2 and the log link.
///
/// l = y eta - (y + 1 / alpha) log q + sum log(1 + alpha j) over j < y, q = 1 + alpha mu; the last
/// sum is found in `DispersionTerms`, and nothing divides by alpha that does not vanish with it.
/// Lawless (1987), "Negative binomial and mixed Poisson regression".
struct NegativeBinomial2LogKernel: RowKernel {
  let alpha: Double
  let inverseAlpha: Double
  let rising: UnsafePointer<Double>
  let index: UnsafePointer<Int32>

  init(_ terms: DispersionTerms, _ index: IndexBuffer) {
    alpha = terms.alpha
    inverseAlpha = 1 / terms.alpha
    rising = UnsafePointer(terms.rising.base)
    self.index = UnsafePointer(index.base)
  }

  @inline(__always)
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet {
    let mean = exp(eta)
    let x = alpha * mean
    var inverse = 1 / (1 + x)
    var logQ: Double
    var limited = mean * inverse
    var first = (y - mean) * inverse
    if x < 1e300 {
      logQ = RisingSums.logOnePlus(x)
    } else {
      logQ = eta + log(alpha)
      inverse = exp(-logQ)
      limited = inverseAlpha
      first = y * inverse - limited
    }
    let sums = rising + 3 * Int(index[row])
    var jet = RowJet()
    jet.density = y * eta - (y + inverseAlpha) * logQ + sums[0]
    jet.first = first
    jet.second = -limited * (1 + alpha * y) * inverse
    jet.expected = limited
    guard third else { return jet }
    let share = alpha * limited
    jet.third = jet.second * (inverse - share)
    // Two forms of one sum: of numbers that vanish with alpha, or with 1 / (alpha mu).
    if x < 1 {
      jet.dispersion = sums[1] - y * share + RisingSums.logExcess(x) * inverseAlpha
    } else {
      jet.dispersion = y * inverse - sums[2] + (logQ - share) * inverseAlpha
    }
    jet.dispersionFirst = -first * share
    jet.dispersionSecond =
      -limited * inverse * (alpha * y * (inverse - share) - 2 * share)
    jet.expectedSlope = limited * inverse
    jet.expectedDispersion = -limited * share
    return jet
  }
}
