/// Why a fitted model cannot be simulated or compared by simulation.
public enum ResamplingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Two models to be compared were fitted to different rows or responses.
  case differentData
  /// The model said to be the smaller one has at least as many parameters.
  case notNested(parameters: Int, largerParameters: Int)
  /// No refit succeeded.
  case noRefit(reason: String)

  public var description: String {
    switch self {
    case .differentData:
      "The two models were fitted to different rows or responses: fit both to the same data."
    case .notNested(let parameters, let larger):
      "The smaller model has \(parameters) parameters and the larger one \(larger): "
        + "the first must be the second with terms left out."
    case .noRefit(let reason): "No simulated data set could be fitted: \(reason)."
    }
  }
}
