import Glibc

/// A text file to write.
struct OutputFile {
  let path: String
  let text: String

  /// Whether two paths lead to one file that exists.
  static func areSame(_ a: String, _ b: String) -> Bool {
    guard let first = realpath(a, nil) else { return false }
    defer { free(first) }
    guard let second = realpath(b, nil) else { return false }
    defer { free(second) }
    return strcmp(first, second) == 0
  }
}
