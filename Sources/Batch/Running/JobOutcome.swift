import Reports

/// What a verb gave for one job of a plan.
public struct JobOutcome: Sendable {
  /// The exit status that the verb would have ended with.
  public let status: Int32
  /// The result, or for a verb that failed its findings.
  public let envelope: Envelope
  /// The bytes of the result file.
  public let bytes: [UInt8]

  public init(status: Int32, envelope: Envelope, bytes: [UInt8]) {
    self.status = status
    self.envelope = envelope
    self.bytes = bytes
  }
}
