import Tables

/// Why effects that depend on one another could not be pooled.
public enum DependentPoolingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// All effects are of one study, so that nothing tells how studies differ.
  case oneStudy(String)
  /// What is said of the sampling covariances does not fit the effects.
  case samplingCovariance(study: String, reason: String)
  /// The sampling covariance matrix of a study's effects has no Cholesky factor.
  case notPositiveDefinite(study: String)
  /// A time is needed and not given.
  case noTime(study: String, label: String)
  /// The variance of an outcome that only one study reports has no estimate.
  case outcomeOfOneStudy(outcome: String)
  /// The correlation of outcomes that no study reports together has no estimate.
  case outcomesNeverTogether(String, String)
  /// As many coefficients as effects, or clusters.
  case noResidualDegreesOfFreedom(units: String, count: Int, coefficients: Int)
  /// No start led to a maximum of the likelihood.
  case notConverged

  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .oneStudy: "A250"
    case .samplingCovariance: "A251"
    case .notPositiveDefinite: "A252"
    case .noTime: "A253"
    case .outcomeOfOneStudy: "A254"
    case .outcomesNeverTogether: "A255"
    case .noResidualDegreesOfFreedom: "A256"
    case .notConverged: "A257"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    Finding(code: code, severity: .error, message: explained.message, hint: explained.hint)
  }

  public var description: String { "\(explained.message): \(explained.hint)." }

  private var explained: (message: String, hint: String) {
    switch self {
    case .oneStudy(let study):
      (
        "All effects are of study \(study)",
        "the variance between studies needs two studies; read this study by itself"
      )
    case .samplingCovariance(let study, let reason):
      (
        "The sampling covariances of study \(study) do not fit its effects: \(reason)",
        "give one symmetric matrix whose diagonal are the variances, or a correlation from -1 to 1"
      )
    case .notPositiveDefinite(let study):
      (
        "The sampling covariance matrix of study \(study) is not positive definite",
        "look for an effect that is there twice, a correlation of 1, or mixed-up covariances"
      )
    case .noTime(let study, let label):
      ("Effect \(label) of study \(study) has no time", "give every effect its time of measurement")
    case .outcomeOfOneStudy(let outcome):
      (
        "Only one study reports the outcome \(outcome)",
        "its variance between studies has no estimate: leave it out, or nest effects in studies"
      )
    case .outcomesNeverTogether(let first, let second):
      (
        "No study reports both \(first) and \(second)",
        "their correlation has no estimate: pool them separately, or nest effects in studies"
      )
    case .noResidualDegreesOfFreedom(let units, let count, let coefficients):
      (
        "\(count) \(units) for \(coefficients) coefficients",
        "nothing is left to estimate a variance from: remove moderators"
      )
    case .notConverged:
      (
        "The likelihood has no maximum that could be found",
        "check the effects and variances for one of another scale, or take a simpler structure"
      )
    }
  }
}
