/// Something found in the data, with its place, the offending value and what to do about it.
///
/// Errors, warnings and information share this one shape, so that a reader, a check and an
/// analysis can pass their findings on to the same report unchanged.
public struct Finding: Error, Sendable, Codable, Equatable {
  public enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
    case information, warning, error

    public static func < (a: Severity, b: Severity) -> Bool {
      (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
  }

  /// Stable code: `D…` for tables, `N…` for personal logs and studies. `magnify explain CODE`.
  public let code: String
  public let severity: Severity
  /// What was found, in one sentence without a final full stop.
  public let message: String
  /// What to do about it.
  public let hint: String?
  /// Where in the input it was found.
  public let place: Place?
  /// The offending value as it stands in the file; hidden by redaction.
  public let value: String?

  public init(
    code: String, severity: Severity, message: String, hint: String? = nil,
    place: Place? = nil, value: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.hint = hint
    self.place = place
    self.value = value
  }
}
