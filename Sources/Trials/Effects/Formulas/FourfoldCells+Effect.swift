import Glibc
import Numerics

extension FourfoldCells {
  /// log((a / n1) / (c / n2)), with variance 1 / a - 1 / n1 + 1 / c - 1 / n2 (Katz et al. 1978).
  var riskRatio: RawEffect {
    RawEffect(
      estimate: log((a / firstRow) / (c / secondRow)),
      variance: 1 / a - 1 / firstRow + 1 / c - 1 / secondRow)
  }

  /// log(ad / (bc)), with variance 1 / a + 1 / b + 1 / c + 1 / d (Woolf 1955), times `scale` and
  /// its square.
  func logOddsRatio(scale: Double = 1) -> RawEffect {
    RawEffect(estimate: scale * log(oddsRatio), variance: scale * scale * reciprocalSum)
  }

  /// p1 - p2, with variance p1 (1 - p1) / n1 + p2 (1 - p2) / n2.
  var riskDifference: RawEffect {
    let (p1, p2) = (a / firstRow, c / secondRow)
    let first = a * b / (firstRow * firstRow * firstRow)
    let second = c * d / (secondRow * secondRow * secondRow)
    return RawEffect(estimate: p1 - p2, variance: first + second)
  }

  /// asin sqrt p1 - asin sqrt p2, with variance 1 / (4 n1) + 1 / (4 n2) (Ruecker et al. 2009).
  var arcsineDifference: RawEffect {
    let difference = asin((a / firstRow).squareRoot()) - asin((c / secondRow).squareRoot())
    return RawEffect(estimate: difference, variance: 0.25 / firstRow + 0.25 / secondRow)
  }

  /// (a - E) / V with variance 1 / V, E and V of the hypergeometric distribution (Yusuf et al.
  /// 1985).
  var petoOddsRatio: RawEffect {
    let (mean, variance) = conditional
    return RawEffect(estimate: (a - mean) / variance, variance: 1 / variance)
  }

  /// (ad - bc) / sqrt(n1 n2 k1 k2), with the variance of the phi coefficient of a multinomial table
  /// (Yule 1912; Bishop, Fienberg and Holland 1975).
  var phiCoefficient: RawEffect {
    let rows = (firstRow / total, secondRow / total)
    let columns = (firstColumn / total, secondColumn / total)
    let product = rows.0 * rows.1 * columns.0 * columns.1
    let phi = (a * d - b * c) / (total * total * product.squareRoot())
    let (rowGap, columnGap) = (rows.0 - rows.1, columns.0 - columns.1)
    let skew = phi * (1 + phi * phi / 2) * rowGap * columnGap / product.squareRoot()
    let spread =
      rowGap * rowGap / (rows.0 * rows.1) + columnGap * columnGap / (columns.0 * columns.1)
    return RawEffect(
      estimate: phi, variance: (1 - phi * phi + skew - 0.75 * phi * phi * spread) / total)
  }

  /// Q = (o - 1) / (o + 1) of the odds ratio o, with variance (1 - Q^2)^2 / 4 times Woolf's
  /// (Yule 1912).
  var yuleQ: RawEffect {
    let value = (oddsRatio - 1) / (oddsRatio + 1)
    let slope = (1 - value * value) / 2
    return RawEffect(estimate: value, variance: slope * slope * reciprocalSum)
  }

  /// Y, as Q with the root of the odds ratio; variance (1 - Y^2)^2 / 16 times Woolf's (Yule 1912).
  var yuleY: RawEffect {
    let root = oddsRatio.squareRoot()
    let value = (root - 1) / (root + 1)
    let slope = (1 - value * value) / 4
    return RawEffect(estimate: value, variance: slope * slope * reciprocalSum)
  }

  /// z1 - z2, normal quantiles of the risks, with variance the sum of 2 pi p (1 - p) exp(z^2) / n
  /// (Sanchez-Meca, Marin-Martinez and Chacon-Moscoso 2003).
  var probitDifference: RawEffect {
    func probit(_ events: Double, _ total: Double) -> RawEffect {
      let p = events / total
      let z = NormalDistribution.standard.quantile(p, tail: .lower)
      return RawEffect(
        estimate: z, variance: 2 * Double.pi * p * (1 - p) * exp(z * z) / total)
    }
    let first = probit(a, firstRow)
    let second = probit(c, secondRow)
    return RawEffect(
      estimate: first.estimate - second.estimate, variance: first.variance + second.variance)
  }

  /// The log odds ratio of the margins of a table of pairs, n of them, with variance
  ///
  ///     (p(1 - p) + q(1 - q) + 2 p q) / (n r (1 - r) k (1 - k)),
  ///
  /// p = b / n, q = c / n, r and k the risks on either side (Zou 2007).
  var marginalPairedOddsRatio: RawEffect {
    let (p, q) = (b / total, c / total)
    let (r, k) = (firstRow / total, firstColumn / total)
    let spread = p * (1 - p) + q * (1 - q) + 2 * p * q
    return RawEffect(
      estimate: log(firstRow / secondRow) - log(firstColumn / secondColumn),
      variance: spread / (total * r * (1 - r) * k * (1 - k)))
  }
}
