import Glibc
import NOf1
import Reports
import Synchronization
import Tables

/// The logs that a command line names: files, the CSV files of folders, or one table of everybody.
///
/// Logs are read when it is their turn; of each only a checksum is kept.
struct PoolInputs {
  /// One name on the command line, with the places of its logs among all.
  private struct Argument {
    let path: String
    let logs: Range<Int>
    let isFolder: Bool
  }

  let persons: [PersonInput]
  private let arguments: [Argument]
  private let read: ReadLogs

  /// - Throws: `InputError` where a file or folder is not there or a folder holds no log.
  init(paths: [String], person: String?) throws {
    if let person {
      let table = try Table.read(try TableSource.read(path: paths[0]))
      persons = try PersonInput.people(in: table, column: person)
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
    let read = ReadLogs(count: files.count)
    persons = files.enumerated().map { index, path in
      PersonInput(name: PoolInputs.name(of: path)) {
        let table = try Table.read(try TableSource.read(path: path))
        read.note(table, at: index)
        return table
      }
    }
    self.arguments = arguments
    self.read = read
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
      let bytes = Array(checksums.map { $0 + "\n" }.joined().utf8)
      return Envelope.Input(
        path: argument.path, sha256: argument.isFolder ? Checksum.sha256(bytes) : checksums[0],
        rowsRead: rows, rowsUsed: rows)
    }
  }
}

/// What is remembered of the logs that were read, on any thread.
private final class ReadLogs: Sendable {
  private let seen: Mutex<[(checksum: String, rows: Int)]>

  init(count: Int) {
    seen = Mutex([(checksum: String, rows: Int)](repeating: ("", 0), count: count))
  }

  func note(_ table: Table, at index: Int) {
    let checksum = Checksum.sha256(table.source.bytes)
    seen.withLock { $0[index] = (checksum, table.rowCount) }
  }

  func of(_ logs: Range<Int>) -> (checksums: [String], rows: Int) {
    seen.withLock { seen in
      (seen[logs].map(\.checksum), seen[logs].reduce(0) { $0 + $1.rows })
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
