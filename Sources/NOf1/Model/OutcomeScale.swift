import Glibc

/// The centre and spread of a Gaussian outcome, from which its priors take their units.
///
/// S = sqrt(sum of squared deviations from the arm means / (n - arms)). Durations are on the log
/// scale. Counts and yes/no nights have priors in absolute units and do not use it.
public struct OutcomeScale: Sendable, Equatable {
  public let mean: Double
  /// Pooled within-arm standard deviation S; 0 when the outcome does not vary within arms.
  public let standardDeviation: Double

  public init(_ log: PersonalLog, kind: Outcome.Kind) {
    let nights = log.nights.compactMap { night -> (arm: Int, value: Double)? in
      guard let value = night.outcome.flatMap({ kind.analysisValue($0) }) else { return nil }
      return (night.arm, value)
    }
    var sums = [Double](repeating: 0, count: log.arms.count)
    var counts = [Int](repeating: 0, count: log.arms.count)
    for night in nights {
      sums[night.arm] += night.value
      counts[night.arm] += 1
    }
    var squares = 0.0
    for night in nights {
      let deviation = night.value - sums[night.arm] / Double(counts[night.arm])
      squares += deviation * deviation
    }
    let degreesOfFreedom = nights.count - log.arms.count
    mean = nights.isEmpty ? 0 : sums.reduce(0, +) / Double(nights.count)
    standardDeviation =
      degreesOfFreedom > 0 ? (squares / Double(degreesOfFreedom)).squareRoot() : 0
  }
}

extension Outcome.Kind {
  /// The value on the scale of the model: log minutes for durations; nil for a night that this
  /// kind of outcome does not use (a duration of 0 is a night without a cramp).
  func analysisValue(_ value: Double) -> Double? {
    guard self == .duration else { return value }
    return value > 0 ? log(value) : nil
  }

  /// From the model's predictor back to the outcome's own scale.
  func reportedValue(_ predictor: Double) -> Double {
    switch self {
    case .count, .duration: exp(predictor)
    case .binary: 1 / (1 + exp(-predictor))
    case .score: predictor
    }
  }
}
