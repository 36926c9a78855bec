import Glibc
import Numerics
import Tables
import Testing

@testable import NOf1

@Suite struct TrialPriorReadingTests {
  private static let counts = """
    date,treatment,cramps
    2025-01-01,placebo,1
    2025-01-02,placebo,2
    2025-01-03,magnesium,0
    2025-01-04,magnesium,1
    2025-01-05,placebo,3
    2025-01-06,magnesium,1
    """
  private static let scores = """
    date,treatment,severity
    2025-01-01,placebo,4.5
    2025-01-02,placebo,6
    2025-01-03,magnesium,3
    2025-01-04,magnesium,3.5
    """
  private static let scoreStudy = "outcome: {column: severity, kind: score}\nmcid: 1\n"

  private static func trials(
    _ measure: String = "IRR", isLogarithmic: Bool = true, unit: String = "",
    mean: Double = -0.07, scale: Double = 0.2, freedom: Double? = 4
  ) -> TrialPrior {
    TrialPrior(
      distribution: PredictiveDistribution(mean: mean, scale: scale, degreesOfFreedom: freedom),
      isLogarithmic: isLogarithmic, unit: unit, measure: measure, mapping: "as it maps",
      outcome: "cramps", studies: ["A"])
  }

  private func read(
    _ log: String = counts, _ study: String = "", _ prior: TrialPrior?
  ) throws -> ReadLog {
    try PersonalLogReader.read(
      table: Logs.table(log),
      file: StudyFile.read(yaml: study + "prior: trials:saved.json", file: "study.yaml"),
      trialPrior: prior)
  }

  private func errors(
    _ log: String = counts, _ study: String = "", _ prior: TrialPrior?
  ) -> [Finding] {
    do {
      _ = try read(log, study, prior)
      return []
    } catch {
      return (error as? InvalidInput)?.findings ?? []
    }
  }

  @Test func theChoiceIsReadFromTextAndFile() throws {
    #expect(PriorChoice(text: "trials:a/b: c.json") == .trials(file: "a/b: c.json"))
    #expect(PriorChoice(text: "trials:") == nil && PriorChoice(text: "trials: ") == nil)
    let study = try StudyFile.read(
      yaml: "prior: trials:prior.json\nperson_spread: 0.5", file: "study.yaml")
    #expect(study.prior == .trials(file: "prior.json"))
    #expect(study.personSpread == 0.5)
  }

  @Test func theStudyHoldsPriorAndTrials() throws {
    let read = try read(Self.counts, "", Self.trials())
    #expect(read.study.trialPrior == Self.trials())
    #expect(read.study.prior == EffectPrior(Self.trials()))
    #expect(read.study.prior.shape?.degreesOfFreedom == 4)
    #expect(read.inferences.contains { $0.contains("spread of 0.28 on the log scale") })
    #expect(read.findings.isEmpty)
    let wider = try self.read(Self.counts, "person_spread: 0.5\n", Self.trials())
    #expect(wider.study.trialPrior?.personSpread == 0.5)
    #expect(wider.study.prior.shape?.personSpread == 0.5)
    #expect(!wider.inferences.contains { $0.contains("a spread of") })
    // What was read and is not asked for does not enter.
    let other = try PersonalLogReader.read(
      table: Logs.table(Self.counts), trialPrior: Self.trials())
    #expect(other.study.trialPrior == nil && other.study.prior.name == "trial")
  }

  @Test func aScoreTakesTheSpreadInItsOwnUnit() throws {
    let prior = Self.trials("MD", isLogarithmic: false, unit: "severity", mean: -0.4)
    let read = try read(Self.scores, Self.scoreStudy, prior)
    let s = try #require(read.log.pooledStandardDeviation(of: .score))
    #expect(read.study.trialPrior?.personSpread == 0.28 * s)
    #expect(read.findings.isEmpty)
    let said = try self.read(Self.scores, Self.scoreStudy + "person_spread: 12\n", prior)
    #expect(said.study.trialPrior?.personSpread == 12)
  }

  /// Every way in which trials do not fit: the error, and where it stands.
  @Test func trialsThatDoNotFitAreRefused() {
    let difference = Self.trials("MD", isLogarithmic: false, unit: "cramps per week")
    let cases: [(String, [Finding])] = [
      ("N270", errors(Self.counts, "", nil)),
      ("N271", errors(Self.counts, "", Self.trials(scale: 0))),
      ("N271", errors(Self.counts, "", Self.trials(mean: .nan))),
      ("N271", errors(Self.counts, "", Self.trials(mean: 12))),
      ("N271", errors(Self.counts, "", Self.trials(freedom: 0.5))),
      ("N272", errors(Self.counts, "", difference)),
      ("N272", errors(Self.scores, Self.scoreStudy, Self.trials())),
      ("N272", errors(Self.counts, "", Self.trials("lnVR"))),
      (
        "N272",
        errors(Self.scores, Self.scoreStudy, Self.trials("SMD", isLogarithmic: false, unit: "SD"))
      ),
    ]
    for (code, findings) in cases {
      #expect(findings.map(\.code) == [code])
      #expect(findings.first?.severity == .error)
      #expect(findings.first?.place?.file == "study.yaml")
      #expect(findings.first?.hint != nil)
    }
    #expect(cases[5].1.first?.message.contains("cramps per week") == true)
    let zero = errors(Self.counts, "person_spread: 0\n", Self.trials())
    #expect(zero.map(\.code) == ["N273"])
    #expect(zero.first?.place?.line == 1)
    #expect(
      errors(Self.counts, "person_spread: 11\n", Self.trials()).map(\.code) == ["N204"])
    var overrides = StudyOverrides()
    overrides.prior = .trials(file: "x")
    overrides.personSpread = -1
    let negative = #expect(throws: InvalidInput.self) {
      try PersonalLogReader.read(
        table: Logs.table(Self.counts), overrides: overrides, trialPrior: Self.trials())
    }
    #expect(negative?.findings.map(\.code) == ["N204"])
  }

  @Test(arguments: [("person_spread: -1", "N204"), ("person_spread: much", "N203")])
  func impossibleSpreadsInTheFile(_ yaml: String, _ code: String) {
    let error = #expect(throws: InvalidInput.self) {
      try StudyFile.read(yaml: yaml, file: "study.yaml")
    }
    #expect(error?.findings.map(\.code) == [code])
  }

  /// Measures that are nearly right are used, with a warning.
  @Test func measuresThatAreNotQuiteTheEffectAreNamed() throws {
    for measure in ["RR", "OR", "GEN"] {
      let finding = try #require(try read(Self.counts, "", Self.trials(measure)).findings.first)
      #expect(finding.code == "N274" && finding.severity == .warning)
      #expect(finding.message.contains(measure) && finding.hint == "as it maps")
    }
    let unit = try read(
      Self.scores, Self.scoreStudy, Self.trials("MD", isLogarithmic: false, unit: "mm"))
    #expect(unit.findings.map(\.code) == ["N274"])
    #expect(unit.findings.first?.message.contains("mm") == true)
  }

  @Test func aSpreadThatNothingUsesIsNamed() throws {
    let read = try Logs.read(Self.counts, study: "person_spread: 0.3")
    #expect(read.findings.map(\.code) == ["N275"])
    #expect(read.findings.first?.severity == .warning)
  }
}
