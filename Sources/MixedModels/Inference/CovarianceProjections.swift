import Numerics

/// What the first two derivatives of the likelihood in the covariance elements need, for
/// V0 = sum of gamma_r G_r over the covariance elements of the random effects, and R.
///
/// With B = Z' V0^-1 X, C = Z' V0^-1 Z and E_r the pattern of element r over the levels, so that
/// G_r = Z E_r Z' (section 2 of Kenward and Roger 1997, in q dimensions instead of n):
///
///     P_r  = -X' V0^-1 G_r V0^-1 X            = -B' E_r B             p x p
///     Q_rs =  X' V0^-1 G_r V0^-1 G_s V0^-1 X  =  B' E_r C E_s B       p x p
///     K_rs =  tr(V0^-1 G_r V0^-1 G_s)         =  tr(C E_r C E_s)
///     t_r  =  tr(V0^-1 G_r)                   =  tr(C E_r)
///
/// Matrices are stored one after the other, by columns.
struct CovarianceProjections: Sendable {
  /// p.
  let order: Int
  let elements: CovarianceElements
  /// P_r at `r * p * p`.
  var first: [Double]
  /// Q_rs at `(r * count + s) * p * p`.
  var second: [Double]
  /// K_rs at `r * count + s`.
  var traceProducts: [Double]
  /// t_r.
  var traces: [Double]

  var count: Int { elements.count }

  init(order: Int, elements: CovarianceElements) {
    self.order = order
    self.elements = elements
    let (count, size) = (elements.count, order * order)
    first = [Double](repeating: 0, count: count * size)
    second = [Double](repeating: 0, count: count * count * size)
    traceProducts = [Double](repeating: 0, count: count * count)
    traces = [Double](repeating: 0, count: count)
  }

  /// Fills in what follows from the symmetry of K and Q_sr = Q_rs'.
  mutating func mirror() {
    let (count, order) = (self.count, self.order)
    for r in 0..<count {
      for s in 0..<r {
        traceProducts[r * count + s] = traceProducts[s * count + r]
        let (target, source) = ((r * count + s) * order * order, (s * count + r) * order * order)
        for i in 0..<order {
          for j in 0..<order {
            second[target + i + j * order] = second[source + j + i * order]
          }
        }
      }
    }
  }
}
