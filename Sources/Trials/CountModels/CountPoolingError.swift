import Tables

/// Why counts could not be pooled by a mixed model.
public enum CountPoolingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing tells how studies differ.
  case tooFewTables(informative: Int, all: Int)
  /// Rates need no approximation.
  case exactForRates

  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .tooFewTables: "A258"
    case .exactForRates: "A259"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    Finding(code: code, severity: .error, message: explained.message, hint: explained.hint)
  }

  public var description: String { "\(explained.message): \(explained.hint)." }

  private var explained: (message: String, hint: String) {
    switch self {
    case .tooFewTables(let informative, let all):
      (
        "\(informative) of \(all) studies say something of the ratio",
        "the variance between studies needs two; take the exact odds ratio of the tables"
      )
    case .exactForRates:
      (
        "The approximate conditional model is not defined for rates",
        "the exact one is a binomial model too: choose that"
      )
    }
  }
}
