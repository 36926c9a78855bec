import Tables

/// Compares a log with the plan that it was written with: every night listed, in order, on its arm.
///
/// The randomisation test and the cycles need the plan as it was drawn, so where a study file says
/// that the log came with a plan, these are errors and not warnings.
struct PlanFollowing {
  let table: Table
  /// In the order of days, each with its row.
  let nights: [RawNight]
  let placement: SchedulePlacement
  /// Reference and treatments.
  let arms: [String]

  /// At most one finding of each kind, with the first few lines and the total.
  var findings: [Finding] {
    [deleted, reordered, unknownArm, otherArm, unplanned].compactMap { $0 }
  }

  /// N148: planned nights before the log's last row that have no row.
  private var deleted: Finding? {
    let days = Set(nights.map(\.day))
    let missing = placement.plannedDays.filter { !days.contains($0) }
    var places = [RawNight](), count = 0
    var next = nights[...]
    for day in missing {
      next = next.drop { $0.day < day }
      guard let after = next.first else { break }
      count += 1
      if places.last?.day != after.day { places.append(after) }
    }
    return finding(
      "N148", places, column: nil,
      "\(counted(count, "planned night has", "planned nights have")) no row, before",
      hint: "keep the row of every planned night, with an empty outcome if it was not recorded")
  }

  /// N149: rows that come after a later night.
  private var reordered: Finding? {
    let inFile = nights.sorted { ($0.row ?? 0) < ($1.row ?? 0) }
    let late = zip(inFile, inFile.dropFirst()).filter { $1.day < $0.day }.map(\.1)
    return finding(
      "N149", late, column: timeColumn,
      "\(counted(late.count, "row is", "rows are")) not in the order of the plan,",
      hint: "put the rows back in order, and check that no night was changed")
  }

  /// N118: an arm that the study does not name.
  private var unknownArm: Finding? {
    let unknown = nights.filter { !arms.contains($0.arm) }
    guard let first = unknown.first else { return nil }
    let near = Spelling.nearest(to: first.arm, in: arms)
    let names = arms.map { Finding.quoted($0) }.joined(separator: ", ")
    return finding(
      "N118", unknown, column: "treatment",
      "\(counted(unknown.count, "night is", "nights are")) on an arm that the study does not name"
        + " (\(Finding.quoted(first.arm))),",
      hint: near.map { "did you mean \(Finding.quoted($0))?" } ?? "its arms are \(names)")
  }

  /// N150: a known arm, but another than planned.
  private var otherArm: Finding? {
    let other = nights.filter { night in
      arms.contains(night.arm)
        && placement.planned(on: night.day).map { $0.arm != night.arm } ?? false
    }
    guard let first = other.first, let plan = placement.planned(on: first.day) else { return nil }
    return finding(
      "N150", other, column: "treatment",
      "\(counted(other.count, "night is", "nights are")) not on the planned arm"
        + " (\(Finding.quoted(plan.arm)) on the first),",
      hint: "'treatment' is the planned arm; what was really taken goes into taken: no, and a note")
  }

  /// N151: nights that the plan does not have.
  private var unplanned: Finding? {
    let extra = nights.filter { placement.planned(on: $0.day) == nil }
    return finding(
      "N151", extra, column: timeColumn,
      "\(counted(extra.count, "night is", "nights are")) not in the plan,",
      hint: "a plan begun on another date: draw it again with that date, or number the nights in a "
        + "column 'day' in place of 'date'")
  }

  private var timeColumn: String { nights.first?.date == nil ? "day" : "date" }

  private func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  /// A finding at the first of the nights that names the lines of the first three.
  private func finding(
    _ code: String, _ nights: [RawNight], column: String?, _ message: String, hint: String
  ) -> Finding? {
    guard let row = nights.first?.row else { return nil }
    let named = nights.prefix(3).map { String($0.line) }
    let more = nights.count - named.count
    let lines = "\(named.count == 1 ? "line" : "lines") \(named.joined(separator: ", "))"
    return table.finding(
      code, .error, row: row, column: column,
      message: "\(message) \(lines)" + (more > 0 ? " and \(more) more places" : ""), hint: hint)
  }
}

extension StudyFile {
  /// Draws the schedule of the `design` again, where the seed is known, and compares.
  ///
  /// - Parameters:
  ///   - schedule: with arms, not codes.
  ///   - seed: of the study file, or of the key.
  ///   - generator: what that seed was used with; another one's schedule cannot be drawn again.
  /// - Throws: N223 a schedule that the seed does not give.
  func requireDrawn(
    _ schedule: PlannedSchedule, seed: UInt64?, generator: String?
  ) throws(InvalidInput) {
    guard let design, design.errors.isEmpty, let seed, generator == DrawnSchedule.generatorName
    else { return }
    let drawn = design.drawNights(seed: seed)
    let first = Int(design.start?.daysSinceEpoch ?? 1)
    let isSame =
      schedule.dated == (design.start != nil)
      && schedule.nights.map(\.day) == drawn.map { first + $0.day - 1 }
      && schedule.nights.map(\.arm) == drawn.map { design.arms[$0.arm] }
    guard !isSame else { return }
    throw InvalidInput(
      Finding(
        code: "N223", severity: .error,
        message: "the schedule is not the one that the design and its seed give",
        hint: "restore schedule and study file as they were written; for a schedule of your own "
          + "leave 'design' out", place: places["schedule"] ?? places["design"]))
  }
}

extension [RawNight] {
  /// Without the empty rows of a plan's nights that have not happened yet: all after the last row
  /// in which one of the `entries` is filled in. Nothing is cut where none is.
  func withoutNightsToCome(in table: Table, entries: [String]) -> [RawNight] {
    let columns = entries.compactMap { table.column($0) }
    let last = lastIndex { night in
      night.row.map { row in columns.contains { !$0.isMissing(row) } } ?? false
    }
    return last.map { Array(self[...$0]) } ?? self
  }
}
