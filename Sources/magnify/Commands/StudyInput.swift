import NOf1
import Reports
import Tables

/// A study file, read from the path that the command line names.
struct StudyInput {
  let file: StudyFile
  let source: TableSource

  init(path: String) throws {
    source = try TableSource.read(path: path)
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      throw InvalidInput(
        Finding(
          code: "N201", severity: .error, message: "'\(source.name)' is not UTF-8 text",
          hint: "save the study file as UTF-8", place: Place(file: source.name, line: 1)))
    }
    file = try StudyFile.read(yaml: text, file: path)
  }

  /// A path in the study file is relative to that file.
  func path(of name: String) -> String {
    guard !name.hasPrefix("/"), let slash = source.name.lastIndex(of: "/") else { return name }
    return source.name[...slash] + name
  }

  var envelopeInput: Envelope.Input {
    Envelope.Input(path: source.name, bytes: source.bytes, rowsRead: 0, rowsUsed: 0)
  }
}
