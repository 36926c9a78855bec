/// Why a file could not be read at all.
public enum InputError: Error, Equatable, Sendable, CustomStringConvertible {
  case notFound(String)
  case isDirectory(String)
  case unreadable(String, reason: String)
  /// The file is larger than the 4 GiB that a table may have.
  case tooLarge(String, bytes: Int)

  public var path: String {
    switch self {
    case .notFound(let path), .isDirectory(let path), .unreadable(let path, _),
      .tooLarge(let path, _):
      path
    }
  }

  public var description: String {
    switch self {
    case .notFound(let path):
      "there is no file '\(path)': check the name and the folder"
    case .isDirectory(let path):
      "'\(path)' is a folder, not a file: name a file in it"
    case .unreadable(let path, let reason):
      "'\(path)' cannot be read: \(reason)"
    case .tooLarge(let path, let bytes):
      "'\(path)' has \(bytes) bytes, more than the 4 GiB that one table may have: split it"
    }
  }
}
