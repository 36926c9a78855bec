/// One end of a profile likelihood interval.
public enum ProfileLimit: Sendable, Equatable {
  /// The profile deviance exceeds its minimum by the critical value exactly here.
  case at(Double)
  /// No value up to the end of the parameter's range can be excluded: 0 for a standard deviation
  /// or a dispersion, -1 or 1 for a correlation.
  case boundary(Double)
  /// The likelihood goes flat before any value can be excluded: the interval has no end.
  case unbounded
  /// The limit was not found.
  case notFound(reason: String)

  /// The number to print, if there is one.
  public var value: Double? {
    switch self {
    case .at(let value), .boundary(let value): value
    case .unbounded, .notFound: nil
    }
  }
}
