import Glibc

/// The log density l of one row, without its constant, and its derivatives in the linear predictor
/// eta and in the log dispersion phi.
struct RowJet {
  /// l; NaN where the mean is impossible, which the sum over the rows turns into -infinity.
  var density = 0.0
  /// dl/d(eta).
  var first = 0.0
  /// d2l/d(eta)2.
  var second = 0.0
  /// d3l/d(eta)3.
  var third = 0.0
  /// dl/d(phi).
  var dispersion = 0.0
  /// d2l/d(eta)d(phi).
  var dispersionFirst = 0.0
  /// d3l/d(eta)2d(phi).
  var dispersionSecond = 0.0
  /// The expectation of -d2l/d(eta)2, with its derivatives in eta and phi.
  var expected = 0.0
  var expectedSlope = 0.0
  var expectedDispersion = 0.0

  /// A row whose mean its family cannot have.
  static let impossible = RowJet(density: .nan)

  /// A row that counts `weight` times.
  @inline(__always)
  mutating func scale(by weight: Double) {
    // A row without weight may have an impossible mean.
    if weight == 0 {
      self = RowJet()
      return
    }
    density *= weight
    first *= weight
    second *= weight
    third *= weight
    dispersion *= weight
    dispersionFirst *= weight
    dispersionSecond *= weight
    expected *= weight
    expectedSlope *= weight
    expectedDispersion *= weight
  }
}

/// The derivatives in the log odds zeta of an extra zero.
struct ZeroJet {
  /// dl/d(zeta).
  var density = 0.0
  /// d2l/d(eta)d(zeta).
  var first = 0.0
  /// d3l/d(eta)2d(zeta).
  var second = 0.0
}

extension RowJet {
  /// Turns the log density log f(y) into that with extra zeros,
  /// log(pi 1[y = 0] + (1 - pi) f(y)), pi = logistic(zeta).
  ///
  /// Lambert (1992), "Zero-inflated Poisson regression", for the model. At y = 0, with L = log f(0)
  /// and r = f(0) / (exp(zeta) + f(0)), the share of the zeros that are not extra,
  /// dl/dL = r, d2l/dL2 = r (1 - r), dl/d(zeta) = (1 - r) (1 - pi) (1 - f(0)).
  mutating func inflate(_ zeta: Double, isZero: Bool) -> ZeroJet {
    let small = exp(-abs(zeta))
    let larger = 1 / (1 + small)
    let (extra, notExtra) =
      zeta > 0 ? (larger, small * larger) : (small * larger, larger)
    guard isZero else {
      density -= max(zeta, 0) + RisingSums.logOnePlus(small)
      return ZeroJet(density: -extra)
    }
    if density.isNaN { return ZeroJet() }
    let l = density
    // f(0) / exp(zeta), or its inverse.
    let odds = exp(-abs(l - zeta))
    let likelier = 1 / (1 + odds)
    let (share, other) =
      l > zeta ? (likelier, odds * likelier) : (odds * likelier, likelier)
    let missing = notExtra * expm1(l)
    density =
      missing > -0.5
      ? log1p(missing)
      : max(zeta, l) - max(zeta, 0) + log1p(odds) - log1p(small)
    let slope = -other * missing
    // An infinite mean: the zero is an extra one whatever the derivatives of L.
    if share == 0 {
      self = RowJet(density: density)
      return ZeroJet(density: slope)
    }
    let spread = share * other
    let skew = spread * (share - other)
    let (l1, l2) = (first, second)
    let zero = ZeroJet(
      density: slope, first: -spread * l1, second: skew * l1 * l1 - spread * l2)
    third = -skew * l1 * l1 * l1 + 3 * spread * l1 * l2 + share * third
    dispersionSecond =
      -skew * dispersion * l1 * l1
      + spread * (2 * l1 * dispersionFirst + dispersion * l2) + share * dispersionSecond
    dispersionFirst = spread * dispersion * l1 + share * dispersionFirst
    dispersion *= share
    first = share * l1
    second = spread * l1 * l1 + share * l2
    return zero
  }

  mutating func scale(by weight: Double, _ zero: inout ZeroJet) {
    scale(by: weight)
    zero.density *= weight
    zero.first *= weight
    zero.second *= weight
  }
}
