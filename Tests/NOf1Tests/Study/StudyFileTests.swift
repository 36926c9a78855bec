import Tables
import Testing

@testable import NOf1

@Suite struct StudyFileTests {
  private func read(_ yaml: String) throws -> StudyFile {
    try StudyFile.read(yaml: yaml, file: "study.yaml")
  }

  private func errors(_ yaml: String) -> [Finding] {
    do throws(InvalidInput) {
      _ = try StudyFile.read(yaml: yaml, file: "study.yaml")
      return []
    } catch {
      return error.findings
    }
  }

  @Test func everyFieldIsRead() throws {
    let study = try read(
      """
      reference: placebo
      treatments: [magnesium, "no: thing"]
      outcome: {column: severity, kind: score, better: higher, range: [0, 10]}
      mcid: 1.5
      mcid_set_before: no
      randomised: yes
      randomisation: {nightly: {max_run: 2}}
      blinded: true
      wash_in_nights: 3
      prior: {mean: -0.1, sd: 0.5}
      covariates: [alcohol, heat]
      schedule: plan/schedule.csv
      """)
    #expect(study.reference == "placebo")
    #expect(study.treatments == ["magnesium", "no: thing"])
    #expect(study.outcomeColumn == "severity")
    #expect(study.outcomeKind == .score)
    #expect(study.better == .higher)
    #expect(study.outcomeRange == 0...10)
    #expect(study.minimalImportantDifference == 1.5)
    #expect(study.minimalImportantDifferenceSetBefore == false)
    #expect(study.randomised == true)
    #expect(study.randomisation == .nightly(maximumRun: 2))
    #expect(study.blinded == true)
    #expect(study.washInNights == 3)
    #expect(study.prior == .normal(mean: -0.1, standardDeviation: 0.5))
    #expect(study.covariates == ["alcohol", "heat"])
    #expect(study.schedule == "plan/schedule.csv")
  }

  @Test(arguments: [
    ("randomisation: paired-cycles", Randomisation.pairedCycles),
    ("randomisation: nightly:3", .nightly(maximumRun: 3)),
    ("randomisation: blocks:4", .blocks(size: 4)),
    ("randomisation: {blocks: {size: 6}}", .blocks(size: 6)),
    ("randomisation:\n  nightly:\n    max_run: 2", .nightly(maximumRun: 2)),
  ])
  func randomisationHasShortAndLongForms(_ yaml: String, _ expected: Randomisation) throws {
    #expect(try read(yaml).randomisation == expected)
  }

  @Test func shortFormsAndEmptyValues() throws {
    let study = try read("outcome: mood\nprior: normal:-0.2,0.4\ntreatments: melatonin\nmcid:\n")
    #expect(study.outcomeColumn == "mood")
    #expect(study.prior == .normal(mean: -0.2, standardDeviation: 0.4))
    #expect(study.treatments == ["melatonin"])
    #expect(study.minimalImportantDifference == nil)
    #expect(try read("") == StudyFile())
    #expect(try read("# nothing yet\n") == StudyFile())
  }

  /// A study file with one error: code, line and column.
  @Test(arguments: [
    ("reference: [a]", "N203", 1, 12),
    ("blinded: perhaps", "N203", 1, 10),
    ("mcid: little", "N203", 1, 7),
    ("mcid: 0", "N204", 1, 7),
    ("mcid: -1", "N204", 1, 7),
    ("mcid: nan", "N203", 1, 7),
    ("wash_in_nights: 2.5", "N204", 1, 17),
    ("wash_in_nights: -1", "N204", 1, 17),
    ("wash_in_nights: few", "N203", 1, 17),
    ("treatments: []", "N203", 1, 13),
    ("treatments:\n  - a\n  - a", "N204", 3, 5),
    ("refrence: placebo", "N202", 1, 1),
    ("outcome:\n  kind: counts", "N204", 2, 9),
    ("outcome:\n  kind: ordered", "N204", 2, 9),
    ("outcome:\n  levels: [a, b, a]", "N204", 2, 18),
    ("outcome:\n  levels: {a: 1}", "N203", 2, 11),
    ("outcome:\n  better: more", "N204", 2, 11),
    ("outcome:\n  name: y", "N202", 2, 3),
    ("outcome: [y]", "N203", 1, 10),
    ("outcome: {range: [1]}", "N203", 1, 18),
    ("outcome: {range: [5, 1]}", "N204", 1, 18),
    ("prior: hopeful", "N204", 1, 8),
    ("prior: normal:0", "N204", 1, 8),
    ("prior: normal:0,-1", "N204", 1, 8),
    ("prior: {mean: 0}", "N203", 1, 8),
    ("prior: {mean: 0, sd: 0}", "N204", 1, 22),
    ("randomisation: coin", "N204", 1, 16),
    ("randomisation: nightly", "N204", 1, 16),
    ("randomisation: {nightly: {max_run: 0}}", "N204", 1, 36),
    ("randomisation: {blocks: {}}", "N203", 1, 16),
    ("randomised: no\nrandomisation: paired-cycles", "N207", 2, 16),
    ("- reference", "N201", 1, 1),
    ("reference: 'a\n", "N201", 2, 1),
    ("a: b: c", "N201", 1, 5),
    ("mcid: 1\nmcid: 2", "N205", 1, 1),
  ])
  func everyErrorHasItsPlace(_ yaml: String, _ code: String, _ line: Int, _ column: Int) {
    let errors = errors(yaml)
    #expect(errors.map(\.code) == [code])
    #expect(errors.first?.severity == .error)
    #expect(errors.first?.place?.file == "study.yaml")
    #expect(errors.first?.place?.line == line)
    #expect(errors.first?.place?.column == column)
  }

