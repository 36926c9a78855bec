import Glibc
import Tables

/// The folder in which relative paths begin.
enum WorkingFolder {
  /// The same file, whatever folder is entered later.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  /// Makes a folder the working folder; an empty path is the one that it is.
  static func enter(_ path: String) throws(InputError) {
    guard !path.isEmpty, chdir(path) != 0 else { return }
    throw .unreadable(path, reason: String(cString: strerror(errno)))
  }
}
