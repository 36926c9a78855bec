import Tables
import Testing

@testable import NOf1

/// Looks and continuous monitoring in the analysis of a log.
@Suite struct MonitoringTests {
  private func analyse(
    _ log: PersonalLog, _ monitoring: Monitoring, planned: Int? = nil,
    prior: EffectPrior = EffectPrior(name: "wide", mean: 0, standardDeviation: 0.8)
  ) throws -> PersonalAnalysis {
    var study = ModelLogs.study(.count, prior: prior)
    study.monitoring = monitoring
    study.plannedCycles = planned
    var options = AnalysisOptions()
    options.simulation = false
    options.simulationsForLooks = 60
    options.jobs = 2
    return try study.analyze(log, options: options)
  }

  /// So strong that the usual thresholds err least.
  private let sceptical = EffectPrior(name: "sceptical", mean: 0, standardDeviation: 0.15)

  private let four = ModelLogs.log(.count, cycles: 4, period: 7, seed: 4, effect: -0.2)

  @Test func aLogThatIsLookedAtOnceHasNoMonitoring() throws {
    #expect(try analyse(four, .atTheEnd).monitoring == nil)
    #expect(try analyse(four, .atTheEnd, planned: 4).monitoring == nil)
  }

  @Test func aDeclaredLookIsFound() throws {
    let analysis = try analyse(four, .looks(afterCycles: [2, 4, 6]), prior: sceptical)
    let result = try #require(analysis.monitoring)
    #expect(result.look == 2 && result.cycles == 4 && result.plannedCycles == 6)
    #expect(result.importantBenefit == 0.8 && result.anyBenefit == 0.95)
    #expect(try #require(result.falseResponders) < 0.03)
    #expect(result.sentence.contains("This is look 2 of 3."))
    #expect(result.sentence.contains("The usual thresholds stay"))
    #expect(analysis.findings.map(\.code).filter { $0.hasPrefix("N23") } == ["N235"])
  }

  @Test func aLookBetweenCountsAsOneMore() throws {
    let cut = PersonalLog(arms: four.arms, nights: Array(four.nights.dropLast(3)))
    let analysis = try analyse(cut, .looks(afterCycles: [3, 6]), prior: sceptical)
    let result = try #require(analysis.monitoring)
    #expect(result.look == nil && result.cycles == 3)
    #expect(result.sentence.contains("after 3 of 6 cycles and 11 nights"))
    #expect(analysis.findings.map(\.code).filter { $0.hasPrefix("N23") } == ["N232"])
    let early = try analyse(four, .atTheEnd, planned: 5, prior: sceptical)
    #expect(early.monitoring?.look == nil && early.monitoring?.plannedCycles == 5)
    #expect(early.findings.contains { $0.code == "N232" && $0.severity == .warning })
  }

  @Test func theRowsOfEveryLookAreThoseOfWholeCycles() throws {
    var study = ModelLogs.study(.count)
    study.monitoring = .looks(afterCycles: [2, 4, 6])
    let cut = PersonalLog(arms: four.arms, nights: Array(four.nights.dropLast(3)))
    let looks = try #require(LookSchedule(cut, study: study))
    let plan = looks.plan(cut)
    #expect(plan.nights.count == 84 && looks.extraNights == 11)
    #expect(looks.rows(of: plan) == [28, 53, 56, 84])
    let atLook = try #require(LookSchedule(four, study: study))
    #expect(atLook.rows(of: atLook.plan(four)) == [28, 56, 84])
    // Beyond the last look: one more.
    study.monitoring = .looks(afterCycles: [2, 3])
    let beyond = try #require(LookSchedule(four, study: study))
    #expect(beyond.look == nil && beyond.rows(of: beyond.plan(four)) == [28, 42, 56])
  }

