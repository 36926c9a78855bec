/// The effect of one comparison, and everything it was made from.
public struct TrialEffect: Sendable {
  /// What the effect was computed from.
  public enum Origin: String, Sendable, Codable, CaseIterable {
    /// Means, counts or rates of both arms.
    case arms
    /// Cell means of a crossover by sequences and periods.
    case cells
    /// The reported estimate with its standard error, interval or P.
    case report
  }

  public let comparison: TrialComparison
  public let effect: StudyEffect
  public let origin: Origin
  /// What the arms print, in the unit of the pooled outcome; nil for a report.
  public let summary: StudySummary?
  /// Of a crossover from its arms.
  public let correlation: PairedCorrelation?
  /// The unit of a difference; empty for ratios.
  public let unit: String
  /// Printed values were multiplied by this to bring them to that unit.
  public let factor: Double
  /// The cells it was computed from, in that unit.
  public var crossover: CrossoverTable? = nil

  public var study: String { comparison.study }

  /// People under treatment and under the comparator; the same people in a crossover.
  public var people: (treatment: Int?, comparator: Int?) {
    (
      comparison.treatment?.people?.wholeNumber, comparison.comparator?.people?.wholeNumber
    )
  }
}
