/// The predicted random effects of one grouping factor: the mode of b given the data, which for
/// Gaussian models is its mean, E(b | y) at the estimates.
public struct ConditionalModes: Sendable, Equatable, Codable {
  /// One predicted random effect.
  public struct Row: Sendable, Equatable {
    public let group: String
    public let level: String
    public let term: String
    public let estimate: Double
    /// The root of var(b | y) at the estimates: the uncertainty of beta is not in it.
    public let standardError: Double
  }

  public let group: String
  /// In the order of the codes of the model frame.
  public let levels: [String]
  /// The k random effects of a level.
  public let terms: [String]
  /// Element level * k + term.
  public let estimates: [Double]
  /// In the same order.
  public let standardErrors: [Double]

  /// A row for every level and term.
  public var rows: [Row] {
    levels.indices.flatMap { level in
      terms.indices.map { term in
        let index = level * terms.count + term
        return Row(
          group: group, level: levels[level], term: terms[term], estimate: estimates[index],
          standardError: standardErrors[index])
      }
    }
  }
}
