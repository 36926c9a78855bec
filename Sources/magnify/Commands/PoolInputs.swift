import Glibc
import NOf1
import Reports
import Synchronization
import Tables

/// The logs that a command line names: files, the CSV files of folders, or one table of everybody.
///
/// Logs are read when it is their turn; of each only its name and a checksum are kept.
struct PoolInputs {
  /// One name on the command line: a file, or a folder with the names of its logs.
  private struct Argument {
    let path: String
    /// Put before every name.
    let base: String
    let names: [String]
    let isFolder: Bool
    let read: ReadLogs

    init(path: String) throws(InputError) {
      self.path = path
      let logs = try Folder.names(in: path, ending: ".csv")
      isFolder = logs != nil
      base = logs == nil ? "" : path.hasSuffix("/") ? path : path + "/"
      names = logs ?? [path]
      read = ReadLogs(count: names.count)
    }

    var persons: some Sequence<PersonInput> {
      let (base, read) = (base, read)
      return names.lazy.enumerated().map { index, name in
        PersonInput(name: PersonInput.name(ofFile: name)) {
          let table = try Table.read(try TableSource.read(path: base + name))
          read.note(table, at: index)
          return table
        }
      }
    }

    /// A file has its own checksum, a folder that of its logs' checksums, a line each.
    var envelopeInput: Envelope.Input {
      let checksums = read.checksums
      let sha256 = isFolder ? Checksum.sha256(lines: checksums) : checksums.first ?? ""
      return Envelope.Input(path: path, sha256: sha256, rowsRead: read.rows, rowsUsed: read.rows)
    }
  }

  private enum Source {
    case logs([Argument])
    case table(people: [PersonInput], input: Envelope.Input)
  }

  private let source: Source

  /// - Throws: `InputError` where a file or folder is not there or a folder holds no log.
  init(paths: [String], person: String?) throws {
    guard let person else {
      source = .logs(try paths.map { try Argument(path: $0) })
      return
    }
    let table = try Table.read(try TableSource.read(path: paths[0]))
    source = .table(
      people: try PersonInput.people(in: table, column: person),
      input: Envelope.Input(
        path: paths[0], bytes: table.source.bytes, rowsRead: table.rowCount,
        rowsUsed: table.rowCount))
  }

  var count: Int {
    switch source {
    case .logs(let arguments): arguments.reduce(0) { $0 + $1.names.count }
    case .table(let people, _): people.count
    }
  }

  /// Takes up everybody, in order.
  func add(to accumulator: PopulationAccumulator) throws {
    switch source {
    case .logs(let arguments):
      for argument in arguments { try accumulator.add(argument.persons) }
    case .table(let people, _): try accumulator.add(people)
    }
  }

  var envelopeInputs: [Envelope.Input] {
    switch source {
    case .logs(let arguments): arguments.map(\.envelopeInput)
    case .table(_, let input): [input]
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

  /// In hexadecimal, in the order of the logs.
  var checksums: some RandomAccessCollection<String> {
    let (bytes, count) = seen.withLock { ($0.checksums, $0.rows.count) }
    return (0..<count).lazy.map { Checksum.text(bytes[(32 * $0)..<(32 * $0 + 32)]) }
  }

  var rows: Int { seen.withLock { $0.rows.reduce(0) { $0 + Int($1) } } }
}

/// A folder that was named where files are wanted.
enum Folder {
  /// The names of the files in a folder with this ending, sorted; hidden ones are passed over.
  ///
  /// - Returns: nil where the path is no folder.
  /// - Throws: `InputError` for a folder that cannot be read or holds no such file.
  static func names(in path: String, ending: String) throws(InputError) -> [String]? {
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
    names.sort()
    return names
  }

  private static var errorText: String { String(cString: strerror(errno)) }
}
