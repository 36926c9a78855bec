import Glibc

/// The centre and spread of a Gaussian outcome, from which its priors take their units.
///
/// S = sqrt(sum of squared deviations from the arm means / (n - arms)). Durations are on the log
/// scale. Counts, yes/no nights and levels have priors in absolute units and do not use it.
public struct OutcomeScale: Sendable, Equatable {
  public let mean: Double
  /// Pooled within-arm standard deviation S; 0 when there is none.
  public let standardDeviation: Double

  public init(_ log: PersonalLog, kind: Outcome.Kind) {
    let values = log.nights.compactMap { $0.outcome.flatMap(kind.analysisValue) }
    mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    standardDeviation = log.pooledStandardDeviation(of: kind) ?? 0
  }
}

extension Outcome.Kind {
  /// The value on the scale of the model: log minutes for durations; nil for a night that this
  /// kind of outcome does not use (a duration of 0 is a night without a cramp).
  func analysisValue(_ value: Double) -> Double? {
    guard self == .duration else { return value }
    return value > 0 ? log(value) : nil
  }

  /// From the model's predictor back to the outcome's own scale; ordered levels need their
  /// thresholds for that (`OrdinalLevels.expected`).
  func reportedValue(_ predictor: Double) -> Double {
    switch self {
    case .count, .duration: exp(predictor)
    case .binary: 1 / (1 + exp(-predictor))
    case .score, .ordinal: predictor
    }
  }
}
