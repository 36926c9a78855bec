import Glibc
import Numerics

extension FourfoldCells {
  /// The correlation of a bivariate normal distribution that, cut at the margins of the table, has
  /// its cells: P(X < h, Y < k) = a / N (Pearson 1900).
  ///
  /// With P = Phi(h) Phi(k) + the integral of the density over the correlation from 0 to rho, the
  /// root is found in asin rho. The variance is that of the multinomial cells by the derivatives
  /// of rho (Hamdan 1970): with u = Phi((k - rho h) / sqrt(1 - rho^2)), v the same with h and k
  /// exchanged and f the density at (h, k),
  ///
  ///     d rho = ((1 - u - v) dp11 - u dp12 - v dp21) / f.
  ///
  /// - Throws: `EffectError.emptyCell` if a cell is 0, since the correlation is then -1 or 1,
  ///   `.notComputed` if no root is found.
  func tetrachoricCorrelation() throws(EffectError) -> RawEffect {
    guard !hasZero else { throw .emptyCell(measure: .tetrachoricCorrelation) }
    let normal = NormalDistribution.standard
    let h = normal.quantile(firstRow / total, tail: .lower)
    let k = normal.quantile(firstColumn / total, tail: .lower)
    // The excess of the first cell over independence.
    let excess = (a * d - b * c) / (total * total)
    let angle: Double
    do {
      angle = try Brent.root(in: -Self.largestAngle...Self.largestAngle, tolerance: 1e-15) {
        try Self.excess(h, k, angle: $0) - excess
      }
    } catch {
      throw .notComputed(measure: .tetrachoricCorrelation)
    }
    let rho = sin(angle)
    let root = cos(angle)
    let u = normal.cumulative((k - rho * h) / root, tail: .lower)
    let v = normal.cumulative((h - rho * k) / root, tail: .lower)
    let density = exp(-Self.exponent(h, k, angle)) / (2 * Double.pi * root)
    let slopes = [(1 - u - v, a), (-u, b), (-v, c), (0, d)]
    var (mean, square) = (0.0, 0.0)
    for (slope, cell) in slopes {
      mean += slope * cell / total
      square += slope * slope * cell / total
    }
    return RawEffect(
      estimate: rho, variance: (square - mean * mean) / (total * density * density))
  }

  private static let largestAngle = Double.pi / 2 - 1e-7

  /// (h^2 - 2 h k sin t + k^2) / (2 cos^2 t).
  private static func exponent(_ h: Double, _ k: Double, _ angle: Double) -> Double {
    let cosine = cos(angle)
    return (h * h - 2 * h * k * sin(angle) + k * k) / (2 * cosine * cosine)
  }

  /// P(X < h, Y < k) - Phi(h) Phi(k) at correlation sin(angle).
  private static func excess(_ h: Double, _ k: Double, angle: Double) throws -> Double {
    let quadrature = AdaptiveQuadrature(absoluteTolerance: 1e-15, relativeTolerance: 1e-13)
    let integral = try quadrature.integrate(from: 0, to: angle) { exp(-exponent(h, k, $0)) }
    return integral.value / (2 * Double.pi)
  }
}
