import NOf1
import Reports
import Tables

/// The sealed key of a blinded plan.
struct KeyInput {
  let key: SealedKey
  private let source: TableSource

  init(path: String) throws {
    source = try TableSource.read(path: path)
    key = try SealedKey.read(yaml: String(decoding: source.bytes, as: UTF8.self), file: path)
  }

  /// Checks that this is the key that the study names, and that it was made for the schedule.
  func verify(study: StudyFile?, schedule: TableSource?) throws {
    try key.verify(
      keySHA256: Checksum.sha256(source.bytes), declared: study?.sealedKey,
      scheduleSHA256: Checksum.sha256(schedule?.bytes ?? []))
  }

  var envelopeInput: Envelope.Input {
    Envelope.Input(path: source.name, bytes: source.bytes, rowsRead: 0, rowsUsed: 0)
  }
}
