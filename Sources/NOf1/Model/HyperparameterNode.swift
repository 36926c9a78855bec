/// One point of the integration over (sigma, rho).
struct HyperparameterNode: Sendable {
  let sigma: Double
  let rho: Double
  /// Logarithm of the quadrature weight times the hyperprior density.
  let logWeight: Double
}
