import Tables

/// The cells of a log, read and found valid.
struct LogCells {
  /// The nights in the order of days.
  let inOrder: [RawNight]
  private(set) var inferences: [String] = []
  private let table: Table

  /// - Throws: every error of the columns, together.
  init(
    table: Table, settings: StudyFile, outcome: Outcome, _ outcomeReader: OutcomeReader,
    key: SealedKey? = nil
  ) throws(InvalidInput) {
    self.table = table
    var columns = LogColumns(table: table)
    let time = columns.days()
    let hasArms = columns.require("treatment", for: "the arm of every night")
    let hasOutcome = columns.require(
      outcome.column, for: "the outcome",
      hint: settings.outcomeColumn == nil
        ? "name the outcome with --outcome: the columns are "
          + table.columnNames.prefix(30).joined(separator: ", ") : nil)
    if table.rowCount == 0 {
      columns.report(
        table.finding(
          "N104", .error, message: "the log has no rows", hint: "write one row for every night"))
    }
    let covariates = (settings.covariates ?? []).filter {
      columns.require($0, for: "a declared covariate")
    }
    guard let (days, dates) = time, hasArms, hasOutcome,
      covariates.count == settings.covariates?.count ?? 0
    else {
      try columns.throwIfAny()
      inOrder = []
      return
    }
    let outcomes = outcomeReader.values(outcome, &columns)
    let taken = columns.answers(
      "taken", code: "N115", hint: "write yes or no, or leave the cell empty")
    Self.checkDays(days, dates, &columns)
    Self.checkArms(&columns)
    let arms = columns.arms(key)
    let cycles = Self.cycles(days, &columns)
    let values = Self.covariates(covariates, outcomes: outcomes, &columns)
    try columns.throwIfAny()
    inOrder = (0..<table.rowCount).map { row in
      RawNight(
        day: days[row] ?? 0, date: dates[row],
        arm: arms[row] ?? "", outcome: outcomes[row],
        taken: taken.isEmpty ? nil : taken[row], period: table.column("period")?.string(row),
        cycle: cycles[row], covariates: values.map { $0[row] }, line: table.line(ofRow: row),
        row: row)
    }.sorted { $0.day < $1.day }
    if table.column("day") != nil, dates.contains(where: { $0 != nil }) {
      inferences.append("Nights are placed by the column 'date'; 'day' is only compared with it.")
    }
  }

  /// The reference and the treatments.
  func arms(_ settings: StudyFile) throws -> ArmResolver.Arms {
    var present = [String]()
    for night in inOrder where !present.contains(night.arm) { present.append(night.arm) }
    if present.count > 12 {
      throw InvalidInput(
        table.finding(
          "N118", .error, message: "the column 'treatment' names \(present.count) arms",
          hint: "is it the right column? A log may have up to 12 arms"))
    }
    var findings = [Finding]()
    let resolver = ArmResolver(settings: settings, present: present, header: table.headerPlace)
    let arms =
      present.count > 1 || settings.treatments != nil || settings.reference != nil
      ? resolver.resolve(&findings) : nil
    if !findings.isEmpty { throw InvalidInput(findings) }
    guard let arms, !arms.treatments.isEmpty else {
      throw PersonalAnalysisError.notEstimable(
        table.finding(
          "N171", .error,
          message: "every night is on \(Finding.quoted(present[0])): there is nothing to compare",
          hint: "go on with nights on another arm"))
    }
    return arms
  }

  /// What the columns say that the nights do not.
  func findings(_ log: PersonalLog) -> [Finding] {
    guard table.column("cycle") != nil else { return [] }
    let last = (inOrder.first?.day ?? 0) + (log.nights.last?.day ?? 0)
    let labelled = inOrder.filter { $0.cycle != nil && $0.day <= last }
    let complete = Set(log.nights.compactMap(\.cycle)).count
    let all = Set(labelled.compactMap(\.cycle)).count
    guard all > complete, let night = labelled.first(where: { isIncomplete($0, log) }),
      let row = night.row
    else { return [] }
    return [
      table.finding(
        "N146", .information, row: row, column: "cycle",
        message: "\(all - complete) of \(all) cycles do not have a night on every arm",
        hint: "they are left out where whole cycles are compared")
    ]
  }

