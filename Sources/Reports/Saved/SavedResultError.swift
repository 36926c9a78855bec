/// A file that is JSON, but not a result that can be read back.
public enum SavedResultError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The value of `schema` is another one, or absent.
  case unknownSchema(String?)
  /// The result is that of another verb.
  case otherCommand(String?)
  /// The verb failed: there are findings but no results.
  case failedRun
  /// A part is missing or of another type; its path in the file, e.g. `results.effects.0`.
  case damaged(path: String, reason: String)

  public var description: String {
    switch self {
    case .unknownSchema(let schema):
      "the schema is \(schema ?? "not given"), not \(Envelope.schema): was it written by magnify?"
    case .otherCommand(let command):
      "this is a result of '\(command ?? "")', not of 'nof1 analyze'"
    case .failedRun: "this run failed and holds no results: see its findings"
    case .damaged(let path, let reason): "the result is damaged at \(path): \(reason)"
    }
  }
}
