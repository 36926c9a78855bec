/// What is known of the covariances V of the sampling errors within a study; errors of different
/// studies are independent, and the variances are those of the effects.
public enum SamplingCovariance: Sendable, Codable, Equatable {
  /// Zero: the effects are of different people.
  case independent
  /// r sqrt(v_i v_j) with one r for all pairs.
  case correlated(Double)
  /// r^|t_i - t_j| sqrt(v_i v_j).
  case autoregressive(Double)
  /// A matrix for each study with more than one effect.
  case blocks([Block])

  /// The covariance matrix of a study's effects.
  public struct Block: Sendable, Codable, Equatable {
    public let study: String
    /// By rows, in the order in which the study's effects are given.
    public let rows: [[Double]]

    public init(study: String, rows: [[Double]]) {
      self.study = study
      self.rows = rows
    }
  }
}
