import Figures
import Glibc
import Tables

/// A folder for plots, made if it is not there.
struct OutputFolder {
  let path: String
  /// The names that its figures can have.
  let names: [String]

  /// Makes the folder where there is none, then calls `body`; if that fails, a folder that was
  /// made is removed again.
  func making(_ body: () throws -> Void) throws {
    if try exists() { return try body() }
    guard mkdir(path, 0o700) == 0 else {
      throw OutputError.notWritable(path, reason: String(cString: strerror(errno)))
    }
    do {
      try body()
    } catch {
      rmdir(path)
      throw error
    }
  }

  /// Fails, before any work is done, where the figures could not be written afterwards.
  func requireWritable(overwrite: Bool) throws(OutputError) {
    let paths = try exists() ? names.flatMap(paths) : [path]
    try AtomicFile.requireWritable(paths, overwrite: overwrite)
  }

  /// Whether the path lies in the folder, as far as the names tell.
  func holds(_ file: String) -> Bool { file.hasPrefix(path.hasSuffix("/") ? path : path + "/") }

  private func exists() throws(OutputError) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .notWritable(path, reason: "it is not a folder")
    }
    return true
  }

  /// Where the rows, the specification and the drawing of a figure go.
  private func paths(_ name: String) -> [String] {
    [".csv", ".vl.json", ".svg"].map { "\(path)/\(name)\($0)" }
  }

  /// NAME.csv, NAME.vl.json and NAME.svg of every figure.
  func files(of figures: [Figure]) -> [OutputFile] {
    figures.flatMap { figure in
      zip(paths(figure.name), [figure.data.csv(), figure.vegaLite, figure.svg]).map {
        OutputFile(path: $0, text: $1)
      }
    }
  }
}
