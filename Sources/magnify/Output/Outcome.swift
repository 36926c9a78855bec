import Figures
import Reports

/// What a verb gives back, ready for any format.
struct Outcome {
  let envelope: Envelope
  let page: Page
  let tables: [RowTable]
  let status: ExitStatus
  /// Further files to write together with the result.
  var files: [OutputFile] = []
}

/// A text file to write.
struct OutputFile {
  let path: String
  let text: String
}
