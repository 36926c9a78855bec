import Tables

@testable import NOf1

/// Studies and results that checklists are filled from.
enum ChecklistStudies {
  /// 3 paired cycles of 7 nights on each arm and 22 + 10 cramps.
  static func log(missing: Set<Int> = [], dated: Bool = true) -> String {
    let arms = ["placebo", "magnesium", "magnesium", "placebo", "placebo", "magnesium"]
    var lines = ["\(dated ? "date" : "day"),treatment,cramps"]
    for night in 0..<42 {
      let arm = arms[night / 7]
      let usual = arm == "placebo" ? [1, 2, 0, 1, 2, 1, 0] : [0, 1, 0, 1, 0, 0, 1]
      let cramps = usual[night % 7] + ([15, 21].contains(night) ? 1 : 0)
      let day = night < 31 ? "2026-01-\(two(night + 1))" : "2026-02-\(two(night - 30))"
      lines.append(
        "\(dated ? day : "\(night + 1)"),\(arm),\(missing.contains(night) ? "" : "\(cramps)")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static let design = StudyDesign(
    arms: ["placebo", "magnesium"], cycles: 3, periodNights: 7, washInNights: 1, blinded: true,
    start: CalendarDate(iso: "2026-01-01"))

  /// A schedule with the order of `log`.
  static func drawn(blinded: Bool = true) -> DrawnSchedule {
    let order = [0, 1, 1, 0, 0, 1]
    let plan = StudyDesign(
      arms: design.arms, cycles: 3, periodNights: 7, washInNights: 1, blinded: blinded,
      start: design.start)
    return DrawnSchedule(
      design: plan, seed: 40_917, generator: "SplitMix64",
      nights: (0..<42).map {
        .init(
          day: $0 + 1, date: nil, arm: order[$0 / 7], period: $0 / 7 + 1, cycle: $0 / 14 + 1,
          label: "B\($0 / 7 + 1)")
      }, admissible: 8, floor: 0.125)
  }

  /// A study file that says everything.
  static func fullFile() throws -> StudyFile {
    let texts = ReportKey.allCases.map { key in
      key == .title
        ? "  title: Magnesium for night cramps, an N-of-1 trial"
        : "  \(key.rawValue): What the report says of item \(key.rawValue)"
    }
    var file = try StudyFile.read(
      yaml: """
        reference: placebo
        treatments: [magnesium]
        outcome: {column: cramps, kind: count}
        mcid: 0.7
        mcid_set_before: yes
        randomisation: paired-cycles
        blinded: yes
        report:
        \(texts.joined(separator: "\n"))
        """, file: "study.yaml")
    file.design = design
    file.monitoring = .atTheEnd
    file.sealedKey = "ab12cd"
    file.armDetails = [ArmDetail(arm: "magnesium", form: "citrate", dose: 300)]
    return file
  }

  static func result(
    _ log: String, file: StudyFile? = nil
  ) throws -> (study: PersonalStudy, analysis: PersonalAnalysis) {
    let table = try Logs.table(log)
    // The log holds the arms already, not their codes.
    var opened = file
    opened?.sealedKey = nil
    let read = try PersonalLogReader.read(
      table: table, file: opened, overrides: .init(), schedule: nil)
    var options = AnalysisOptions()
    options.simulation = false
    return (
      read.study,
      try read.study.analyze(
        read.log, options: options,
        findings: read.findings + LogChecks.run(table: table, read: read))
    )
  }
}

extension Checklist {
  subscript(number: String) -> Item? { items.first { $0.number == number } }

  func numbers(_ state: State) -> [String] { items.filter { $0.state == state }.map(\.number) }
}
