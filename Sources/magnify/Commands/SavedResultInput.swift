import Figures
import NOf1
import Reports
import Tables

/// A result file, read back: what a verb wrote with `--json`.
struct SavedResultInput<Content> {
  let content: Content
  private let source: TableSource

  /// - Parameters:
  ///   - kind: what the file should be, e.g. "a saved analysis".
  ///   - hint: how such a file is made.
  ///   - read: takes the content from the file's JSON.
  init(
    path: String, kind: String, hint: String, read: (JSONValue) throws(SavedResultError) -> Content
  ) throws {
    source = try TableSource.read(path: path)
    func refusal(_ reason: String) -> InvalidInput {
      InvalidInput(
        Finding(
          code: "F103", severity: .error,
          message: "\(Finding.quoted(path)) is not \(kind): \(reason)", hint: hint))
    }
    guard let text = String(validating: source.bytes, as: UTF8.self),
      let value = try? JSONValue(parsing: text)
    else { throw refusal("it is not JSON") }
    do {
      content = try read(value)
    } catch {
      throw refusal(error.description)
    }
  }

  var envelopeInput: Envelope.Input {
    Envelope.Input(path: source.name, bytes: source.bytes, rowsRead: 0, rowsUsed: 0)
  }
}

extension SavedResultInput<PersonalAnalysis> {
  /// A result of `nof1 analyze --json`.
  init(analysis path: String) throws {
    try self.init(
      path: path, kind: "a saved analysis",
      hint: "name a file that magnify nof1 analyze --json -o FILE wrote",
      read: PersonalAnalysis.init(saved:))
  }
}

extension SavedResultInput {
  /// A result of any verb, as `read` takes it.
  init(path: String, read: (SavedResult) throws(SavedResultError) -> Content) throws {
    try self.init(
      path: path, kind: "a saved result", hint: "name a file that magnify VERB --json -o FILE wrote"
    ) { json throws(SavedResultError) in try read(SavedResult(json)) }
  }
}

extension SavedResultInput<SavedResult> {
  init(path: String) throws { try self.init(path: path) { $0 } }
}
