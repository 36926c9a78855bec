/// What is known of the correlation between a person's two values in a crossover.
public enum PairedCorrelation: Sendable, Codable, Equatable {
  case printed(Double)
  /// Recovered from the paired P or interval, with the bounds that rounding leaves.
  case derived(Double, bounds: ValueRange)
  /// Nothing: values to try, the answer being all of them.
  case unknown(tried: [Double])

  /// The value that the first row of an answer takes: where nothing is known the lowest that is
  /// tried, which gives the longest interval.
  public var value: Double {
    switch self {
    case .printed(let value), .derived(let value, _): value
    case .unknown(let tried): tried.min() ?? 0
    }
  }
}
