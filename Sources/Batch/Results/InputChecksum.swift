import Glibc
import Reports
import Tables

/// The checksum of a file, or of a folder: that of the names and checksums of the CSV files in it.
enum InputChecksum {
  /// - Returns: nil where it cannot be read.
  static func of(_ path: String) -> String? {
    guard isFolder(path) else {
      return (try? TableSource.read(path: path)).map { Checksum.sha256($0.bytes) }
    }
    guard let names = names(in: path) else { return nil }
    return Checksum.sha256(
      lines: names.filter { $0.hasSuffix(".csv") }.map { name in
        "\(name) \(of("\(path)/\(name)") ?? "")"
      })
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, hidden ones too, sorted by their bytes; nil where it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
