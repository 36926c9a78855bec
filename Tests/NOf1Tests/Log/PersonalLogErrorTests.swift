import Tables
import Testing

@testable import NOf1

@Suite struct PersonalLogErrorTests {
  /// A log of four nights with other text on its lines.
  private static func log(_ changes: [Int: String], header: String = "date,treatment,cramps")
    -> String
  {
    var lines = [
      header, "2025-01-01,placebo,2", "2025-01-02,placebo,0", "2025-01-03,magnesium,1",
      "2025-01-04,magnesium,0",
    ]
    for (line, text) in changes { lines[line - 1] = text }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One wrong line each: study, code, line and column of the only error.
  @Test(arguments: [
    ("2025-01-02,placebo,-1", "", "N107", 20), ("2025-01-02,placebo,1.5", "", "N108", 20),
    ("2025-01-02,placebo,two", "", "D104", 20), ("2025-01-02,placebo,9999999", "", "N107", 20),
    ("2025-01-02,placebo,-3", "outcome: {column: cramps, kind: duration}", "N110", 20),
    ("2025-01-02,placebo,bad", "outcome: {column: cramps, kind: score}\nmcid: 1", "D104", 20),
    ("2025-01-01,placebo,2", "", "N103", 1), ("2025-02-30,placebo,2", "", "D104", 1),
    (",placebo,2", "", "N102", 1), ("2225-01-02,placebo,2", "", "N111", 1),
    ("1825-01-02,placebo,2", "", "N111", 1), ("2025-01-02,,2", "", "N105", 12),
  ])
  func everyCellErrorHasItsPlace(_ line: String, _ study: String, _ code: String, _ column: Int) {
    let errors = Logs.errors(Self.log([3: line]), study: study)
    #expect(errors.map(\.code) == [code])
    #expect(errors.first?.severity == .error)
    #expect(errors.first?.place?.file == "log.csv")
    #expect(errors.first?.place?.line == 3)
    #expect(errors.first?.place?.column == column)
  }

  @Test(arguments: ["3", "perhaps", "1.5"])
  func yesOrNoIsNeededForBinary(_ value: String) {
    let text = "day,treatment,event\n1,off,yes\n2,on,\(value)\n3,on,0\n"
    let errors = Logs.errors(text, study: "outcome: {column: event, kind: binary}")
    #expect(errors.map(\.code) == ["N109"])
    #expect(errors.first?.place?.line == 3 && errors.first?.place?.column == 6)
  }

  @Test func duplicateDatesNameBothLines() {
    let errors = Logs.errors(Self.log([5: "2025-01-02,magnesium,1"]))
    #expect(errors.first?.message == "two rows for '2025-01-02': lines 3 and 5")
    #expect(errors.first?.place?.line == 5)
    #expect(errors.first?.value == "2025-01-02")
  }

  @Test func textInACountIsSaidAsPromised() {
    let error = Logs.errors(Self.log([4: "2025-01-03,magnesium,two"])).first
    #expect(error?.message == "'two' is not a count")
    #expect(error?.hint == "write 2, or leave the cell empty if that night was not recorded")
    #expect(error?.place?.width == 3)
  }

  @Test func allErrorsComeTogetherInTheOrderOfTheFile() {
    let errors = Logs.errors(
      Self.log([2: "2025-01-01,placebo,-2", 3: "2025-01-02,,0", 4: "2025-01-01,magnesium,0.5"]))
    #expect(errors.map(\.code) == ["N107", "N105", "N103", "N108"])
    #expect(errors.map { $0.place?.line } == [2, 3, 4, 4])
  }

  @Test func missingColumnsNameTheOnesThereAre() {
    let errors = Logs.errors(Self.log([:], header: "datum,treatmnt,cramp_count"))
    #expect(errors.map(\.code) == ["N101", "N101", "N101"])
    #expect(errors.allSatisfy { $0.place?.line == 1 })
    let treatment = errors.first { $0.message.contains("'treatment'") }
    #expect(treatment?.hint?.hasPrefix("did you mean 'treatmnt'?") == true)
    #expect(treatment?.hint?.contains("'datum', 'treatmnt', 'cramp_count'") == true)
    #expect(errors.contains { $0.hint?.contains("--outcome") == true })
  }

  @Test func emptyLogs() {
    #expect(Logs.errors("date,treatment,cramps\n").map(\.code) == ["N104"])
  }

  @Test(arguments: [
    ("reference: placbo", "N113", 1, 12), ("reference: placebo\ntreatments: [mg]", "N113", 2, 13),
    ("treatments: [placebo]\nreference: placebo", "N207", 1, 13),
    ("mcid: 1.2", "N204", 1, 7), ("outcome: {column: cramps, kind: score}", "N206", 1, 33),
    ("outcome: {better: higher}\nmcid: 0.75", "N204", 2, 7),
    ("outcome: {better: higher}\nprior: trial", "N210", 2, 8),
    ("randomisation: blocks:3", "N204", 1, 16),
  ])
  func studiesThatDoNotFitTheLog(_ study: String, _ code: String, _ line: Int, _ column: Int) {
    let errors = Logs.errors(Self.log([:]), study: study)
    #expect(errors.map(\.code) == [code])
    #expect(errors.first?.place?.file == "study.yaml")
    #expect(errors.first?.place?.line == line)
    #expect(errors.first?.place?.column == column)
  }

  @Test func whatTheCommandLineSaysDoesNotStandInTheFile() {
    var overrides = StudyOverrides()
    overrides.minimalImportantDifference = 2
    let errors = Logs.errors(Self.log([:]), study: "mcid: 0.5", overrides: overrides)
    #expect(errors.map(\.code) == ["N204"])
    #expect(errors.first?.place?.file == "log.csv" && errors.first?.place?.line == 1)
  }

  @Test func unknownReferenceAsks() {
    let text = Self.log([
      2: "2025-01-01,A,2", 3: "2025-01-02,A,1", 4: "2025-01-03,B,1", 5: "2025-01-04,B,1",
    ])
    let error = Logs.errors(text).first
    #expect(error?.code == "N112")
    #expect(error?.hint?.hasPrefix("the arms are 'A', 'B'") == true)
    #expect(error?.place?.line == 1)
    #expect(Logs.errors(text, study: "treatments: B").isEmpty)
    #expect(Logs.errors(text, study: "reference: C").first?.code == "N113")
  }

  @Test func armsThatTheStudyDoesNotName() {
    let text = Self.log([5: "2025-01-04,pause,0"])
    let error = Logs.errors(text, study: "reference: placebo\ntreatments: [magnesium]").first
    #expect(error?.code == "N118" && error?.value == "pause")
  }

  @Test(arguments: [
    ("yes", "N114"), ("", "N114"), ("often", "N114"),
  ])
  func covariatesMustBeNumbersOnRecordedNights(_ value: String, _ code: String) {
    let text =
      "day,treatment,cramps,heat\n1,off,1,20\n2,off,1,\(value)\n3,on,0,25\n4,on,,\n"
    let errors = Logs.errors(text, study: "covariates: [heat]")
    #expect(errors.map(\.code) == [value.isEmpty ? code : "D104"])
    #expect(errors.first?.place?.line == 3)
    #expect(errors.first?.place?.column == 9)
    #expect(Logs.errors(text, study: "covariates: [heet]").first?.code == "N101")
  }

  @Test func takenAndCyclesAreChecked() {
    let taken = Logs.errors("day,treatment,cramps,taken\n1,off,1,yes\n2,on,1,half\n")
    #expect(taken.map(\.code) == ["N115"])
    #expect(taken.first?.place?.line == 3 && taken.first?.place?.column == 8)
    let cycles = Logs.errors("day,treatment,cramps,cycle\n1,off,1,1\n2,on,1,2\n3,off,1,1\n")
    #expect(cycles.map(\.code) == ["N116"])
    #expect(cycles.first?.place?.line == 4 && cycles.first?.place?.column == 9)
  }

  @Test func longCrampsWithoutMinutes() {
    let errors = Logs.errors(
      "day,treatment,cramps,duration\n1,off,1,0\n2,on,0,0\n3,on,1,3\n", study: "outcome: duration")
    #expect(errors.map(\.code) == ["N110"])
    #expect(errors.first?.place?.line == 2)
  }

  /// Valid logs without an answer, with the study that goes with them.
  @Test(arguments: [
    ("day,treatment,cramps\n1,on,1\n2,on,0\n", "", "N171"),
    ("day,treatment,cramps\n1,off,1\n2,off,2\n3,on,\n", "", "N172"),
    ("day,treatment,cramps\n1,off,1\n2,on,\n", "", "N173"),
    ("day,treatment,cramps\n1,off,\n2,on,\n", "outcome: {kind: count}", "N173"),
    ("day,treatment,mood\n1,off,3\n2,off,3\n3,on,5\n4,on,5\n", "outcome: mood\nmcid: 1", "N174"),
    ("day,treatment,mood\n1,off,3\n2,on,5\n", "outcome: mood\nmcid: 1", "N175"),
    ("day,treatment,cramps\n1,off,3\n2,on,5\n3,on,1\n", "wash_in_nights: 2", "N176"),
  ])
  func notEstimableIsNotInvalid(_ text: String, _ study: String, _ code: String) throws {
    #expect(throws: PersonalAnalysisError.self) { try Logs.read(text, study: study) }
    do {
      _ = try Logs.read(text, study: study)
    } catch let PersonalAnalysisError.notEstimable(finding) {
      #expect(finding.code == code)
      #expect(finding.place?.file == "log.csv")
    }
  }

  @Test func damagedLogsNeverCrash() throws {
    // Every single-cell and whole-line change of a small log is an answer or a listed error.
    let cells = [
      "", "x", "-1", "1e308", "nan", "inf", "0", "2025-01-01", "9223372036854775807", "\u{1F600}",
    ]
    for line in 1...5 {
      for column in 0..<3 {
        for cell in cells {
          var lines = Self.log([:]).split(separator: "\n").map {
            $0.split(separator: ",").map(String.init)
          }
          lines[line - 1][column] = cell
          let text = lines.map { $0.joined(separator: ",") }.joined(separator: "\n")
          do {
            _ = try Logs.read(text)
          } catch let error as InvalidInput {
            #expect(error.findings.contains { $0.severity == .error })
          } catch is PersonalAnalysisError {}
        }
      }
    }
    for day in ["9223372036854775807", "-9223372036854775808", "-9223372036854775807"] {
      #expect(!Logs.errors("day,treatment,cramps\n1,off,1\n\(day),on,1\n").isEmpty)
    }
  }
}
