import Figures
import Tables

/// What every verb writes with `--json`: `magnify.result/1`.
///
/// Holds no clock, host, user or absolute path: the same input gives the same bytes. A failure
/// is an envelope too, with findings and without results.
public struct Envelope: Sendable, Equatable {
  public static let schema = "magnify.result/1"

  /// A file that was read.
  public struct Input: Sendable, Equatable {
    /// As the user gave it, or the file's own name where that was an absolute path.
    public let path: String
    /// Where it was read from; not part of the result.
    public let location: String
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    public let sha256: String
    public let rowsRead: Int
    public let rowsUsed: Int

    public init(path: String, bytes: [UInt8], rowsRead: Int, rowsUsed: Int) {
      self.init(
        path: path, sha256: Checksum.sha256(bytes), rowsRead: rowsRead, rowsUsed: rowsUsed)
    }

    public init(path: String, sha256: String, rowsRead: Int, rowsUsed: Int) {
      self.path = Envelope.withoutFolders(ofAbsolute: path)
      location = path
      self.sha256 = sha256
      self.rowsRead = rowsRead
      self.rowsUsed = rowsUsed
    }
  }

  /// Something that was left out of the analysis, and why.
  public struct Exclusion: Sendable, Equatable {
    public let what: String
    public let reason: String

    public init(what: String, reason: String) {
      self.what = what
      self.reason = reason
    }
  }

  /// Version of the tool, e.g. `1.0.0`.
  public var version: String
  /// The verb, e.g. `nof1 analyze`.
  public var command: String
  public var inputs: [Input]
  /// Every option that decides the answer, defaults resolved, in a fixed order.
  public var options: [JSONValue.Member]
  public var seed: Int?
  /// Tables and objects of the verb, empty when it failed.
  public var results: [JSONValue.Member]
  public var excluded: [Exclusion]
  public var findings: [Finding]
  public var notes: [String]

  public init(
    version: String, command: String, inputs: [Input] = [], options: [JSONValue.Member] = [],
    seed: Int? = nil, results: [JSONValue.Member] = [], excluded: [Exclusion] = [],
    findings: [Finding] = [], notes: [String] = []
  ) {
    self.version = version
    self.command = command
    self.inputs = inputs
    self.options = options
    self.seed = seed
    self.results = results
    self.excluded = excluded
    self.findings = findings
    self.notes = notes
  }

  /// The last component of an absolute path; any other path unchanged.
  static func withoutFolders(ofAbsolute path: String) -> String {
    guard path.hasPrefix("/"), let name = path.split(separator: "/").last else { return path }
    return String(name)
  }
}
