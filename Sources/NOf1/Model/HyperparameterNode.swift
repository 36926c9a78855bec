/// One point of the integration over (sigma, rho).
struct HyperparameterNode: Sendable {
  let sigma: Double
  let rho: Double
  /// Logarithm of the quadrature weight times the hyperprior density.
  let logWeight: Double
  /// Its place in the grid that it belongs to.
  var index = 0
}

extension HyperparameterNode {
  /// The product of two axes: node `r * sigmas.count + s` has `sigmas[s]` and `rhos[r]`.
  static func grid(
    sigmas: [Double], rhos: [Double], logWeight: (_ sigma: Int, _ rho: Int) -> Double
  ) -> [HyperparameterNode] {
    rhos.indices.flatMap { r in
      sigmas.indices.map { s in
        HyperparameterNode(
          sigma: sigmas[s], rho: rhos[r], logWeight: logWeight(s, r), index: r * sigmas.count + s)
      }
    }
  }
}
