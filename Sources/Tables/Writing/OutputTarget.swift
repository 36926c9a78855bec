import Glibc

/// A file to be written, checked.
struct OutputTarget {
  enum State { case absent, present, device }

  /// The path as the user gave it, and with links to the file itself followed.
  let path: String
  let resolvedPath: String
  let state: State

  init(_ path: String, overwrite: Bool) throws(OutputError) {
    self.path = path
    let resolved = OutputTarget.followingLinks(path)
    let (folder, name) = OutputTarget.split(resolved)
    guard let realFolder = OutputTarget.realPath(folder) else {
      if errno == ENOENT || errno == ENOTDIR { throw .noSuchFolder(path, folder: folder) }
      throw .notWritable(path, reason: String(cString: strerror(errno)))
    }
    resolvedPath = realFolder == "/" ? "/" + name : realFolder + "/" + name
    var status = stat()
    if name.isEmpty || name == "." || name == ".." { throw .isDirectory(path) }
    guard stat(resolvedPath, &status) == 0 else {
      guard errno == ENOENT else {
        throw .notWritable(path, reason: String(cString: strerror(errno)))
      }
      state = .absent
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .isDirectory(path)
    case S_IFREG:
      guard overwrite else { throw .exists(path) }
      state = .present
    default: state = .device
    }
  }

  var folder: String { OutputTarget.split(resolvedPath).folder }
  var name: String { OutputTarget.split(resolvedPath).name }

  /// The reason of the last failed system call.
  func failure() -> OutputError {
    switch errno {
    case EEXIST: .exists(path)
    default: .notWritable(path, reason: String(cString: strerror(errno)))
    }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The target of a symbolic link, so that replacing a file keeps the link to it.
  private static func followingLinks(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let length = readlink(path, &buffer, buffer.count)
      guard length > 0, length < buffer.count else { return path }
      let link = String(
        decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = link.hasPrefix("/") ? link : split(path).folder + "/" + link
    }
    return path
  }
}
