/// Why a batch ended before its end.
public enum BatchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder holds results already.
  case exists(String)
  /// Another process writes to the folder.
  case isInUse(String)
  /// A file could not be written; all that are there are whole.
  case notWritable(String, reason: String)
  /// Stopped by a signal when so many jobs were finished.
  case interrupted(finished: Int, total: Int)

  /// The stable code for `magnify explain`.
  public var code: String {
    switch self {
    case .exists: "F110"
    case .notWritable: "F111"
    case .interrupted: "F112"
    case .isInUse: "F113"
    }
  }

  public var description: String {
    switch self {
    case .exists(let path): "'\(path)' exists already"
    case .isInUse(let path): "another run is writing to '\(path)'"
    case .notWritable(let path, let reason): "'\(path)' cannot be written: \(reason)"
    case .interrupted(let finished, let total):
      "interrupted: \(finished) of \(total) jobs are finished"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch self {
    case .exists: "go on with --resume, or begin afresh with --force"
    case .isInUse: "wait for it, or give the plan another output"
    case .notWritable: "every file that is there is whole: make room and go on with --resume"
    case .interrupted: "go on with --resume"
    }
  }
}
