import Glibc
import Numerics

/// The rectangle of (sigma, rho) that holds all but a negligible part of the posterior.
///
/// Found by evaluating the log posterior on coarse grids: rows and columns more than `depth`
/// below the best point fall away, and what is left is looked at again until it fills its grid.
/// The corner sigma -> 0, where single-person series often sit, is kept when it is not negligible.
struct HyperparameterRegion: Sendable, Equatable {
  let sigma: ClosedRange<Double>
  let rho: ClosedRange<Double>

  /// Natural logarithms below the best point.
  private static let depth = 9.0

  init(_ series: Series, _ integration: some SeriesIntegration) {
    var sigmas = integration.sigmaCandidates
    var rhos = [0.06, 0.3, 0.55, 0.8]
    var sigma = 0.0...(sigmas.last ?? 1)
    var rho = 0.0...1.0
    for _ in 0..<3 {
      let kept = HyperparameterRegion.kept(sigmas, rhos, series, integration)
      sigma = HyperparameterRegion.narrowed(sigma, sigmas, to: kept.sigmas)
      rho = HyperparameterRegion.narrowed(rho, rhos, to: kept.rhos)
      if kept.sigmas.count * 2 > sigmas.count && kept.rhos.count >= 2 { break }
      sigmas = HyperparameterRegion.midpoints(8, of: sigma)
      rhos = HyperparameterRegion.midpoints(4, of: rho)
    }
    self.sigma = sigma
    self.rho = rho
  }

  /// Gauss-Legendre nodes and weights on both axes.
  func axes(sigmas: Int, rhos: Int) -> (sigma: QuadratureRule, rho: QuadratureRule) {
    (
      HyperparameterRegion.rule(sigmas, over: sigma), HyperparameterRegion.rule(rhos, over: rho)
    )
  }

  /// The rules over [-1, 1] of the usual numbers of nodes, made once: making one takes longer than
  /// using it.
  private static let rules = [4, 6, 8, 9, 12, 16, 24].map {
    QuadratureRule.gaussLegendre(count: $0)
  }

  private static func rule(_ count: Int, over interval: ClosedRange<Double>) -> QuadratureRule {
    let rule = rules.first { $0.nodes.count == count } ?? .gaussLegendre(count: count)
    return rule.moved(to: interval)
  }

  /// The first to the last row and column of a grid that hold a point worth keeping.
  private static func kept(
    _ sigmas: [Double], _ rhos: [Double], _ series: Series, _ integration: some SeriesIntegration
  ) -> (sigmas: ClosedRange<Int>, rhos: ClosedRange<Int>) {
    let nodes = HyperparameterNode.grid(sigmas: sigmas, rhos: rhos) {
      series.logHyperprior(sigma: sigmas[$0], rho: rhos[$1])
    }
    let values = zip(nodes, integration.logEvidence(at: nodes)).map { $0.logWeight + $1 }
    let least = (values.max() ?? 0) - depth
    let worthwhile = values.indices.filter { values[$0] > least }
    let columns = worthwhile.map { $0 % sigmas.count }
    let rows = worthwhile.map { $0 / sigmas.count }
    return (
      (columns.min() ?? 0)...(columns.max() ?? sigmas.count - 1),
      (rows.min() ?? 0)...(rows.max() ?? rhos.count - 1)
    )
  }

  /// From the last point left out below to the first left out above.
  private static func narrowed(
    _ range: ClosedRange<Double>, _ points: [Double], to kept: ClosedRange<Int>
  ) -> ClosedRange<Double> {
    let low = kept.lowerBound == 0 ? range.lowerBound : points[kept.lowerBound - 1]
    let high =
      kept.upperBound + 1 == points.count ? range.upperBound : points[kept.upperBound + 1]
    return low...high
  }

  private static func midpoints(_ count: Int, of range: ClosedRange<Double>) -> [Double] {
    let width = range.upperBound - range.lowerBound
    return (0..<count).map { range.lowerBound + width * (Double($0) + 0.5) / Double(count) }
  }
}
