import Glibc

/// The log density of one row of a family with a link: what a loop over rows is specialised for.
protocol RowKernel {
  /// - Parameters:
  ///   - third: whether third derivatives and those in the dispersion are asked for; they are left
  ///     at zero, or to chance, where not.
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet
}

/// Poisson counts with the log link: l = y eta - exp(eta).
struct PoissonLogKernel: RowKernel {
  @inline(__always)
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet {
    let mean = exp(eta)
    return RowJet(density: y * eta - mean, first: y - mean, second: -mean, third: -mean)
  }
}

/// Normal responses with the identity link: l = -phi / 2 - (y - eta)^2 exp(-phi) / 2, phi the
/// logarithm of the residual variance.
struct GaussianKernel: RowKernel {
  let logVariance: Double
  let precision: Double

  init(_ terms: DispersionTerms) {
    logVariance = terms.logDispersion
    precision = 1 / terms.alpha
  }

  @inline(__always)
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet {
    let scaled = (y - eta) * precision
    let halfSquare = (y - eta) * scaled / 2
    return RowJet(
      density: -halfSquare - logVariance / 2, first: scaled, second: -precision, third: 0,
      dispersion: halfSquare - 0.5, dispersionFirst: -scaled, dispersionSecond: precision)
  }
}
