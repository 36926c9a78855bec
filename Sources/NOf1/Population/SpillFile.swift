import Glibc
import Tables

/// A temporary file without a name, written from front to back and then read: memory that does not
/// count as such. It is gone as soon as the process is.
final class SpillFile {
  private let descriptor: Int32
  private let folder: String
  private var pending: [UInt8] = []
  private(set) var count = 0

  /// - Parameter folder: by default that of `TMPDIR`, or `/tmp`.
  init(folder: String? = nil) throws(OutputError) {
    let given = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let template = (given.isEmpty ? "/tmp" : given) + "/magnify-XXXXXX"
    var path = Array(template.utf8CString)
    descriptor = mkstemp(&path)
    self.folder = given
    guard descriptor >= 0 else {
      throw .notWritable(given, reason: String(cString: strerror(errno)))
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws(OutputError) {
    pending += bytes
    count += bytes.count
    if pending.count >= 1 << 16 { try flush() }
  }

  private func flush() throws(OutputError) {
    var done = 0
    while done < pending.count {
      let step = pending.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
      }
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { throw failure }
      done += step
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// The bytes of a range that has been written.
  func read(_ range: Range<Int>) throws(OutputError) -> [UInt8] {
    precondition(range.upperBound <= count, "only what was written can be read")
    if !pending.isEmpty { try flush() }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, length in
      length = 0
      while length < range.count {
        let step = pread(
          descriptor, buffer.baseAddress! + length, range.count - length,
          off_t(range.lowerBound + length))
        if step < 0 && errno == EINTR { continue }
        if step <= 0 {
          failed = true
          break
        }
        length += step
      }
    }
    if failed { throw failure }
    return bytes
  }

  private var failure: OutputError {
    .notWritable(folder, reason: String(cString: strerror(errno)))
  }
}
