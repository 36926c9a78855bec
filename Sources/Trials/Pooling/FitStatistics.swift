/// The log-likelihood of pooled effects and the criteria made from it.
public struct FitStatistics: Sendable, Codable, Equatable {
  /// The log-likelihood with all constants.
  public let logLikelihood: Double
  /// -2 (log L - log L of the saturated model) for ML; -2 log L for REML.
  public let deviance: Double
  /// -2 log L + 2 q, q coefficients and an estimated tau^2.
  public let akaike: Double
  /// -2 log L + q log n, n = k for ML and k - p for REML; nil where n is 0.
  public let bayesian: Double?
  /// -2 log L + 2 q n / (n - q - 1), n at least q + 2 (Hurvich and Tsai 1989).
  public let correctedAkaike: Double
}
