import Tables
import Testing

@testable import NOf1

@Suite struct PowerProblemsTests {
  private static func problems(
    _ change: (inout PowerPlan) -> Void, study: PersonalStudy = PowerPlanTests.study
  ) -> [Finding] {
    var plan = PowerPlanTests.plan()
    change(&plan)
    do {
      _ = try plan.run(study: study)
      return []
    } catch {
      return error.findings
    }
  }

  @Test func emptyListsAreNamed() {
    let found = Self.problems {
      $0.cycles = []
      $0.effects = []
    }
    #expect(found.map(\.code) == ["N240", "N240"])
    #expect(
      found.map(\.message) == ["there is no value for cycles", "there is no value for effect"])
  }

  @Test func impossibleValuesAreNamedWithTheirList() {
    let changes: [(String, (inout PowerPlan) -> Void)] = [
      ("cycles cannot be 0", { $0.cycles = [3, 0] }),
      ("period cannot be -7", { $0.periodNights = [-7] }),
      ("rate cannot be 0.0", { $0.rates = [0] }),
      ("rate cannot be inf", { $0.rates = [.infinity] }),
      ("effect cannot be nan", { $0.effects = [.nan] }),
      ("rho cannot be 1.0", { $0.correlations = [1] }),
      ("rho cannot be -0.3", { $0.correlations = [-0.3] }),
      ("missing cannot be 1.0", { $0.missing = [1] }),
      ("missing cannot be 10.0", { $0.missing = [10] }),
      ("sigma cannot be -1.0", { $0.sigma = -1 }),
      ("simulations cannot be 0", { $0.simulations = 0 }),
    ]
    for (message, change) in changes {
      let found = Self.problems(change)
      #expect(found.map(\.code) == ["N241"], "\(message)")
      #expect(found.first?.message == message)
      #expect(found.first?.hint?.hasPrefix("it is ") == true)
    }
  }

  @Test func ratesFollowTheOutcome() {
    let binary = ModelLogs.study(.binary)
    #expect(Self.problems({ $0.rates = [1.2] }, study: binary).map(\.code) == ["N241"])
    let duration = ModelLogs.study(.duration)
    #expect(Self.problems({ $0.rates = [0] }, study: duration).map(\.code) == ["N241"])
    var score = PowerPlanTests.plan(cycles: [2], rates: [-3], effects: [0])
    score.sigma = 40
    #expect(score.problems(with: ModelLogs.study(.score)).isEmpty)
    score.sigma = 0
    #expect(score.problems(with: ModelLogs.study(.score)).map(\.code) == ["N241"])
  }

  @Test func aValueGivenTwiceIsNamed() {
    let found = Self.problems { $0.missing = [0, 0.1, -0.0] }
    #expect(found.map(\.code) == ["N242"])
    #expect(found.first?.message == "missing has -0.0 twice")
  }

  @Test func effectsAreBenefitsOrNone() {
    func codes(_ effects: [Double], _ study: PersonalStudy) -> [String] {
      PowerPlanTests.plan(effects: effects).problems(with: study).map(\.code)
    }
    let lower = ModelLogs.study(.count)
    #expect(codes([1, 0.5, 0.01], lower) == [])
    #expect(codes([1.01], lower) == ["N243"])
    #expect(codes([0, -0.5], lower) == ["N243", "N243"])
    let higher = ModelLogs.study(.binary, better: .higher)
    #expect(
      PowerPlanTests.plan(rates: [0.4], effects: [1, 2]).problems(with: higher).isEmpty)
    #expect(
      PowerPlanTests.plan(rates: [0.4], effects: [0.5]).problems(with: higher).map(\.code)
        == ["N243"])
    #expect(codes([0, -1, -40], ModelLogs.study(.score)) == [])
    #expect(codes([1], ModelLogs.study(.score)) == ["N243"])
    #expect(codes([-1], ModelLogs.study(.score, better: .higher)) == ["N243"])
    let hint = PowerPlanTests.plan(effects: [2]).problems(with: lower).first?.hint
    #expect(hint?.contains("where lower is better, it is above 0 and at most 1") == true)
  }

  @Test func designsHaveAnEnd() {
    let found = Self.problems {
      $0.cycles = [3, 62]
      $0.periodNights = [14, 30]
    }
    #expect(found.map(\.code) == ["N244"])
    #expect(found.first?.message == "the longest design has 3720 nights")
    #expect(
      PowerPlanTests.plan(cycles: [61], period: [30], effects: [1])
        .problems(with: PowerPlanTests.study).isEmpty)
  }

  @Test func tooManyLogsAreRefusedWithTheTimeThatTheyWouldTake() {
    let found = Self.problems {
      $0.cycles = Array(3...102)
      $0.simulations = 5001
    }
    #expect(found.map(\.code) == ["N245"])
    #expect(found.first?.message.contains("minutes on one processor") == true)
    let largest = Self.problems { $0.simulations = .max }
    #expect(largest.map(\.code) == ["N245"])
  }

  @Test func ordersThatCannotBeDrawnAreRefused() {
    func codes(_ scheme: Randomisation) -> [String] {
      var study = ModelLogs.study(.count)
      study.randomisation = scheme
      return PowerPlanTests.plan().problems(with: study).map(\.code)
    }
    #expect(codes(.blocks(size: 3)) == ["N246"])
    #expect(codes(.blocks(size: 200)) == ["N246"])
    #expect(codes(.nightly(maximumRun: 0)) == ["N246"])
    #expect(codes(.nightly(maximumRun: 65)) == ["N246"])
    #expect(codes(.nightly(maximumRun: 3)) == [] && codes(.blocks(size: 4)) == [])
  }

  @Test func aWashInLeavesNightsInEveryPeriod() {
    let study = ModelLogs.study(.count, washIn: 5)
    #expect(PowerPlanTests.plan(period: [5, 14]).problems(with: study).map(\.code) == ["N247"])
    #expect(PowerPlanTests.plan(period: [6]).problems(with: study).isEmpty)
  }

  @Test func defaultsAreThoseOfALog() throws {
    let (study, inferences) = try PowerPlan.study(StudyFile(), sigma: 0.6)
    #expect(study.prior.name == "trial" && study.minimalImportantDifference == 0.75)
    #expect(study.reference == "placebo" && study.treatments == ["magnesium"])
    #expect(study.randomised && study.outcome.kind == .count)
    #expect(inferences.count == 2)
    #expect(PowerPlan.usualEffects(study) == [1, 0.75, 0.5])
    var settings = StudyFile()
    settings.treatments = ["quinine"]
    settings.minimalImportantDifference = 0.5
    let other = try PowerPlan.study(settings, sigma: 0.6).study
    #expect(other.prior.name == "wide" && PowerPlan.usualEffects(other) == [1, 0.5])
    settings.outcomeKind = .score
    settings.better = .higher
    settings.minimalImportantDifference = 1.5
    settings.prior = .named("sceptical")
    let score = try PowerPlan.study(settings, sigma: 2).study
    #expect(PowerPlan.usualEffects(score) == [0, 1.5, 3])
    #expect(abs(score.prior.standardDeviation - 0.4) < 1e-12)
  }

  @Test func studiesThatCannotBeAreRefusedAsForALog() {
    func codes(_ change: (inout StudyFile) -> Void) -> [String] {
      var settings = StudyFile()
      change(&settings)
      do {
        _ = try PowerPlan.study(settings, sigma: 0.6)
        return []
      } catch {
        return error.findings.map(\.code)
      }
    }
    #expect(codes { $0.minimalImportantDifference = 1.5 } == ["N204"])
    #expect(codes { $0.outcomeKind = .score } == ["N206"])
    #expect(codes { $0.treatments = ["placebo"] } == ["N207"])
    #expect(
      codes {
        $0.outcomeKind = .binary
        $0.prior = .named("trial")
      } == ["N210"])
  }
}
