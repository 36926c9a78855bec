import Reports

/// What a verb gave for one job of a plan.
public struct JobOutcome: Sendable {
  /// The exit status that the verb would have ended with.
  public let status: Int32
  /// The result, or for a verb that failed its findings.
  public let envelope: Envelope
  /// The files to write: the result first, then what the verb writes beside it.
  public let files: [(path: String, bytes: [UInt8])]

  public init(status: Int32, envelope: Envelope, files: [(path: String, bytes: [UInt8])]) {
    self.status = status
    self.envelope = envelope
    self.files = files
  }
}
