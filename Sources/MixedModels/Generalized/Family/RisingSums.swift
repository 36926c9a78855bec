import Glibc

/// The logarithm of the rising factorial r (r + 1) ... (r + y - 1) = Gamma(r + y) / Gamma(r) and
/// its derivatives in log r, as sums over j = 0 ..< y that do not cancel however large r is.
///
/// With x = r + j and z = r / x. Up to 24 terms are added; for more, Euler and Maclaurin's formula
/// is used from the first x >= 16 on, with the integrals written through
/// log(1 + v) - v / (1 + v), which has the digits where r is much larger than y.
/// Olver et al. (2010), NIST Handbook of Mathematical Functions, 2.10.1.
struct RisingSums {
  /// The sum of log(x / max(r, 1)) over j = 1 ..< y.
  var log = 0.0
  /// The sum of z: the first derivative in log r.
  var ratio = 0.0
  /// The sum of z (1 - z): the second derivative.
  var second = 0.0
  /// The sum of z (1 - z) (1 - 2 z): the third derivative.
  var third = 0.0
  /// The sum of 1 - z: y - ratio.
  var complement = 0.0

  /// - Parameters:
  ///   - size: r, not negative and finite.
  ///   - count: y, a whole number.
  ///   - third: whether `third` and `complement` are asked for.
  @inline(__always)
  init(size: Double, count: Double, third wantsThird: Bool) {
    if count < 1 { return }
    ratio = 1
    if count > 24 {
      addLarge(size, count)
      return
    }
    let scale = 1 / max(size, 1)
    var product = 1.0
    var j = 1.0
    while j < count {
      product *= (size + j) * scale
      addTerm(size, j, wantsThird)
      j += 1
    }
    log = count > 1 ? Glibc.log(product) : 0
  }

  @inline(__always)
  private mutating func addTerm(_ size: Double, _ j: Double, _ wantsThird: Bool) {
    let inverse = 1 / (size + j)
    let z = size * inverse
    let rest = j * inverse
    ratio += z
    second += z * rest
    if wantsThird {
      third += z * rest * (rest - z)
      complement += rest
    }
  }

  @inline(never)
  private mutating func addLarge(_ size: Double, _ count: Double) {
    let scale = max(size, 1)
    var start = 1.0
    var product = 1.0
    while size + start < 16 {
      product *= (size + start) / scale
      addTerm(size, start, true)
      start += 1
    }
    let n = count - start
    let (first, last) = (size + start, size + count)
    let growth = log1p(n / first)
    let excess = Self.logExcess(n / first)
    let (a, b) = (Ends(size, start), Ends(size, count))
    let part = n / last
    log =
      Glibc.log(product) + n * log1p((first - scale) / scale) + last * excess - growth / 2
      + b.logSeries - a.logSeries
    ratio += size * growth - (b.z - a.z) / 2 - b.ratioSeries + a.ratioSeries
    complement +=
      part * count - size * excess + (a.rest - b.rest) / 2 + b.ratioSeries - a.ratioSeries
    second +=
      size * (excess + part * start / first) - (b.z * b.rest - a.z * a.rest) / 2
      - b.secondSeries + a.secondSeries
    third +=
      size * (excess + part * (a.rest * (a.rest + b.rest) - b.rest))
      - (b.z * b.rest * (b.rest - b.z) - a.z * a.rest * (a.rest - a.z)) / 2
      - b.thirdSeries + a.thirdSeries
  }

  /// log(1 + x), x > -1, as accurate as `log1p` and twice as fast: the rounding of 1 + x is given
  /// back to first order.
  @inline(__always)
  static func logOnePlus(_ x: Double) -> Double {
    let sum = 1 + x
    return Glibc.log(sum) + (x - (sum - 1)) / sum
  }

  /// log(1 + v) - v / (1 + v), v > -1: the series of -log(1 - s) - s in s = v / (1 + v) near zero.
  static func logExcess(_ v: Double) -> Double {
    let s = v / (1 + v)
    if abs(s) > 0.05 { return log1p(v) - s }
    var sum = 0.0
    for k in stride(from: 13.0, through: 2, by: -1) { sum = sum * s + 1 / k }
    return sum * s * s
  }

  /// Euler and Maclaurin's corrections at one end of the sums, B the Bernoulli numbers.
  private struct Ends {
    let z: Double
    let rest: Double
    /// The sum of B_2m / (2 m (2 m - 1)) x^(1 - 2m).
    let logSeries: Double
    /// -z, -(z - z^2), -(z - 3 z^2 + 2 z^3) with B_2m / (2 m), B_2m and B_2m (2 m + 1) / 2 in
    /// place of B_2m / (2 m (2 m - 1)).
    let ratioSeries: Double
    let secondSeries: Double
    let thirdSeries: Double

    init(_ size: Double, _ j: Double) {
      let inverse = 1 / (size + j)
      let square = inverse * inverse
      z = size * inverse
      rest = j * inverse
      var sums = (0.0, 0.0, 0.0, 0.0)
      for m in stride(from: 6, through: 1, by: -1) {
        let bernoulli = Self.bernoulli[m - 1]
        let order = Double(2 * m)
        sums.0 = sums.0 * square + bernoulli / (order * (order - 1))
        sums.1 = sums.1 * square + bernoulli / order
        sums.2 = sums.2 * square + bernoulli
        sums.3 = sums.3 * square + bernoulli * (order + 1) / 2
      }
      logSeries = sums.0 * inverse
      ratioSeries = z * inverse * sums.1
      secondSeries = z * inverse * (sums.1 - z * sums.2)
      thirdSeries = z * inverse * (sums.1 - z * (3 * sums.2 - 2 * z * sums.3))
    }

    /// B_2, B_4, ...
    static let bernoulli = [
      1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730,
    ]
  }
}
