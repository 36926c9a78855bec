import Figures
import Reports
import Tables

/// What a verb gives back, ready for any format.
struct Outcome {
  let envelope: Envelope
  let page: Page
  let tables: [RowTable]
  let status: ExitStatus
  /// Drawn where a folder for plots was named.
  var figures: [Figure] = []
  /// Written beside the result.
  var files: [OutputFile] = []
  /// Written piece by piece already; published last.
  var streams: [StreamedFile] = []
}
