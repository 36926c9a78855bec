import Glibc

/// Counts with variance mu + alpha mu^2, or mu, with the square root, identity and inverse links.
///
/// l as with the log link; its derivatives in mu, those of a Poisson count with alpha = 0, are
/// ((y - mu) / (mu q), ...), carried to eta by the chain rule.
struct CountPowerKernel: RowKernel {
  let link: LinkFunction
  /// Zero for a Poisson count.
  let alpha: Double
  /// Nil for a Poisson count.
  let rising: UnsafePointer<Double>?
  let index: UnsafePointer<Int32>?

  /// A Poisson count.
  init(_ link: LinkFunction) {
    self.link = link
    (alpha, rising, index) = (0, nil, nil)
  }

  init(_ link: LinkFunction, _ terms: DispersionTerms, _ index: IndexBuffer) {
    self.link = link
    alpha = terms.alpha
    rising = UnsafePointer(terms.rising.base)
    self.index = UnsafePointer(index.base)
  }

  @inline(__always)
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet {
    guard let mean = CountMean(link, eta) else { return .impossible }
    let mu = mean.value
    // A mean of zero allows no event.
    if mu == 0 && y > 0 { return .impossible }
    let x = alpha * mu
    let inverse = 1 / (1 + x)
    let ratio = y == 0 ? 0 : y / mu
    let curve = y == 0 ? 0 : ratio / mu
    let f1 = (ratio - 1) * inverse
    let f2 = (alpha - curve * (1 + 2 * x)) * inverse * inverse
    var jet = RowJet()
    jet.density =
      (y == 0 ? 0 : y * log(mu)) - y * log1p(x) - (alpha == 0 ? mu : log1p(x) / alpha)
    jet.first = f1 * mean.first
    jet.second = f2 * mean.first * mean.first + f1 * mean.second
    // The expected information mu1^2 / (mu q); mu1^2 / mu is 4, 1 / eta or 1 / eta^3.
    let inverseEta = 1 / eta
    let (base, baseSlope) =
      switch link {
      case .squareRoot: (4.0, 0.0)
      case .identity: (inverseEta, -inverseEta * inverseEta)
      default: (mu * mu * mu, -3 * mu * mu * mu * mu)
      }
    jet.expected = base * inverse
    if let rising, let index { jet.density += rising[3 * Int(index[row])] }
    guard third else { return jet }
    let f3 =
      ((y == 0 ? 0 : 2 * curve / mu * (1 + 3 * x + 3 * x * x)) - 2 * alpha * alpha)
      * inverse * inverse * inverse
    jet.third =
      f3 * mean.first * mean.first * mean.first + 3 * f2 * mean.first * mean.second
      + f1 * mean.third
    jet.expectedSlope = (baseSlope - base * alpha * mean.first * inverse) * inverse
    guard let rising, let index else { return jet }
    let sums = rising + 3 * Int(index[row])
    let share = x * inverse
    if x < 1 {
      jet.dispersion = sums[1] - y * share + RisingSums.logExcess(x) / alpha
    } else {
      jet.dispersion = y * inverse - sums[2] + (log1p(x) - share) / alpha
    }
    let f1Dispersion = (1 - ratio) * share * inverse
    let f2Dispersion =
      alpha * (2 * alpha * y + 1 - x) * inverse * inverse * inverse
    jet.dispersionFirst = f1Dispersion * mean.first
    jet.dispersionSecond =
      f2Dispersion * mean.first * mean.first + f1Dispersion * mean.second
    jet.expectedDispersion = -base * inverse * share
    return jet
  }
}
