import Figures
import Glibc
import Tables

/// A folder for plots, made if it is not there.
struct OutputFolder {
  let path: String

  /// Makes the folder where there is none, then calls `body`; if that fails, a folder that was
  /// made is removed again.
  func making(_ body: () throws -> Void) throws {
    let isNew = try make()
    do {
      try body()
    } catch {
      if isNew { rmdir(path) }
      throw error
    }
  }

  private func make() throws(OutputError) -> Bool {
    if mkdir(path, 0o700) == 0 { return true }
    guard errno == EEXIST else {
      throw .notWritable(path, reason: String(cString: strerror(errno)))
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .notWritable(path, reason: "it is not a folder")
    }
    return false
  }

  /// NAME.csv, NAME.vl.json and NAME.svg of every figure.
  func files(of figures: [Figure]) -> [OutputFile] {
    figures.flatMap { figure in
      let stem = "\(path)/\(figure.name)"
      return [
        OutputFile(path: "\(stem).csv", text: figure.data.csv()),
        OutputFile(path: "\(stem).vl.json", text: figure.vegaLite),
        OutputFile(path: "\(stem).svg", text: figure.svg),
      ]
    }
  }
}
