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

/// A place in an input file: physical line and column, both counted from 1, in characters.
public struct Place: Sendable, Codable, Equatable {
  /// The file's name as the user gave it.
  public let file: String
  public let line: Int
  public let column: Int?
  /// The physical line itself (shortened when very long), for display.
  public let excerpt: String?
  /// How many characters of the excerpt to underline, starting at `column`.
  public let width: Int

  public init(
    file: String, line: Int, column: Int? = nil, excerpt: String? = nil, width: Int = 1
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.excerpt = excerpt
    self.width = width
  }
}

/// Thrown when the input is not valid: every finding, at least one of them an error.
public struct InvalidInput: Error, Sendable, Equatable {
  public let findings: [Finding]

  public init(_ findings: [Finding]) {
    self.findings = findings
  }

  public init(_ finding: Finding) {
    self.findings = [finding]
  }
}

/// What `magnify explain CODE` says.
public struct CodeExplanation: Sendable, Codable, Equatable {
  public let code: String
  public let title: String
  /// What it means, the innocent causes first, and what to do.
  public let text: String

  public init(code: String, title: String, text: String) {
    self.code = code
    self.title = title
    self.text = text
  }
}