  @Test func allErrorsAreCollectedAndSpellingsSuggested() {
    let errors = errors("refrence: placebo\nmcid: x\nprior: {mean: 1}\nblinded: maybe")
    #expect(errors.map(\.code) == ["N202", "N203", "N203", "N203"])
    #expect(errors.first?.hint == "did you mean 'reference'?")
    #expect(errors.first?.place?.excerpt == "refrence: placebo")
    #expect(errors.first?.place?.width == 8)
    #expect(errors.first?.value == "refrence")
  }

  @Test func theCommandLineWins() throws {
    let file = try read("reference: a\nmcid: 0.5\nrandomised: no\nprior: wide")
    var overrides = StudyOverrides()
    overrides.minimalImportantDifference = 0.8
    overrides.randomised = true
    let merged = file.overridden(by: overrides)
    #expect(merged.reference == "a")
    #expect(merged.minimalImportantDifference == 0.8)
    #expect(merged.randomised == true)
    #expect(merged.prior == .named("wide"))
    #expect(StudyFile().overridden(by: file).prior == .named("wide"))
  }

  @Test func textFormsOfTheCommandLine() {
    #expect(PriorChoice(text: "sceptical") == .named("sceptical"))
    #expect(PriorChoice(text: "normal: 0 , 1") == .normal(mean: 0, standardDeviation: 1))
    #expect(PriorChoice(text: "normal:0,inf") == nil)
    #expect(PriorChoice(text: "Trial") == nil)
    #expect(Randomisation(text: "blocks:1") == nil)
    #expect(Randomisation(text: "nightly:x") == nil)
  }
}

@Suite struct EffectPriorTests {
  private func catalogue(
    _ kind: Outcome.Kind, _ better: Outcome.Direction = .lower, mcid: Double = 0.75,
    spread: Double? = nil
  ) -> [String] {
    EffectPrior.catalogue(
      for: Outcome(column: "y", kind: kind, better: better), minimalImportantDifference: mcid,
      pooledStandardDeviation: spread
    ).map { "\($0.name) \($0.mean) \($0.standardDeviation)" }
  }

  @Test func theCatalogueFollowsTheOutcome() {
    let enthusiast = "-0.2876820724517809"
    #expect(
      catalogue(.count) == [
        "trial -0.07 0.3", "sceptical 0.0 0.15", "wide 0.0 0.8", "enthusiast \(enthusiast) 0.3",
      ])
    #expect(
      catalogue(.binary) == [
        "sceptical 0.0 0.15", "wide 0.0 1.0", "enthusiast \(enthusiast) 0.3",
      ])
    #expect(catalogue(.duration, .higher).last == "enthusiast 0.2876820724517809 0.3")
    #expect(
      catalogue(.score, mcid: 1, spread: 2) == [
        "sceptical 0.0 0.4", "wide 0.0 2.0", "enthusiast -1.0 0.8",
      ])
    #expect(catalogue(.score, .higher, mcid: 1, spread: 2).last == "enthusiast 1.0 0.8")
    #expect(catalogue(.score).isEmpty)
    #expect(!catalogue(.count, .higher).contains { $0.hasPrefix("trial") })
  }

  @Test(arguments: [
    ("placebo", "magnesium", "trial"), ("Control", "Mg", "trial"), ("off", "mg citrate", "trial"),
    ("sugar-free placebo", "glycinate", "trial"), ("oxide", "citrate", "wide"),
    ("placebo", "quinine", "wide"), ("placebo", "aspirin 100 mg", "wide"),
    ("placebo", "potassium citrate", "wide"),
  ])
  func theTrialPriorIsForMagnesiumAgainstPlacebo(
    _ reference: String, _ treatment: String, _ name: String
  ) {
    let count = Outcome(column: "cramps", kind: .count)
    #expect(
      EffectPrior.defaultName(for: count, reference: reference, treatments: [treatment]) == name)
    let binary = Outcome(column: "cramps", kind: .binary)
    #expect(
      EffectPrior.defaultName(for: binary, reference: reference, treatments: [treatment]) == "wide")
  }
}
