import Tables
import Testing

@testable import NOf1

@Suite struct LogChecksTests {
  private func findings(
    _ text: String, study: String? = nil, schedule: String? = nil, today: String? = nil
  ) throws -> [Finding] {
    let table = try Logs.table(text)
    let file = try study.map { try StudyFile.read(yaml: $0, file: "study.yaml") }
    let plan = try schedule.map { try PlannedSchedule(table: try Logs.table($0)) }
    let read = try PersonalLogReader.read(table: table, file: file, schedule: plan)
    return LogChecks.run(
      table: table, read: read, today: today.flatMap { CalendarDate(iso: $0) })
  }

  private func only(_ code: String, in findings: [Finding]) -> Finding? {
    let found = findings.filter { $0.code == code }
    return found.count == 1 ? found[0] : nil
  }

  /// A log of 28 nights, 14 on each arm in turn by 7, with further columns.
  private func log(
    header: String = "", _ cell: (Int, String) -> String = { _, _ in "" }
  ) -> String {
    var lines = ["date,treatment,cramps" + (header.isEmpty ? "" : "," + header)]
    for night in 0..<28 {
      let arm = (night / 7) % 2 == 0 ? "placebo" : "magnesium"
      let date = CalendarDate(daysSinceEpoch: 20_089 + Int32(night))  // 2025-01-01, a Wednesday
      lines.append("\(date),\(arm),\(night % 3)" + (header.isEmpty ? "" : "," + cell(night, arm)))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func aCleanLogHasNoFindings() throws {
    #expect(try findings(log()).isEmpty)
  }

  @Test func datesOutOfOrder() throws {
    let found = try findings(
      "date,treatment,cramps\n2025-01-02,on,1\n2025-01-01,off,1\n2025-01-03,off,0\n")
    let finding = try #require(only("N130", in: found))
    #expect(finding.severity == .warning && finding.place?.line == 3 && finding.place?.column == 1)
    #expect(finding.message == "'2025-01-01' comes after '2025-01-02' in the file")
  }

  @Test func futureDatesNeedAClock() throws {
    #expect(!(try findings(log())).contains { $0.code == "N131" })
    let finding = try #require(only("N131", in: try findings(log(), today: "2025-01-26")))
    #expect(finding.message == "2 nights lie after today, 2025-01-26")
    #expect(finding.place?.line == 28)
    #expect(only("N131", in: try findings(log(), today: "2025-01-28")) == nil)
  }

  @Test func gapsAndMissingNightsPerArm() throws {
    var lines = log().split(separator: "\n").map(String.init)
    for line in [10, 11, 12] { lines[line] = lines[line].replacingLast(with: "") }
    lines.removeSubrange(2...3)
    let found = try findings(lines.joined(separator: "\n"))
    let gap = try #require(only("N132", in: found))
    #expect(gap.message == "2 of 28 nights have no row; the longest gap is 2 before '2025-01-04'")
    #expect(gap.severity == .information)
    let missing = try #require(only("N133", in: found))
    #expect(missing.message == "missing nights: placebo 2 of 14, magnesium 3 of 14")
    #expect(missing.severity == .information)
  }

  @Test func unevenMissingIsAWarning() throws {
    var lines = log().split(separator: "\n").map(String.init)
    for line in 8...12 { lines[line] = lines[line].replacingLast(with: "") }
    let finding = try #require(only("N133", in: try findings(lines.joined(separator: "\n"))))
    #expect(finding.severity == .warning)
  }

  @Test func outcomesOutsideTheirRange() throws {
    let found = try findings(log(), study: "outcome: {column: cramps, range: [0, 1]}")
    let outside = found.filter { $0.code == "N134" }
    #expect(outside.count == 9)
    #expect(outside.first?.place?.line == 4 && outside.first?.value == "2")
    #expect(outside.first?.message == "the outcome lies outside its declared range, 0 to 1")
  }

  @Test(arguments: [
    ("Mg", "magnesium", true), ("Magnesium", "magnesium", true), ("magnesium", "magnesum", true),
    ("mg citrate", "Mg-citrate", true), ("magnesium", "magnseium", true), ("A", "B", false),
    ("citrate 100", "citrate 200", false), ("drug a", "drug b", false), ("oxide", "citrate", false),
    ("on", "off", false), ("placebo", "magnesium", false),
  ])
  func spellingsOfOneArm(_ a: String, _ b: String, _ same: Bool) {
    #expect(LogCheckContext.mayBeOneArm(a, b) == same)
    #expect(LogCheckContext.mayBeOneArm(b, a) == same)
  }

  @Test func spellingsAreSuggestedAndNotMerged() throws {
    let text =
      "day,treatment,cramps\n1,placebo,1\n2,magnesium,1\n3,magnesium,0\n4,Mg ,0\n5,placebo,2\n"
    let read = try Logs.read(text)
    #expect(read.log.arms == ["placebo", "magnesium", "Mg"])
    let found = try findings(text)
    let finding = try #require(only("N135", in: found))
    #expect(finding.message == "'magnesium' and 'Mg' may be one arm spelled in two ways")
    #expect(finding.place?.line == 5 && finding.place?.column == 3)
    #expect(only("N147", in: found)?.place?.line == 5)
  }

  @Test func weekdaysThatDisagree() throws {
    let names = ["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"]
    #expect(try findings(log(header: "weekday") { night, _ in names[night % 7] }).isEmpty)
    let shifted = try findings(log(header: "weekday") { night, _ in names[(night + 1) % 7] })
    #expect(
      only("N136", in: shifted)?.message
        == "28 of 28 weekdays disagree with their dates, all by the same number of days")
    let one = try findings(log(header: "weekday") { night, _ in night == 3 ? "Monday" : "" })
    #expect(only("N136", in: one)?.place?.line == 5)
  }

  @Test func theLogIsComparedWithThePlan() throws {
    let plan =
      ["date,treatment"]
      + log().split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",").prefix(2).joined(separator: ",")
      }
    let whole = plan.joined(separator: "\n")
    #expect(try findings(log(), schedule: whole).isEmpty)
    let other = whole.replacing("2025-01-07,placebo", with: "2025-01-07,magnesium")
    let finding = try #require(only("N137", in: try findings(log(), schedule: other)))
    #expect(
      finding.message
        == "1 of 28 nights are not on the planned arm; the first should be on 'magnesium'")
    #expect(finding.place?.line == 8)
    let longer = whole + "\n2025-01-29,placebo\n"
    let look = try #require(only("N137", in: try findings(log(), schedule: longer)))
    #expect(look.message == "the plan has 1 more nights: this is a look before its end")
    let shorter = plan.dropLast().joined(separator: "\n")
    #expect(
      only("N137", in: try findings(log(), schedule: shorter))?.message
        == "1 of 28 nights are not in the plan")
  }

  @Test func adherencePerArm() throws {
    let found = try findings(
      log(header: "taken") { night, arm in arm == "magnesium" && night % 7 < 2 ? "no" : "yes" })
    let finding = try #require(only("N138", in: found))
    #expect(finding.severity == .warning)
    #expect(
      finding.message == "taken as planned: placebo 100 % of 14 nights, magnesium 71 % of 14 nights"
    )
    let full = try findings(log(header: "taken") { _, _ in "1" })
    #expect(only("N138", in: full)?.severity == .information)
  }

  @Test func guessesAreCountedOncePerPeriod() throws {
    let right = try findings(log(header: "blinded_guess") { _, arm in arm })
    // Four periods, all right: 1/16.
    let finding = try #require(only("N139", in: right))
    #expect(finding.message == "4 of 4 guesses of the treatment were right (one-sided p = 0.063)")
    #expect(finding.severity == .information)
    let nightly = try findings(
      log(header: "blinded_guess") { _, arm in arm }, study: "randomisation: nightly:7")
    #expect(only("N139", in: nightly)?.severity == .warning)
    #expect(only("N139", in: nightly)?.message.hasPrefix("28 of 28") == true)
    let never = try findings(
      log(header: "blinded_guess") { _, arm in arm == "placebo" ? "Magnesium" : "placebo" })
    #expect(only("N139", in: never)?.message.hasSuffix("(one-sided p = 1)") == true)
  }

  @Test func dosesAboveTheUpperLevelAreInformation() throws {
    let found = try findings(log(header: "dose_mg") { _, arm in arm == "placebo" ? "0" : "400" })
    let finding = try #require(only("N140", in: found))
    #expect(finding.severity == .information)
    #expect(
      finding.message
        == "14 nights have more than 350 mg of elemental magnesium, up to 400 mg")
    #expect(finding.hint?.contains("1997") == true)
    let exactly = try findings(log(header: "dose_mg") { _, _ in "350" })
    #expect(only("N140", in: exactly) == nil)
  }

  @Test func elementalDosesAreComputedFromSalts() throws {
    let found = try findings(
      log(header: "salt,salt_mg") { _, arm in arm == "placebo" ? "," : "oxide,500" })
    // 500 x 24.305 / 40.304 = 301.5
    #expect(
      only("N141", in: found)?.message == "500 mg of oxide hold 302 mg of elemental magnesium")
    #expect(only("N140", in: found) == nil)
    let high = try findings(log(header: "salt,salt_mg") { _, _ in "magnesium oxide,600" })
    #expect(only("N140", in: high)?.message.hasSuffix("up to 362 mg") == true)
    let mixed = try findings(log(header: "salt,salt_mg,dose_mg") { _, _ in "citrate,500,500" })
    let odd = try #require(only("N144", in: mixed))
    #expect(odd.severity == .warning && odd.hint?.contains("mass of the salt") == true)
    let unknown = try findings(log(header: "salt,salt_mg") { _, _ in "pidolate,500" })
    #expect(only("N144", in: unknown)?.severity == .information)
  }

  @Test(arguments: [
    ("oxide", 0.6030), ("citrate", 0.1616), ("Mg bisglycinate", 0.1410), ("glycinate", 0.1410),
    ("malate", 0.1554), ("sulfate heptahydrate", 0.0986), ("chloride hexahydrate", 0.1196),
  ])
  func elementalFractionsAreThoseOfTheFormulas(_ name: String, _ fraction: Double) throws {
    let salt = try #require(MagnesiumSalt.named(name))
    #expect(abs(salt.elementalFraction - fraction) < 5e-5)
  }

  @Test func lateThresholds() throws {
    let finding = try #require(only("N142", in: try findings(log(), study: "mcid_set_before: no")))
    #expect(finding.severity == .warning && finding.place?.file == "study.yaml")
    #expect(try findings(log(), study: "mcid_set_before: yes").isEmpty)
  }

  @Test func periodsWithTwoArms() throws {
    let found = try findings(log(header: "period") { night, _ in String(night / 10 + 1) })
    let finding = try #require(only("N143", in: found))
    #expect(finding.severity == .warning && finding.place?.line == 9)
    #expect(try findings(log(header: "period") { night, _ in String(night / 7 + 1) }).isEmpty)
  }

  @Test func dayNumbersThatSkipADate() throws {
    let found = try findings(
      log(header: "day") { night, _ in String(night < 5 ? night : night - 1) })
    #expect(only("N145", in: found)?.message == "23 of 28 numbers in 'day' do not follow the dates")
    #expect(try findings(log(header: "day") { night, _ in String(night + 100) }).isEmpty)
  }

  @Test func incompleteCyclesAreSaid() throws {
    let table = try Logs.table(log(header: "cycle") { night, _ in String(night / 21 + 1) })
    let read = try PersonalLogReader.read(table: table)
    #expect(read.findings.map(\.code) == ["N146"])
    #expect(read.findings.first?.message == "1 of 2 cycles do not have a night on every arm")
    #expect(read.findings.first?.place?.line == 23)
  }
}

extension String {
  /// The line with its last cell replaced.
  fileprivate func replacingLast(with cell: String) -> String {
    split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
      + "," + cell
  }
}
