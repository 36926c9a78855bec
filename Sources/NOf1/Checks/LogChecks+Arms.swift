import Tables

extension LogCheckContext {
  func spellings() -> [Finding] {
    var findings = [Finding]()
    for (index, a) in log.arms.enumerated() {
      for b in log.arms[(index + 1)...] where Self.mayBeOneArm(a, b) {
        // The rarer spelling is shown, at its first night.
        let counts = [a, b].map { arm in nights.count { log.arms[$0.arm] == arm } }
        let rarer = counts[0] < counts[1] ? a : b
        guard let row = rows.first(where: { log.arms[$0.night.arm] == rarer })?.row else {
          continue
        }
        findings.append(
          finding(
            "N135", .warning, row: row, "treatment",
            "\(Finding.quoted(a)) and \(Finding.quoted(b)) may be one arm spelled in two ways",
            hint: "if so, write one name everywhere; they are analysed as two arms"))
      }
    }
    return findings
  }

  /// Names that differ in capitals, blanks or one or two letters, or Mg and magnesium. Names that
  /// differ in a number or in a word of one letter are codes, not misspellings.
  static func mayBeOneArm(_ a: String, _ b: String) -> Bool {
    let (first, second) = (Spelling.normalised(a), Spelling.normalised(b))
    if first == second { return true }
    if Set([first, second]) == ["mg", "magnesium"] { return true }
    if first.filter(\.isNumber) != second.filter(\.isNumber) { return false }
    let words = (first.split(separator: " "), second.split(separator: " "))
    if words.0.count == words.1.count,
      zip(words.0, words.1).allSatisfy({ $0 == $1 || ($0.count == 1 && $1.count == 1) })
    {
      return false
    }
    let distance = Spelling.distance(first, second)
    return distance <= 2 && 2 * distance < min(first.count, second.count)
  }

  func blanks() -> [Finding] {
    let padded = rows.filter { _, row in
      let text = table.rawText(row: row, column: "treatment")
      return text.first?.isWhitespace == true || text.last?.isWhitespace == true
    }
    guard let first = padded.first else { return [] }
    return [
      finding(
        "N147", .information, row: first.row, "treatment",
        "\(padded.count) names of arms have blanks around them, which are not part of the name")
    ]
  }

  func plan() -> [Finding] {
    guard let schedule = read.schedule else { return [] }
    let raw = rows.map { night, row in
      RawNight(
        day: night.date.map { Int($0.daysSinceEpoch) } ?? table.column("day")?.integer(row) ?? 0,
        date: night.date, arm: log.arms[night.arm], covariates: [], line: night.line, row: row)
    }
    let placement = SchedulePlacement(schedule, nights: raw)
    var findings = [Finding]()
    let other = raw.filter { night in
      placement.planned(on: night.day).map { $0.arm != night.arm } ?? false
    }
    if let first = other.first, let row = first.row, let plan = placement.planned(on: first.day) {
      findings.append(
        finding(
          "N137", .warning, row: row, "treatment",
          "\(other.count) of \(raw.count) nights are not on the planned arm; the first should be "
            + "on \(Finding.quoted(plan.arm))",
          hint: "was the log filled in from memory, or the plan given up?"))
    }
    let unplanned = raw.filter { placement.planned(on: $0.day) == nil }
    if let first = unplanned.first, let row = first.row {
      findings.append(
        finding(
          "N137", .information, row: row, timeColumn,
          "\(unplanned.count) of \(raw.count) nights are not in the plan"))
    }
    let left = placement.nightsAfter(raw.last?.day ?? 0)
    if left > 0 {
      findings.append(
        finding(
          "N137", .information, "the plan has \(left) more nights: this is a look before its end",
          hint: "a rule for one look gives too many answers when it is applied at every look"))
    }
    return findings
  }

  func adherence() -> [Finding] {
    var answered = [Int](repeating: 0, count: log.arms.count)
    var taken = answered
    for night in nights {
      guard let answer = night.taken else { continue }
      answered[night.arm] += 1
      if answer { taken[night.arm] += 1 }
    }
    let arms = log.arms.indices.filter { answered[$0] > 0 }
    guard !arms.isEmpty else { return [] }
    let low = arms.contains { 5 * taken[$0] < 4 * answered[$0] }
    let words = arms.map {
      "\(log.arms[$0]) \(Self.percent(taken[$0], of: answered[$0])) of \(answered[$0]) nights"
    }
    return [
      finding(
        "N138", low ? .warning : .information, "taken as planned: \(words.joined(separator: ", "))",
        hint: low ? "an arm that was often not taken shows less than it can do" : nil)
    ]
  }

  /// Runs of one (period, cycle) label that hold more than one arm.
  func labels() -> [Finding] {
    let (period, cycle) = (table.column("period"), table.column("cycle"))
    guard let period else { return [] }
    let broken = zip(rows, rows.dropFirst()).filter { a, b in
      a.night.arm != b.night.arm && period.string(a.row) != nil
        && period.string(a.row) == period.string(b.row)
        && cycle?.string(a.row) == cycle?.string(b.row)
    }
    guard let (_, first) = broken.first else { return [] }
    return [
      finding(
        "N143", .warning, row: first.row, "period",
        "the arm changes within a period \(broken.count == 1 ? "once" : "\(broken.count) times")",
        hint: "a period is a run of nights on one arm: it was split at the change")
    ]
  }
}
