import Tables

extension LogCheckContext {
  func outOfOrder() -> [Finding] {
    let inFile = rows.sorted { $0.row < $1.row }
    let late = zip(inFile, inFile.dropFirst()).filter { $1.night.day < $0.night.day }
    guard let (before, first) = late.first else { return [] }
    return [
      finding(
        "N130", .warning, row: first.row, timeColumn,
        "\(name(first.night)) comes after \(name(before.night)) in the file"
          + (late.count > 1 ? " (and \(late.count - 1) more such places)" : ""),
        hint: "the nights were put in order; check that no date is mistyped")
    ]
  }

  func future(_ today: CalendarDate?) -> [Finding] {
    guard let today else { return [] }
    let late = rows.filter { ($0.night.date ?? today) > today }
    guard let first = late.first else { return [] }
    return [
      finding(
        "N131", .warning, row: first.row, "date",
        "\(late.count) \(late.count == 1 ? "night lies" : "nights lie") after today, \(today)",
        hint: "check the year, or leave planned nights out of the log")
    ]
  }

  func gaps() -> [Finding] {
    let steps = zip(rows, rows.dropFirst())
    let absent = steps.reduce(0) { $0 + $1.1.night.day - $1.0.night.day - 1 }
    guard absent > 0,
      let (before, after) = steps.max(by: {
        $0.1.night.day - $0.0.night.day < $1.1.night.day - $1.0.night.day
      })
    else { return [] }
    let span = absent + rows.count
    return [
      finding(
        "N132", 5 * absent > span ? .warning : .information, row: after.row, timeColumn,
        "\(absent) of \(span) nights have no row; the longest gap is "
          + "\(after.night.day - before.night.day - 1) before \(name(after.night))",
        hint: "they count as missing nights, not as nights without cramps")
    ]
  }

  /// Missing nights belong to an arm when their row says so, or when the nights before and after
  /// lie in one period.
  func missingPerArm() -> [Finding] {
    var missing = [Int](repeating: 0, count: log.arms.count)
    var all = missing
    for (index, night) in nights.enumerated() {
      all[night.arm] += 1
      if night.outcome == nil { missing[night.arm] += 1 }
      if index > 0, nights[index - 1].period == night.period {
        let absent = night.day - nights[index - 1].day - 1
        missing[night.arm] += absent
        all[night.arm] += absent
      }
    }
    guard missing.contains(where: { $0 > 0 }) else { return [] }
    let shares = zip(missing, all).map { Double($0) / Double(max($1, 1)) }
    let uneven =
      (shares.max() ?? 0) - (shares.min() ?? 0) >= 0.15
      && (missing.max() ?? 0) - (missing.min() ?? 0) >= 5
    let words = log.arms.indices.map { "\(log.arms[$0]) \(missing[$0]) of \(all[$0])" }
    let what =
      read.study.outcome.kind == .duration ? "nights without a duration" : "missing nights"
    return [
      finding(
        "N133", uneven ? .warning : .information, "\(what): \(words.joined(separator: ", "))",
        hint: uneven
          ? "if nights are missing because they were good or bad, the effect is off" : nil)
    ]
  }

  /// Compares a `weekday` column (English names, or 1 for Monday to 7) with the dates.
  func weekdays() -> [Finding] {
    guard let column = table.column("weekday") else { return [] }
    let compared = rows.compactMap { night, row -> (shift: Int, row: Int)? in
      guard let date = night.date, let text = column.string(row),
        let weekday = Self.weekday(text)
      else { return nil }
      return ((weekday - date.weekday + 7) % 7, row)
    }
    let wrong = compared.filter { $0.shift != 0 }
    guard let first = wrong.first else { return [] }
    let steady = wrong.count == compared.count && wrong.allSatisfy { $0.shift == first.shift }
    return [
      finding(
        "N136", .warning, row: first.row, "weekday",
        "\(wrong.count) of \(compared.count) weekdays disagree with their dates"
          + (steady ? ", all by the same number of days" : ""),
        hint: steady
          ? "do weeks start on another day here? If not, the calendar is shifted"
          : "check the dates of these nights")
    ]
  }

  private static func weekday(_ text: String) -> Int? {
    if let number = Int(text) { return (1...7).contains(number) ? number : nil }
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return names.firstIndex(of: String(text.lowercased().prefix(3))).map { $0 + 1 }
  }

  /// Compares a `day` column with the dates, up to where the count starts.
  func dayNumbers() -> [Finding] {
    guard timeColumn == "date", let column = table.column("day"), let start = rows.first,
      let first = column.integer(start.row)
    else { return [] }
    let wrong = rows.filter { night, row in
      column.integer(row).map {
        $0.subtractingReportingOverflow(first).partialValue != night.day - start.night.day
      } ?? false
    }
    guard let odd = wrong.first else { return [] }
    return [
      finding(
        "N145", .information, row: odd.row, "day",
        "\(wrong.count) of \(rows.count) numbers in 'day' do not follow the dates",
        hint: "the dates were used: does 'day' count nights without the ones that were skipped?")
    ]
  }
}
