import Tables

/// One check of printed numbers against each other.
///
/// It says that numbers do or do not agree, never why: roundings, other denominators and slips of
/// an abstract come first. "Not checkable" is a result, not a pass.
public struct ConsistencyCheck: Sendable, Codable, Equatable {
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// The printed number is one that rounding can give.
    case consistent
    /// Only if digits were cut off, or rounded the other way.
    case rounding
    /// No value that the other numbers allow rounds to it.
    case inconsistent
    /// The rule says nothing here: numbers are missing, or n is too large for their digits.
    case notCheckable = "not checkable"
  }

  /// The numbers in question.
  public struct Subject: Sendable, Codable, Equatable {
    public var study = ""
    public var group = ""
    public var outcome = ""
    public var arm = ""
    public var timepoint = ""

    public init() {}
  }

  /// A1xx, `magnify explain CODE`.
  public let code: String
  public let subject: Subject
  public let verdict: Verdict
  /// The printed number in question, as text.
  public let printed: String
  /// Where it should lie, given the others and all their roundings; nil where there is no such
  /// range.
  public let recomputed: ValueRange?
  /// What was compared and what came out, in one sentence without a final full stop.
  public let message: String
  /// The one change that makes the numbers agree, where exactly one was found.
  public let repair: String?
  /// Items of the INSPECT-SR check list (Wilkinson et al. 2025) that the rule bears on.
  public let inspectItems: [String]
  public let place: Place?

  public init(
    code: String, subject: Subject, verdict: Verdict, printed: String,
    recomputed: ValueRange? = nil, message: String, repair: String? = nil,
    inspectItems: [String] = [], place: Place? = nil
  ) {
    self.code = code
    self.subject = subject
    self.verdict = verdict
    self.printed = printed
    self.recomputed = recomputed
    self.message = message
    self.repair = repair
    self.inspectItems = inspectItems
    self.place = place
  }

  /// A finding that travels with the numbers: a warning if they do not agree, information if only
  /// the rounding is odd; nil otherwise.
  public var finding: Finding? {
    let severity: Finding.Severity
    switch verdict {
    case .inconsistent: severity = .warning
    case .rounding: severity = .information
    case .consistent, .notCheckable: return nil
    }
    return Finding(
      code: code, severity: severity, message: message, hint: repair, place: place,
      value: printed.isEmpty ? nil : printed)
  }
}