  private func isIncomplete(_ night: RawNight, _ log: PersonalLog) -> Bool {
    night.cycle != nil && log.nights.first { $0.line == night.line }?.cycle == nil
  }
}

extension LogCells {
  /// One row for every date, and a span that a log can have.
  private static func checkDays(
    _ days: [Int?], _ dates: [CalendarDate?], _ columns: inout LogColumns
  ) {
    let column = dates.contains { $0 != nil } ? "date" : "day"
    var rowOfDay = [Int: Int]()
    for (row, day) in days.enumerated() {
      guard let day else { continue }
      guard let earlier = rowOfDay[day] else {
        rowOfDay[day] = row
        continue
      }
      let table = columns.table
      let shown = dates[row].map { Finding.quoted($0.description) } ?? "day '\(day)'"
      columns.report(
        "N103", row: row, column: column,
        "two rows for \(shown): lines \(table.line(ofRow: earlier)) and \(table.line(ofRow: row))",
        hint: "keep one row for every night")
    }
    guard let first = days.compactMap({ $0 }).min(), let last = days.compactMap({ $0 }).max(),
      last.subtractingReportingOverflow(first).overflow
        || last - first > PersonalLogReader.longestSpan
    else { return }
    // The odd one out is the end that is farther from the middle night.
    let middle = days.compactMap { $0 }.sorted()[days.compactMap { $0 }.count / 2]
    let odd = Double(middle) - Double(first) > Double(last) - Double(middle) ? first : last
    if let row = rowOfDay[odd] {
      columns.report(
        "N111", row: row, column: column,
        "the log spans more than \(PersonalLogReader.longestSpan) days",
        hint: "check the year of this night")
    }
  }

  private static func checkArms(_ columns: inout LogColumns) {
    let table = columns.table
    guard let arms = table.column("treatment") else { return }
    for row in 0..<table.rowCount where arms.isMissing(row) {
      columns.report(
        "N105", row: row, column: "treatment", "this night has no treatment",
        hint: "write the arm that was planned, or delete the row")
    }
  }

  /// The labels of a `cycle` column; a cycle that is left and taken up again is an error.
  private static func cycles(_ days: [Int?], _ columns: inout LogColumns) -> [String?] {
    let table = columns.table
    guard let column = table.column("cycle") else {
      return [String?](repeating: nil, count: table.rowCount)
    }
    let labels = (0..<table.rowCount).map { column.string($0) }
    var (current, closed): (String?, Set<String>) = (nil, [])
    for row in (0..<table.rowCount).sorted(by: { (days[$0] ?? 0, $0) < (days[$1] ?? 0, $1) }) {
      guard let label = labels[row], label != current else { continue }
      if let current { closed.insert(current) }
      current = label
      if closed.contains(label) {
        columns.report(
          "N116", row: row, column: "cycle",
          "cycle \(Finding.quoted(label)) is taken up again after another cycle",
          hint: "number the cycles in the order of the nights")
      }
    }
    return labels
  }

  private static func covariates(
    _ names: [String], outcomes: [Double?], _ columns: inout LogColumns
  ) -> [[Double]] {
    let table = columns.table
    return names.map { name in
      guard
        let column = columns.column(
          name, as: .number, noun: "number", hint: "write 1 and 0 for yes and no")
      else { return [] }
      return (0..<table.rowCount).map { row in
        if column.isMissing(row), outcomes.indices.contains(row), outcomes[row] != nil {
          columns.report(
            "N114", row: row, column: name,
            "the covariate '\(name)' is empty on a recorded night",
            hint: "fill it in, or leave it out of the declared covariates")
        }
        return column.double(row) ?? 0
      }
    }
  }
}
