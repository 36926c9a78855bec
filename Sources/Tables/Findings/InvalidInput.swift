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
