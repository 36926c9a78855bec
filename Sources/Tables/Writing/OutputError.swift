/// Why a file could not be written. Nothing was changed.
public enum OutputError: Error, Equatable, Sendable, CustomStringConvertible {
  case exists(String)
  case isDirectory(String)
  case noSuchFolder(String, folder: String)
  case notWritable(String, reason: String)
  /// The same file was named twice among those to write together.
  case namedTwice(String)

  public var path: String {
    switch self {
    case .exists(let path), .isDirectory(let path), .noSuchFolder(let path, _),
      .notWritable(let path, _), .namedTwice(let path):
      path
    }
  }

  public var description: String {
    switch self {
    case .exists(let path):
      "'\(path)' exists already: name another file, or use --force to replace it"
    case .isDirectory(let path):
      "'\(path)' is a folder: name a file in it"
    case .noSuchFolder(let path, let folder):
      "'\(path)' cannot be written: there is no folder '\(folder)'"
    case .notWritable(let path, let reason):
      "'\(path)' cannot be written: \(reason)"
    case .namedTwice(let path):
      "'\(path)' is named for two outputs: give each its own file"
    }
  }
}
