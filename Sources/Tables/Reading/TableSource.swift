import Glibc

/// The bytes of an input and the name the user gave it.
///
/// The file is read once, not mapped: a file that another program shortens meanwhile cannot
/// stop the process, and the checksum of a result is that of the bytes it was computed from.
public struct TableSource: Sendable {
  /// The name as the user gave it; "-" for standard input.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  static let largestSize = Int(UInt32.max) - 1

  /// Reads a whole file, or standard input if `path` is "-".
  public static func read(path: String) throws(InputError) -> TableSource {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .notFound(path) : unreadable(path)
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory(path) }
    let expected = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    if expected > largestSize { throw .tooLarge(path, bytes: expected) }
    return TableSource(
      name: path, bytes: try readAll(descriptor, expecting: expected, path: path))
  }

  private static func readAll(
    _ descriptor: Int32, expecting expected: Int, path: String
  ) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var wanted = max(expected + 1, 1 << 16)  // one more, so that a full read shows the end
    while true {
      var failure: Int32 = 0
      let received = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        count = 0
        while count < buffer.count {
          let step = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
          if step < 0 && errno == EINTR { continue }
          if step < 0 { failure = errno }
          if step <= 0 { break }
          count += step
        }
      }
      if failure != 0 {
        errno = failure
        throw failure == EISDIR ? .isDirectory(path) : unreadable(path)
      }
      if bytes.isEmpty { bytes = received } else { bytes += received }
      if bytes.count > largestSize { throw .tooLarge(path, bytes: bytes.count) }
      if received.count < wanted { return bytes }
      wanted = max(1 << 16, bytes.count)
    }
  }

  private static func unreadable(_ path: String) -> InputError {
    .unreadable(path, reason: String(cString: strerror(errno)))
  }
}
