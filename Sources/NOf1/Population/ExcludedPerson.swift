import Tables

/// A person who is not part of the analysis, and why.
public struct ExcludedPerson: Sendable, Codable, Equatable {
  public let person: String
  public let findings: [Finding]

  public init(person: String, findings: [Finding]) {
    self.person = person
    self.findings = findings
  }
}
