/// What a study printed, in one of the shapes effects are computed from.
public enum StudySummary: Sendable, Equatable {
  case means(TwoGroupMeans)
  case events(TwoGroupEvents)
  case rates(TwoGroupRates)
  case pairedMeans(PairedMeans)
  case pairedEvents(PairedEvents)
  case proportion(GroupEvents)
  case correlation(SampleCorrelation)
  case printed(PrintedEstimate)

  public var shape: SummaryShape {
    switch self {
    case .means: .means
    case .events: .events
    case .rates: .rates
    case .pairedMeans: .pairedMeans
    case .pairedEvents: .pairedEvents
    case .proportion: .proportion
    case .correlation: .correlation
    case .printed: .printed
    }
  }

  public var design: ComparisonDesign {
    switch self {
    case .means, .events, .rates: .parallel
    case .pairedMeans(let pair): pair.design
    case .pairedEvents(let pair): pair.design
    case .proportion, .correlation: .singleGroup
    case .printed(let effect): effect.design
    }
  }
}
