import Tables

/// The plan that was drawn before the first night: which arm on which night.
public struct PlannedSchedule: Sendable, Equatable {
  public struct Night: Sendable, Equatable {
    /// Days since 1970-01-01 when the plan has dates, else its own day number.
    public let day: Int
    public let arm: String
    public let period: String?
    public let cycle: String?
  }

  /// Whether the plan has dates.
  public let dated: Bool
  /// In the order of days.
  public let nights: [Night]

  init(dated: Bool, nights: [Night]) {
    self.dated = dated
    self.nights = nights
  }

  /// Reads a schedule as `nof1 design` writes it: `date` or `day`, and `treatment`; the columns
  /// `period` and `cycle` are used where they are there.
  ///
  /// - Throws: N101 missing column; N102 or D104 unreadable day; N103 a day planned twice; N104 no
  ///   rows; N105 a night without a treatment.
  public init(table: Table) throws(InvalidInput) {
    var columns = LogColumns(table: table)
    let time = columns.days()
    let hasArms = columns.require("treatment", for: "the arm of every night")
    guard let (days, dates) = time, hasArms, let arms = table.column("treatment") else {
      try columns.throwIfAny()
      (dated, nights) = (false, [])
      return
    }
    if table.rowCount == 0 { columns.report(table.finding("N104", .error, message: "no nights")) }
    var rowOfDay = [Int: Int]()
    var nights = [Night]()
    for row in 0..<table.rowCount {
      guard let arm = arms.string(row) else {
        columns.report("N105", row: row, column: "treatment", "a planned night has no treatment")
        continue
      }
      guard let day = days[row] else { continue }
      if let earlier = rowOfDay.updateValue(row, forKey: day) {
        columns.report(
          "N103", row: row, column: nil,
          "planned twice, on lines \(table.line(ofRow: earlier)) and \(table.line(ofRow: row))")
      }
      nights.append(
        Night(
          day: day, arm: arm, period: table.column("period")?.string(row),
          cycle: table.column("cycle")?.string(row)))
    }
    try columns.throwIfAny()
    dated = dates.contains { $0 != nil }
    self.nights = nights.sorted { $0.day < $1.day }
  }
}