  @Test func continuousMonitoringNeedsTheStake() throws {
    let strong = ModelLogs.log(
      .count, cycles: 8, period: 7, seed: 2, effect: -2, missing: 0, mean: 2)
    let analysis = try analyse(strong, .continuous, planned: 8)
    let result = try #require(analysis.monitoring)
    #expect(result.eValueNeeded == 20 && result.bets.count == 8 && result.look == nil)
    #expect(result.bets.contains { $0.eValue >= 20 })
    #expect(analysis.verdict.answer == .responder)
    #expect(analysis.verdict.conditions.contains { $0.name == "e-value" && $0.holds })
    #expect(analysis.verdict.technical.contains("e-value must reach 20"))
    // The same nights without the last four cycles cannot be enough.
    let half = PersonalLog(arms: strong.arms, nights: Array(strong.nights.prefix(56)))
    let early = try analyse(half, .continuous)
    #expect(early.verdict.answer == .inconclusive)
    #expect(early.verdict.reasons.contains { $0.contains("the stake bet against chance") })
    #expect(early.findings.contains { $0.code == "N234" })
    #expect(early.monitoring?.sentence.contains("fewer than 5 cycles never reach 20") == true)
    #expect(try analyse(half, .atTheEnd).verdict.answer == .responder)
  }

  @Test func withoutADrawThereIsNoStake() throws {
    var study = ModelLogs.study(.count)
    study.monitoring = .continuous
    study.randomisation = nil
    var options = AnalysisOptions()
    options.simulation = false
    let analysis = try study.analyze(four, options: options)
    #expect(analysis.findings.contains { $0.code == "N230" })
    #expect(analysis.monitoring?.bets.isEmpty == true)
    #expect(
      analysis.verdict.conditions.contains {
        $0.name == "e-value" && !$0.holds && $0.sentence == "there is no e-value"
      })
  }

  private func read(_ yaml: String) throws -> StudyFile {
    try StudyFile.read(yaml: yaml, file: "study.yaml")
  }

  @Test func theStudyFileSaysWhenThereAreLooks() throws {
    #expect(try read("looks: [2, 4, 6]").monitoring == .looks(afterCycles: [2, 4, 6]))
    #expect(try read("monitoring: continuous").monitoring == .continuous)
    #expect(try read("monitoring: at-the-end").monitoring == .atTheEnd)
    for (yaml, code) in [
      ("looks: 4", "N203"), ("looks: []", "N203"), ("looks: [two]", "N203"),
      ("looks: [0, 3]", "N204"), ("monitoring: often", "N204"),
      ("looks: [3]\nmonitoring: continuous", "N207"),
    ] {
      do throws(InvalidInput) {
        _ = try StudyFile.read(yaml: yaml, file: "study.yaml")
        Issue.record("\(yaml) was read")
      } catch {
        #expect(error.findings.map(\.code) == [code])
        #expect(error.findings.allSatisfy { $0.place?.line != nil })
      }
    }
  }

  @Test func looksMustFitThePlan() throws {
    let text = "day,treatment,cramps\n1,placebo,2\n2,magnesium,1\n3,magnesium,0\n4,placebo,3\n"
    let schedule = try PlannedSchedule(
      table: try Logs.table(
        "day,treatment,period,cycle\n"
          + (0..<12).map { "\($0 + 1),\($0 % 2 == 0 ? "placebo" : "magnesium"),\($0),\($0 / 2)" }
          .joined(separator: "\n")))
    let read = try Logs.read(text, study: "looks: [3, 6]", schedule: schedule)
    #expect(read.study.plannedCycles == 6 && read.study.plannedNights == 12)
    #expect(read.study.monitoring == .looks(afterCycles: [3, 6]))
    #expect(try Logs.read(text, schedule: schedule).study.plannedCycles == 6)
    #expect(try Logs.read(text, study: "looks: [2, 4]").study.plannedCycles == 4)
    #expect(try Logs.read(text).study.monitoring == .atTheEnd)
    #expect(Logs.errors(text, study: "looks: [4, 2]").map(\.code) == ["N233"])
    do throws(InvalidInput) {
      let file = try StudyFile.read(yaml: "reference: placebo\nlooks: [2, 4]", file: "s.yaml")
      var resolver = StudyResolver(
        settings: file, outcome: Outcome(column: "cramps", kind: .count),
        arms: .init(reference: "placebo", treatments: ["magnesium"], inferences: []),
        hasSchedule: true, header: nil)
      _ = try resolver.monitored(try resolver.study(pooledStandardDeviation: nil), schedule)
      Issue.record("the looks do not end with the plan")
    } catch {
      #expect(error.findings.map(\.code) == ["N233"])
      #expect(error.findings[0].place?.line == 2)
    }
  }
}
