import Figures
import Reports

/// What a verb gives back, ready for any format.
struct Outcome {
  let envelope: Envelope
  let page: Page
  let tables: [RowTable]
  let status: ExitStatus
  /// The figures to write together with the result, and the folder for them.
  var plots: (folder: OutputFolder, figures: [Figure])?
}

/// A text file to write.
struct OutputFile {
  let path: String
  let text: String
}
