import Tables

/// Why a number does not follow from the printed ones.
public enum DerivationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Printed numbers that the formula needs and the source does not give.
  case missing(names: [String])
  /// A P that is a limit, 0 or 1, or a difference printed as 0: bounds follow, a value does not.
  case onlyBounds(quantity: DerivedValue.Quantity, bounds: ValueRange)
  /// Another number than P, printed as a limit.
  case limit(name: String, text: String)
  /// An interval that does not hold its own estimate.
  case estimateOutsideInterval(estimate: String, low: String, high: String)
  /// An interval whose ends are not in order.
  case emptyInterval(low: String, high: String)
  /// A number that cannot be: an SD of 0, a P above 1, a group of one.
  case outOfRange(name: String, text: String)
  /// No number of people of the total gives the percentage.
  case noCount(percent: String, total: Int)
  /// Medians and quartiles too skewed for a mean and an SD.
  case skewed(statistic: Double, critical: Double)
  /// Minimum, quartiles, median and maximum that are not in order.
  case notInOrder(texts: [String])

  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .missing: "A230"
    case .onlyBounds: "A231"
    case .limit: "A232"
    case .estimateOutsideInterval: "A233"
    case .emptyInterval: "A234"
    case .outOfRange: "A236"
    case .noCount: "A237"
    case .skewed: "A238"
    case .notInOrder: "A239"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    Finding(code: code, severity: .information, message: explained.message, hint: explained.hint)
  }

  public var description: String { "\(explained.message): \(explained.hint)." }

  private var explained: (message: String, hint: String) {
    switch self {
    case .missing(let names):
      ("Not printed: \(names.joined(separator: ", "))", "nothing is imputed in its place")
    case .onlyBounds(let quantity, let bounds):
      (
        "The \(quantity.rawValue) is only bounded, \(RangeText.words(bounds))",
        "look for a P with its digits, or an interval"
      )
    case .limit(let name, let text):
      ("The \(name) is printed as a limit, \(text)", "look for the number itself")
    case .estimateOutsideInterval(let estimate, let low, let high):
      (
        "The estimate \(estimate) lies outside its interval (\(low), \(high))",
        "see whether the interval belongs to another estimate, or a sign was lost"
      )
    case .emptyInterval(let low, let high):
      ("The interval (\(low), \(high)) is not in order", "see whether a minus was lost")
    case .outOfRange(let name, let text):
      ("\(text) is no possible \(name)", "leave the cell empty if it was not printed")
    case .noCount(let percent, let total):
      (
        "No number of people out of \(total) is \(percent) %",
        "the percentage may be of another number of people"
      )
    case .skewed(let statistic, let critical):
      (
        "The summary is skewed (\(RangeText.number(statistic)), critical value "
          + "\(RangeText.number(critical)))",
        "keep the medians; a mean and a standard deviation would be of a shape that is not there"
      )
    case .notInOrder(let texts):
      (
        "Minimum, quartiles, median and maximum are not in order: "
          + texts.joined(separator: ", "),
        "see whether two columns are exchanged"
      )
    }
  }
}
