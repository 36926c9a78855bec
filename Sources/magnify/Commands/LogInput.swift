import NOf1
import Reports
import Tables

/// A log and its study, read from the files that the command line names.
struct LogInput {
  let table: Table
  let read: ReadLog
  private let studySource: TableSource?
  private let scheduleTable: Table?

  init(path: String, study: StudyOptions) throws {
    var file: StudyFile?
    var studySource: TableSource?
    if let name = study.study {
      let source = try TableSource.read(path: name)
      file = try StudyFile.read(yaml: try LogInput.text(of: source), file: name)
      studySource = source
    }
    let overrides = study.overrides
    var scheduleTable: Table?
    if let name = overrides.schedule
      ?? file?.schedule.map({ LogInput.path($0, beside: study.study) })
    {
      scheduleTable = try Table.read(try TableSource.read(path: name))
    }
    table = try Table.read(try TableSource.read(path: path))
    read = try PersonalLogReader.read(
      table: table, file: file, overrides: overrides,
      schedule: try scheduleTable.map { try PlannedSchedule(table: $0) })
    self.studySource = studySource
    self.scheduleTable = scheduleTable
  }

  private static func text(of source: TableSource) throws(InvalidInput) -> String {
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      throw InvalidInput(
        Finding(
          code: "N201", severity: .error, message: "'\(source.name)' is not UTF-8 text",
          hint: "save the study file as UTF-8", place: Place(file: source.name, line: 1)))
    }
    return text
  }

  /// A path in a study file is relative to that file.
  private static func path(_ name: String, beside study: String?) -> String {
    guard !name.hasPrefix("/"), let study, let slash = study.lastIndex(of: "/") else { return name }
    return study[...slash] + name
  }

  /// Every file that was read. Of the log, `used` nights went into the main fit.
  func envelopeInputs(used: Int? = nil) -> [Envelope.Input] {
    var inputs = [
      Envelope.Input(
        path: table.source.name, bytes: table.source.bytes, rowsRead: table.rowCount,
        rowsUsed: used ?? read.log.recorded.count)
    ]
    if let studySource {
      inputs.append(
        Envelope.Input(
          path: studySource.name, bytes: studySource.bytes, rowsRead: 0, rowsUsed: 0))
    }
    if let scheduleTable {
      inputs.append(
        Envelope.Input(
          path: scheduleTable.source.name, bytes: scheduleTable.source.bytes,
          rowsRead: scheduleTable.rowCount, rowsUsed: scheduleTable.rowCount))
    }
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
