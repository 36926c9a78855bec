import Tables

/// One check of a generalised model's residuals.
public struct ResidualCheck: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The largest distance between the distribution of the scaled residuals and the uniform one
    /// (Kolmogorov and Smirnov).
    case uniformity
    /// The mean square of the response's deviations, each divided by its simulated deviation.
    case dispersion
    /// The number of rows with response 0.
    case zeros
    /// The share of rows outside all simulations.
    case outliers
    /// Pearson's chi-squared, residuals conditional on the modes, divided by rows less parameters.
    case pearson
  }

  public let kind: Kind
  /// Of the data.
  public let statistic: Double
  /// The mean of the same over the simulations; 1 for `pearson`.
  public let expected: Double
  public let pValue: Double
  /// What this says, in plain words.
  public let sentence: String
  /// M414 to M419 where the data do not fit the model.
  public let finding: Finding?

  /// statistic / expected: what `dispersion` is read by.
  public var ratio: Double { expected > 0 ? statistic / expected : 0 }

  /// Below this a check becomes a finding.
  static let threshold = 0.05
}
