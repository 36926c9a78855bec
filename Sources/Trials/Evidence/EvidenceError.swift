import Tables

/// Why an amount of evidence could not be computed.
public enum EvidenceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A level or power that is not between 0 and 1.
  case levelOutOfRange(Double)
  /// A minimal important difference, standard deviation or risk that leaves nothing to compute.
  case impossibleTarget(String)
  /// Diversity is of effects pooled at random, without moderators, by inverse variances.
  case noDiversity(String)
  /// The effects are not log ratios of standard deviations or coefficients of variation.
  case notVariability(EffectMeasure)
  /// Pooled effects with moderators have no single ratio.
  case moderatorsNotAllowed
  /// The information of a predictive distribution could not be integrated.
  case informationNotComputed

  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .levelOutOfRange: "A243"
    case .impossibleTarget: "A267"
    case .noDiversity: "A268"
    case .notVariability, .moderatorsNotAllowed, .informationNotComputed: "A269"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    Finding(code: code, severity: .error, message: explained.message, hint: explained.hint)
  }

  public var description: String { "\(explained.message): \(explained.hint)." }

  private var explained: (message: String, hint: String) {
    switch self {
    case .levelOutOfRange(let value): ("\(value) is no level or power", "0.05 and 0.9 are usual")
    case .impossibleTarget(let what):
      (what, "state what has to be told apart in the outcome's units")
    case .noDiversity(let what): (what, "pool with random effects, without moderators")
    case .notVariability(let measure):
      (
        "\(measure.rawValue) does not compare variability",
        "pool VR, CVR or their paired forms"
      )
    case .moderatorsNotAllowed:
      ("With moderators there is no one ratio", "pool without them")
    case .informationNotComputed:
      (
        "The information of the predictive distribution could not be integrated",
        "take a prior of tau with lighter tails"
      )
    }
  }
}
