/// One row, check or absence that a verdict rests on.
public struct ClaimEvidence: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Controlled studies pooled, or the only one.
    case pool
    /// What one study prints.
    case study
    /// A row of a published review.
    case review
    /// The difference between groups of studies.
    case contrast
    /// Before-after figures, or groups that nobody allocated.
    case uncontrolled
    /// Recomputed numbers.
    case arithmetic
    /// What is not there.
    case absence
  }

  public let kind: Kind
  /// The studies, the review, or the formula.
  public let source: String
  /// Ratios, not their logarithms.
  public let estimate: Double?
  public let interval: EffectInterval?
  /// How many studies; nil where that is not known or means nothing.
  public let studies: Int?
  /// In words, with the numbers; without a final full stop.
  public let text: String

  init(
    _ kind: Kind, source: String, estimate: Double? = nil, interval: EffectInterval? = nil,
    studies: Int? = nil, text: String
  ) {
    self.kind = kind
    self.source = source
    self.estimate = estimate
    self.interval = interval
    self.studies = studies
    self.text = text
  }
}
