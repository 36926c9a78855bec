import NOf1
import Reports
import Tables

/// A log and its study, read from the files that the command line names.
struct LogInput {
  let table: Table
  let read: ReadLog
  private let study: StudyInput?
  private let scheduleTable: Table?
  private let key: KeyInput?
  private let prior: PriorInput?

  init(path: String, study: StudyOptions) throws {
    let file = try study.study.map { try StudyInput(path: $0) }
    let overrides = study.overrides
    if let name = overrides.schedule ?? file?.file.schedule.map({ file?.path(of: $0) ?? $0 }) {
      scheduleTable = try Table.read(try TableSource.read(path: name))
    } else {
      scheduleTable = nil
    }
    table = try Table.read(try TableSource.read(path: path))
    self.study = file
    key = try study.key.map { try KeyInput(path: $0) }
    try key?.verify(study: file?.file, schedule: scheduleTable?.source)
    prior = try (overrides.prior ?? file?.file.prior).flatMap { choice in
      guard case .trials(let name) = choice else { return nil }
      let isFlag = overrides.prior != nil
      return try PriorInput(path: isFlag ? name : file?.path(of: name) ?? name)
    }
    read = try PersonalLogReader.read(
      table: table, file: file?.file, overrides: overrides,
      schedule: try scheduleTable.map { try PlannedSchedule(table: $0) }, key: key?.key,
      trialPrior: prior?.prior)
  }

  /// Every file that was read. Of the log, `used` nights went into the main fit.
  func envelopeInputs(used: Int? = nil) -> [Envelope.Input] {
    var inputs = [
      Envelope.Input(
        path: table.source.name, bytes: table.source.bytes, rowsRead: table.rowCount,
        rowsUsed: used ?? read.log.recorded.count)
    ]
    if let study { inputs.append(study.envelopeInput) }
    if let scheduleTable {
      inputs.append(
        Envelope.Input(
          path: scheduleTable.source.name, bytes: scheduleTable.source.bytes,
          rowsRead: scheduleTable.rowCount, rowsUsed: scheduleTable.rowCount))
    }
    inputs += [key?.envelopeInput, prior?.envelopeInput].compactMap { $0 }
    return inputs
  }

  /// What was left out, and why.
  var excluded: [Envelope.Exclusion] {
    let missing = read.log.nights.count - read.log.recorded.count
    guard missing > 0 else { return [] }
    let noun = missing == 1 ? "night" : "nights"
    return [.init(what: "\(missing) \(noun)", reason: "no outcome recorded")]
  }
}
