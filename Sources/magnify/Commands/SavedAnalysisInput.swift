import Figures
import NOf1
import Reports
import Tables

/// A result of `nof1 analyze --json`, read back.
struct SavedAnalysisInput {
  let analysis: PersonalAnalysis
  private let source: TableSource

  init(path: String) throws {
    source = try TableSource.read(path: path)
    func refusal(_ reason: String) -> InvalidInput {
      InvalidInput(
        Finding(
          code: "F103", severity: .error,
          message: "\(Finding.quoted(path)) is not a saved analysis: \(reason)",
          hint: "name a file that magnify nof1 analyze --json -o FILE wrote"))
    }
    guard let text = String(validating: source.bytes, as: UTF8.self),
      let value = try? JSONValue(parsing: text)
    else { throw refusal("it is not JSON") }
    do {
      analysis = try PersonalAnalysis(saved: value)
    } catch {
      throw refusal(error.description)
    }
  }

  var envelopeInput: Envelope.Input {
    Envelope.Input(path: source.name, bytes: source.bytes, rowsRead: 0, rowsUsed: 0)
  }
}
