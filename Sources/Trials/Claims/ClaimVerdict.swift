import Tables

/// What the tables say of one claim, and what decided it.
public struct ClaimVerdict: Sendable, Codable, Equatable {
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    case supported
    /// Something near it holds: see `rewording`.
    case supportedIfReworded = "supported if reworded"
    /// The tables do not carry it; that does not make it wrong.
    case notSupported = "not supported"
    case contradicted
    /// Nothing in tables of this kind could decide it.
    case notCheckable = "not checkable"
  }

  /// The label of the claim.
  public let claim: String
  public let statement: String
  public let verdict: Verdict
  /// The rule that decided: A331 to A347, `magnify explain CODE`.
  public let code: String
  /// The effect and its interval first, then why.
  public let reason: String
  /// What could be said instead.
  public let rewording: String?
  /// The rows and checks that decided, the deciding ones first; never empty.
  public let evidence: [ClaimEvidence]
  /// Where the claim stands.
  public let place: Place?
}
