import NOf1
import Reports
import Tables

/// What trials predict, as `trials pool --save-prior` wrote it.
struct PriorInput {
  let prior: TrialPrior
  private let source: TableSource

  init(path: String) throws {
    source = try TableSource.read(path: path)
    prior = TrialPrior(try SavedPrior(file: source))
  }

  var envelopeInput: Envelope.Input {
    Envelope.Input(path: source.name, bytes: source.bytes, rowsRead: 0, rowsUsed: 0)
  }
}
