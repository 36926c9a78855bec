import Glibc
import Synchronization
import Tables

/// The journal of a run: a line for every finished job, appended when its result has its name.
final class Journal: Sendable {
  private let path: String
  private let descriptor: Int32
  /// How long it is, whole lines only.
  private let length: Mutex<off_t>

  /// Opens the journal of the folder for this process alone, and cuts off a torn last line.
  init(_ folder: ResultFolder) throws(BatchError) {
    path = folder.path(folder.journalName)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Journal.failure(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .isInUse(folder.path)
    }
    let bytes = (try? TableSource.read(path: path))?.bytes ?? []
    length = Mutex(off_t(bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0))
    try cut()
  }

  deinit { close(descriptor) }

  /// Forgets every line.
  func clear() throws(BatchError) {
    length.withLock { $0 = 0 }
    try cut()
  }

  /// Adds a line, or leaves the journal as it was.
  func append(_ entry: JournalEntry) throws(BatchError) {
    let bytes = Array((entry.line + "\n").utf8)
    let isWritten = length.withLock { length in
      lseek(descriptor, length, SEEK_SET)
      guard FileBytes.write(bytes, to: descriptor) else {
        let reason = errno
        ftruncate(descriptor, length)
        errno = reason
        return false
      }
      length += off_t(bytes.count)
      return true
    }
    guard isWritten else { throw Journal.failure(path) }
  }

  private func cut() throws(BatchError) {
    let length = length.withLock { $0 }
    guard ftruncate(descriptor, length) == 0 else { throw Journal.failure(path) }
  }

  private static func failure(_ path: String) -> BatchError {
    .notWritable(path, reason: String(cString: strerror(errno)))
  }

  /// What all journals of the folder say, of a job finished twice the last line of a journal.
  static func entries(in folder: ResultFolder) -> [JournalEntry.Key: [JournalEntry]] {
    var found: [JournalEntry.Key: [JournalEntry]] = [:]
    for name in folder.journalNames {
      guard let source = try? TableSource.read(path: folder.path(name)) else { continue }
      var latest: [JournalEntry.Key: JournalEntry] = [:]
      for line in source.bytes.split(separator: 0x0A) {
        if let entry = JournalEntry(line: String(decoding: line, as: UTF8.self)) {
          latest[entry.key] = entry
        }
      }
      for (key, entry) in latest { found[key, default: []].append(entry) }
    }
    return found
  }
}
