import Glibc
import NOf1
import Reports
import Synchronization
import Tables

/// The logs that a command line names: files, the CSV files of folders, or one table of everybody.
///
/// Logs are read when it is their turn; of each only its name and a checksum are kept.
struct PoolInputs {
  /// One name on the command line, with the places of its logs among all.
  private struct Argument {
    let path: String
    let logs: Range<Int>
    let isFolder: Bool
  }

  private enum Source {
    case files([String])
    case table([PersonInput])
  }

  private let source: Source
  private let arguments: [Argument]
  private let read: ReadLogs

  /// - Throws: `InputError` where a file or folder is not there or a folder holds no log.
  init(paths: [String], person: String?) throws {
    if let person {
      let table = try Table.read(try TableSource.read(path: paths[0]))
      source = .table(try PersonInput.people(in: table, column: person))
      arguments = [Argument(path: paths[0], logs: 0..<1, isFolder: false)]
      read = ReadLogs(count: 1)
      read.note(table, at: 0)
      return
    }
    var files: [String] = []
    var arguments: [Argument] = []
    for path in paths {
      let first = files.count
      let logs = try Folder.files(in: path, ending: ".csv")
      files += logs ?? [path]
      arguments.append(Argument(path: path, logs: first..<files.count, isFolder: logs != nil))
    }
    source = .files(files)
    self.arguments = arguments
    read = ReadLogs(count: files.count)
  }

  var count: Int {
    switch source {
    case .files(let files): files.count
    case .table(let people): people.count
    }
  }

  /// Takes up everybody, in order.
  func add(to accumulator: PopulationAccumulator) throws {
    switch source {
    case .table(let people): try accumulator.add(people)
    case .files(let files):
      let read = read
      try accumulator.add(
        files.lazy.enumerated().map { index, path in
          PersonInput(name: PoolInputs.name(of: path)) {
            let table = try Table.read(try TableSource.read(path: path))
            read.note(table, at: index)
            return table
          }
        })
    }
  }

  /// The file's name without its folder and extension.
  private static func name(of path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    let stem = last.lastIndex(of: ".").map { last[..<$0] } ?? last
    return String(stem.isEmpty ? last : stem)
  }

  /// A file with its own checksum, a folder with that of its logs' checksums, in their order.
  var envelopeInputs: [Envelope.Input] {
    arguments.map { argument in
      let (checksums, rows) = read.of(argument.logs)
      return Envelope.Input(
        path: argument.path,
        sha256: argument.isFolder
          ? Checksum.sha256(Array(checksums.map { $0 + "\n" }.joined().utf8)) : checksums[0],
        rowsRead: rows, rowsUsed: rows)
    }
  }
}

/// What is remembered of the logs that were read, on any thread: 36 bytes each.
private final class ReadLogs: Sendable {
  private struct Seen {
    /// 32 bytes a log; zeros for one that was not read.
    var checksums: [UInt8]
    var rows: [Int32]
  }

  private let seen: Mutex<Seen>

  init(count: Int) {
    seen = Mutex(
      Seen(
        checksums: [UInt8](repeating: 0, count: 32 * count),
        rows: [Int32](repeating: 0, count: count)))
  }

  func note(_ table: Table, at index: Int) {
    let checksum = Checksum.bytes(table.source.bytes)
    seen.withLock {
      $0.checksums.replaceSubrange((32 * index)..<(32 * index + 32), with: checksum)
      $0.rows[index] = Int32(clamping: table.rowCount)
    }
  }

  func of(_ logs: Range<Int>) -> (checksums: [String], rows: Int) {
    seen.withLock { seen in
      let texts = logs.map { Checksum.text(seen.checksums[(32 * $0)..<(32 * $0 + 32)]) }
      return (texts, seen.rows[logs].reduce(0) { $0 + Int($1) })
    }
  }
}

/// A folder that was named where files are wanted.
enum Folder {
  /// The files in a folder with this ending, by name; hidden ones are passed over.
  ///
  /// - Returns: nil where the path is no folder.
  /// - Throws: `InputError` for a folder that cannot be read or holds no such file.
  static func files(in path: String, ending: String) throws(InputError) -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    guard let folder = opendir(path) else { throw .unreadable(path, reason: errorText) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
    }
    guard !names.isEmpty else {
      throw .unreadable(path, reason: "the folder holds no file that ends in \(ending)")
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    return names.sorted().map { base + $0 }
  }

  private static var errorText: String { String(cString: strerror(errno)) }
}
