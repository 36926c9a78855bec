/// Where the elements of the relative Cholesky factors stand in the vector of covariance
/// parameters.
struct ParameterLayout: Sendable {
  /// For each factor and each random effect the positions of the free elements of its row of
  /// Lambda, by columns.
  let rows: [[[Int]]]
  /// The number of elements of Lambda; parameters of the residual covariance follow.
  let count: Int

  init(_ random: [RandomEffectsDesign]) {
    var next = 0
    rows = random.map { design in
      var rows = [[Int]](repeating: [], count: design.width)
      for element in design.freeElements {
        rows[element.row].append(next)
        next += 1
      }
      return rows
    }
    count = next
  }

  /// The positions of the diagonal elements.
  var diagonal: [Int] { rows.flatMap { $0.compactMap(\.last) } }

  /// The value of a standard deviation, of sigma, or of a correlation unless one of its two random
  /// effects does not vary; nil for all other parameters.
  func value(of parameter: ModelParameter, parameters: [Double], sigma: Double) -> Double? {
    func row(_ factor: Int, _ effect: Int) -> [Double] {
      rows[factor][effect].map { parameters[$0] }
    }
    switch parameter {
    case .standardDeviation(let factor, let effect):
      return sigma * norm(row(factor, effect))
    case .correlation(let factor, let first, let second):
      let (a, b) = (row(factor, first), row(factor, second))
      let product = norm(a) * norm(b)
      return product > 0 ? min(1, max(-1, shortDotProduct(a, b) / product)) : nil
    case .residualStandardDeviation: return sigma
    case .fixedEffect, .zeroInflation, .seriesStandardDeviation, .seriesCorrelation, .dispersion:
      return nil
    }
  }
}
