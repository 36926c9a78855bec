/// The shape of what a study printed.
public enum SummaryShape: String, Sendable, Codable, CaseIterable {
  case means, events, rates, pairedMeans, pairedEvents, proportion, correlation, printed

  /// In words, after "needs".
  public var words: String {
    switch self {
    case .means: "n, mean and standard deviation of two groups"
    case .events: "events and n of two groups"
    case .rates: "events and person-time of two groups"
    case .pairedMeans: "n, means, standard deviations and the correlation of a pair"
    case .pairedEvents: "the four counts of pairs"
    case .proportion: "events and n of one group"
    case .correlation: "n and a correlation"
    case .printed: "an estimate and its standard error"
    }
  }
}
