import Tables

/// Looks for what is odd in a log that is valid. Warnings and information only: nothing is
/// changed, nothing is left out.
public enum LogChecks {
  /// Every check, in the order of their codes.
  ///
  /// | code | what |
  /// |---|---|
  /// | N130 | rows out of the order of dates |
  /// | N131 | nights in the future |
  /// | N132 | dates without a row |
  /// | N133 | missing nights per arm |
  /// | N134 | outcome outside its declared range |
  /// | N135 | arms that may be one arm spelled in several ways |
  /// | N136 | weekdays that disagree with the dates |
  /// | N137 | nights that differ from the planned schedule, or a plan that is not finished |
  /// | N138 | adherence per arm |
  /// | N139 | blinding guesses |
  /// | N140 | dose above the adult supplemental upper level |
  /// | N141 | elemental dose computed from the mass of a salt |
  /// | N142 | important difference set after the codes were known |
  /// | N143 | `period` or `cycle` columns that disagree with the runs of nights on one arm |
  /// | N144 | unknown salt, or dose and salt that disagree |
  /// | N145 | `day` and `date` that disagree |
  /// | N147 | blanks around the name of an arm |
  ///
  /// - Parameters:
  ///   - table: the table that `read` was read from.
  ///   - read: the log with its study.
  ///   - today: the last night that can have happened; nil skips N131.
  public static func run(table: Table, read: ReadLog, today: CalendarDate? = nil) -> [Finding] {
    let context = LogCheckContext(table: table, read: read)
    return context.outOfOrder() + context.future(today) + context.gaps() + context.missingPerArm()
      + context.outsideRange() + context.spellings() + context.weekdays() + context.plan()
      + context.adherence() + context.guesses() + context.doses() + context.importance()
      + context.labels() + context.dayNumbers() + context.blanks()
  }
}

/// A log, its study and its table, as every check needs them.
struct LogCheckContext {
  let table: Table
  let read: ReadLog

  var log: PersonalLog { read.log }
  var nights: [PersonalLog.Night] { log.nights }

  /// The nights of the file with their rows, in the order of days.
  var rows: [(night: PersonalLog.Night, row: Int)] {
    zip(nights, read.rows).compactMap { night, row in row.map { (night, $0) } }
  }

  /// How a night is named in a message.
  func name(_ night: PersonalLog.Night) -> String {
    night.date.map { Finding.quoted($0.description) } ?? "night \(night.day + 1)"
  }

  func finding(
    _ code: String, _ severity: Finding.Severity, row: Int, _ column: String?, _ message: String,
    hint: String? = nil
  ) -> Finding {
    table.finding(code, severity, row: row, column: column, message: message, hint: hint)
  }

  func finding(
    _ code: String, _ severity: Finding.Severity, _ message: String, hint: String? = nil
  ) -> Finding {
    table.finding(code, severity, message: message, hint: hint)
  }

  /// The column that says which night a row is about.
  var timeColumn: String { nights.contains { $0.date != nil } ? "date" : "day" }

  static func percent(_ part: Int, of whole: Int) -> String {
    "\(Int((100 * Double(part) / Double(max(whole, 1))).rounded())) %"
  }

  /// A number with at most three decimals.
  static func short(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }
}
