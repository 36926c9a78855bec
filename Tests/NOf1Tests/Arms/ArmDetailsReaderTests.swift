import Tables
import Testing

@testable import NOf1

@Suite struct ArmDetailsReaderTests {
  /// 18 nights, three arms in turn by 3, with further columns.
  private func log(
    header: String = "", arms: [String] = ["placebo", "low", "high"],
    _ cell: (Int, String) -> String = { _, _ in "" }
  ) -> String {
    var lines = ["day,treatment,cramps" + (header.isEmpty ? "" : "," + header)]
    for night in 0..<18 {
      let arm = arms[(night / 3) % arms.count]
      lines.append(
        "\(night + 1),\(arm),\(night % 3)" + (header.isEmpty ? "" : "," + cell(night, arm)))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func theStudyFileDescribesTheArms() throws {
    let read = try Logs.read(
      log(), study: "arms: {low: {form: citrate, dose_mg: 150}, high: {dose_mg: 300}}")
    #expect(
      read.study.armDetails
        == [ArmDetail(arm: "low", form: "citrate", dose: 150), ArmDetail(arm: "high", dose: 300)])
    #expect(read.findings.isEmpty)
    #expect(try Logs.read(log()).study.armDetails.isEmpty)
  }

  @Test func saltsOfTheStudyFileBecomeElementalDoses() throws {
    let read = try Logs.read(
      log(),
      study:
        "arms:\n  low: {salt: Mg oxide, salt_mg: 500}\n  high: {form: glycinate, salt_mg: 2000}")
    let details = read.study.armDetails
    #expect(details.map(\.form) == ["Mg oxide", "glycinate"])
    #expect(abs((details[0].dose ?? 0) - 500 * 24.305 / 40.304) < 1e-9)
    #expect(abs((details[1].dose ?? 0) - 2000 * 24.305 / 172.42) < 1e-9)
    #expect(
      read.inferences.contains(
        "500 mg of oxide hold 302 mg of elemental magnesium, computed with molar masses 24.305 x 1 "
          + "/ 40.304."))
  }

  @Test(arguments: [
    ("arms: 5", "N203", 1), ("arms: {low: 5}", "N203", 1),
    ("arms:\n  low: {colour: red}", "N202", 2), ("arms:\n  low: {dose_mg: much}", "N203", 2),
    ("arms:\n  low: {dose_mg: -5}", "N204", 2), ("arms:\n  low: {salt_mg: 500}", "N204", 2),
    ("arms:\n  low: {salt: chalk, salt_mg: 500}", "N204", 2),
    ("arms:\n  low: {dose_mg: 500, salt: oxide, salt_mg: 500}", "N207", 2),
    ("arms:\n  lo: {dose_mg: 150}", "N260", 2),
  ])
  func mistakesInTheStudyFile(_ yaml: String, _ code: String, _ line: Int) {
    let errors = Logs.errors(log(), study: yaml)
    #expect(errors.map(\.code) == [code])
    #expect(errors.first?.place?.file == "study.yaml" && errors.first?.place?.line == line)
    #expect(errors.first?.hint != nil || code == "N203")
  }

  @Test func aMisspelledArmIsNamed() {
    let errors = Logs.errors(log(), study: "arms:\n  hihg: {dose_mg: 150}")
    #expect(errors.first?.message == "'arms' describes 'hihg', which is not an arm of the log")
    #expect(errors.first?.hint?.hasPrefix("did you mean 'high'?") == true)
  }

  @Test func nightlyDosesWinAndAreComparedWithTheStudy() throws {
    let text = log(header: "dose_mg") { night, arm in
      arm == "placebo" ? "" : night == 4 ? "100" : "150"
    }
    let read = try Logs.read(text, study: "arms: {high: {dose_mg: 300}}")
    #expect(read.study.armDetails.map(\.dose) == [150, 300])
    #expect(read.log.nights.map(\.dose)[3...6] == [150, 100, 150, 150])
    #expect(read.log.nights[0].dose == nil)
    #expect(read.findings.map(\.code) == ["N263"])
    #expect(
      read.findings.first?.message
        == "6 of 6 nights on 'high' have another dose than the 300 mg of the study, the first 150 mg"
    )
    #expect(read.findings.first?.place?.line == 8)
  }

  @Test func nightlySaltsBecomeElementalDosesAndForms() throws {
    let text = log(header: "salt,salt_mg") { night, arm in
      switch arm {
      case "low": "citrate,1000"
      case "high": "magnesium citrate,2000"
      default: ","
      }
    }
    let read = try Logs.read(text)
    #expect(read.study.armDetails.map(\.form) == ["citrate", "magnesium citrate"])
    let dose = 1000 * 3 * 24.305 / 451.11
    #expect(abs((read.study.armDetails[0].dose ?? 0) - dose) < 1e-9)
    #expect(abs((read.log.nights[6].dose ?? 0) - 2 * dose) < 1e-9)
    #expect(
      read.inferences.contains(
        "1000 mg of citrate hold 162 mg of elemental magnesium, computed with molar masses 24.305 x "
          + "3 / 451.11."))
    // One form in two doses.
    #expect(read.study.forms(of: read.log.arms).map(\.arms) == [[1, 2]])
    #expect(try read.study.analyze(read.log, options: quick).arms?.dose?.levels.count == 2)
  }

  private var quick: AnalysisOptions {
    var options = AnalysisOptions()
    options.simulation = false
    return options
  }

  @Test func aDoseThatIsNoMassIsLeftOut() throws {
    let text = log(header: "dose_mg") { night, arm in
      ["0", "0", "0", "-9", "half", "150"][min(night, 5)]
    }
    let read = try Logs.read(text)
    #expect(read.findings.map(\.code) == ["N261"])
    #expect(read.findings.first?.place?.line == 5)
    #expect(
      read.findings.first?.message
        == "2 of 18 cells of 'dose_mg' are not a mass in mg, from 0 to 10000")
    #expect(read.log.nights.map(\.dose)[2...5] == [0, nil, nil, 150])
  }

  @Test func severalFormsInOneArm() throws {
    let text = log(header: "form") { night, arm in
      arm == "placebo" ? "" : night == 4 ? "oxide" : "citrate"
    }
    let read = try Logs.read(text)
    #expect(read.findings.map(\.code) == ["N262"])
    #expect(read.findings.first?.place?.line == 6)
    #expect(read.study.armDetails.map(\.form) == ["citrate", "citrate"])
  }

  @Test func formsAreTakenFromNamesOfArms() throws {
    let arms = ["placebo", "Mg glycinate 300 mg", "oxide"]
    let read = try Logs.read(log(arms: arms))
    #expect(read.study.armDetails.map(\.form) == ["glycinate", "oxide"])
    #expect(
      read.inferences.contains(
        "The forms are taken from the names of the arms: 'Mg glycinate 300 mg', 'oxide'."))
    #expect(try read.study.analyze(read.log, options: quick).arms?.forms?.forms.count == 2)
    // With one treatment nothing is to be compared, and nothing is said.
    let two = try Logs.read(log(arms: ["placebo", "oxide"]))
    #expect(two.study.armDetails.isEmpty)
  }
}
