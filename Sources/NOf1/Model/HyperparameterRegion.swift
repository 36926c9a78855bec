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

  private static let depth = 9.0

  init(_ series: Series, _ integration: some SeriesIntegration) {
    var sigmas = integration.sigmaCandidates
    var rhos = [0.06, 0.3, 0.55, 0.8]
    var lowest = 0.0
    var highest = 1.0
    var sigmaRange = 0.0...(sigmas.last ?? 1)
    for round in 0..<3 {
      let nodes = rhos.flatMap { rho in
        sigmas.map {
          HyperparameterNode(
            sigma: $0, rho: rho, logWeight: series.logHyperprior(sigma: $0, rho: rho))
        }
      }
      let evidence = integration.logEvidence(at: nodes)
      let values = zip(nodes, evidence).map { $0.logWeight + $1 }
      let best = values.max() ?? 0
      func keeps(_ wanted: (Int) -> Bool) -> Bool {
        values.indices.contains { wanted($0) && values[$0] > best - HyperparameterRegion.depth }
      }
      let keptSigmas = sigmas.indices.filter { s in keeps { $0 % sigmas.count == s } }
      let keptRhos = rhos.indices.filter { r in keeps { $0 / sigmas.count == r } }
      let firstSigma = keptSigmas.first ?? 0
      let lastSigma = keptSigmas.last ?? 0
      let low = firstSigma == 0 ? sigmaRange.lowerBound : sigmas[firstSigma - 1]
      let high =
        lastSigma + 1 < sigmas.count
        ? sigmas[lastSigma + 1] : max(sigmaRange.upperBound, sigmas[lastSigma])
      sigmaRange = low...high
      let firstRho = keptRhos.first ?? 0
      let lastRho = keptRhos.last ?? 0
      lowest = firstRho == 0 ? lowest : rhos[firstRho - 1]
      highest = lastRho + 1 < rhos.count ? rhos[lastRho + 1] : highest
      if keptSigmas.count * 2 > sigmas.count && keptRhos.count >= 2 || round == 2 { break }
      let count = 8
      sigmas = (0..<count).map { low + (high - low) * (Double($0) + 0.5) / Double(count) }
      rhos = (0..<4).map { lowest + (highest - lowest) * (Double($0) + 0.5) / 4 }
    }
    sigma = sigmaRange
    rho = lowest...highest
  }

  /// Gauss-Legendre nodes and weights on both axes.
  func axes(sigmas: Int, rhos: Int) -> (sigma: QuadratureRule, rho: QuadratureRule) {
    (
      .gaussLegendre(count: sigmas, over: sigma), .gaussLegendre(count: rhos, over: rho)
    )
  }
}
