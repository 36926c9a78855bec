import Figures
import Glibc
import Tables

/// A folder for plots, made if it is not there.
struct OutputFolder {
  let path: String

  init(_ path: String) throws(OutputError) {
    self.path = path
    if mkdir(path, 0o700) != 0 && errno != EEXIST {
      let reason = String(cString: strerror(errno))
      throw .notWritable(path, reason: reason)
    }
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw .notWritable(path, reason: "it is not a folder")
    }
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
