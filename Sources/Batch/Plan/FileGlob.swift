import Glibc

/// Names of files with `*`, `?` and `[..]`.
enum FileGlob {
  /// The files that match, sorted by the bytes of their names; a path without such characters, or
  /// that exists as it stands, is itself.
  ///
  /// As in a shell, hidden files are matched only by a pattern that writes the dot, and a `*` does
  /// not match a slash.
  static func files(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }), access(pattern, F_OK) != 0 else {
      return [pattern]
    }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0, let paths = found.gl_pathv else {
      return []
    }
    let names = (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
