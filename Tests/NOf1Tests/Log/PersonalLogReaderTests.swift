import Tables
import TestSupport
import Testing

@testable import NOf1

@Suite struct PersonalLogReaderTests {
  private static let simple = """
    date,treatment,cramps
    2025-01-01,placebo,2
    2025-01-02,placebo,
    2025-01-04,magnesium,0
    2025-01-05,magnesium,1
    """

  @Test func everythingIsInferredAndSaid() throws {
    let read = try Logs.read(Self.simple)
    #expect(read.log.arms == ["placebo", "magnesium"])
    #expect(read.log.nights.map(\.day) == [0, 1, 3, 4])
    #expect(read.log.nights.map(\.outcome) == [2, nil, 0, 1])
    #expect(read.log.nights.map(\.line) == [2, 3, 4, 5])
    #expect(read.log.nights.map(\.cycle) == [0, 0, 0, 0])
    #expect(read.study.outcome == Outcome(column: "cramps", kind: .count, better: .lower))
    #expect(read.study.minimalImportantDifference == 0.75)
    #expect(!read.study.randomised)
    #expect(read.study.prior == EffectPrior(name: "trial", mean: -0.07, standardDeviation: 0.3))
    #expect(
      read.inferences == [
        "The outcome is the column 'cramps', because no other was named.",
        "The outcome 'cramps' is read as a count, because its name has 'cramps'.",
        "Lower values of 'cramps' count as better.",
        "The reference is 'placebo', because of its name.",
        "The treatment is 'magnesium', the other arm of the log.",
        "Runs of nights on one arm give 2 periods and 1 complete cycle.",
        "Nothing says that the order was drawn at random: it counts as not randomised.",
        "A ratio of 0.75 or less counts as an effect that matters, by default.",
        "The prior of the effect is 'trial', the default for magnesium against placebo.",
      ])
  }

  @Test func aFullStudyLeavesOnlyThePeriodsToInfer() throws {
    let read = try Logs.read(
      Self.simple,
      study: """
        reference: placebo
        treatments: [magnesium]
        outcome: {column: cramps, kind: count, better: lower}
        mcid: 0.7
        randomised: yes
        prior: wide
        """)
    #expect(read.inferences == ["Runs of nights on one arm give 2 periods and 1 complete cycle."])
    #expect(read.study.randomised && read.study.randomisation == nil)
    #expect(read.study.minimalImportantDifference == 0.7)
  }

  @Test(.enabled(if: Reference.has("nof1/melatonin70.csv")))
  func theMelatoninLogIsReadAsItIs() throws {
    let path = try #require(Reference.path("nof1/melatonin70.csv"))
    let table = try Table.read(try TableSource.read(path: path))
    let study = try StudyFile.read(
      yaml: """
        reference: control
        outcome: {column: mood, kind: score, better: higher, range: [0, 100]}
        mcid: 5
        randomisation: {nightly: {max_run: 2}}
        """, file: "study.yaml")
    let read = try PersonalLogReader.read(table: table, file: study)
    #expect(read.log.arms == ["control", "melatonin"])
    #expect(read.log.recorded.count == 70)
    #expect(read.log.nights.last?.day == 70)
    #expect(read.study.randomised)
    let design = DesignFacts(log: read.log, study: read.study)
    #expect(design.identifiesResponder)
    #expect(design.spanDays == 71)
    let test = try RandomisationTest.run(log: read.log, study: read.study)
    #expect(!test.exact && test.schedules == 100_000)
    let means = design.arms.map { $0.mean ?? .nan }
    #expect(abs(test.statistic - (means[1] - means[0])) < 1e-12)
    // The wide prior has the pooled SD, given to six digits with the reference posterior.
    #expect(read.study.prior.name == "wide" && read.study.prior.mean == 0)
    #expect(abs(read.study.prior.standardDeviation - 5.50939) < 5e-6)
  }

  @Test(
    .enabled(if: Reference.has("nof1/p1.csv")),
    arguments: [
      ("p1", 100, 4, 8), ("p2", 110, 4, 8), ("p3", 78, 6, 12), ("p4", 85, 3, 9), ("p7", 100, 4, 8),
    ])
  func theReferenceLogsAreRead(_ id: String, _ nights: Int, _ cycles: Int, _ periods: Int) throws {
    let path = try #require(Reference.path("nof1/\(id).csv"))
    let read = try PersonalLogReader.read(table: try Table.read(try TableSource.read(path: path)))
    let design = DesignFacts(log: read.log, study: read.study)
    #expect(read.log.recorded.count == nights)
    #expect(design.cycles == cycles && design.periods == periods)
    #expect(read.log.arms[0] == "placebo")
    #expect(read.study.prior.name == "trial")
    // Without the columns the equal periods are found again.
    let bare = read.log.nights
    let structure = CycleStructure(
      days: bare.map(\.day), arms: bare.map(\.arm), armCount: read.log.arms.count)
    #expect(structure.period == bare.map(\.period))
    #expect(structure.cycle == bare.map(\.cycle))
  }

  @Test(
    .enabled(if: Reference.has("nof1/p5.csv")),
    arguments: [
      ("p5", "severity", Outcome.Kind.score, 66, 1.17427), ("p6", "cramp_night", .binary, 106, 1),
    ])
  func theOtherKindsOfReferenceLogsAreRead(
    _ id: String, _ column: String, _ kind: Outcome.Kind, _ nights: Int, _ widePrior: Double
  ) throws {
    let path = try #require(Reference.path("nof1/\(id).csv"))
    var overrides = StudyOverrides()
    overrides.outcomeColumn = column
    overrides.minimalImportantDifference = kind == .score ? 1 : nil
    let read = try PersonalLogReader.read(
      table: try Table.read(try TableSource.read(path: path)), overrides: overrides)
    #expect(read.study.outcome.kind == kind)
    #expect(read.log.recorded.count == nights)
    #expect(abs(read.study.prior.standardDeviation - widePrior) < 5e-6)
  }

  @Test func dayNumbersServeAsDates() throws {
    let read = try Logs.read("day,treatment,cramps\n5,off,1\n7,on,0\n8,on,2\n")
    #expect(read.log.nights.map(\.day) == [0, 2, 3])
    #expect(read.log.nights[0].date == nil)
    #expect(read.log.arms == ["off", "on"])
  }

  @Test func rowsAreSortedByDate() throws {
    let read = try Logs.read(
      "date,treatment,cramps\n2025-01-03,on,0\n2025-01-01,off,1\n2025-01-02,off,2\n")
    #expect(read.log.nights.map(\.line) == [3, 4, 2])
    #expect(read.log.nights.map(\.outcome) == [1, 2, 0])
  }

  @Test(arguments: [
    ("y", "0\n1\n1\n0", Outcome.Kind.binary), ("y", "yes\nno\nyes\nno", .binary),
    ("cramps", "0\n1\n0\n1", .count), ("y", "0\n1\n3\n1", .count),
    ("y", "0.5\n1\n3\n1", .score), ("severity", "0\n1\n3\n1", .score),
    ("duration_min", "3\n1\n3\n1", .duration), ("y", "-1\n1\n3\n2", .score),
  ])
  func theKindFollowsNameAndValues(_ name: String, _ values: String, _ kind: Outcome.Kind) throws {
    let arms = ["off", "off", "on", "on"]
    let rows = zip(arms, values.split(separator: "\n")).enumerated()
      .map { "\($0 + 1),\($1.0),\($1.1)" }
    var overrides = StudyOverrides()
    overrides.outcomeColumn = name
    overrides.minimalImportantDifference = 0.5
    let read = try Logs.read(
      "day,treatment,\(name)\n" + rows.joined(separator: "\n"), overrides: overrides)
    #expect(read.study.outcome.kind == kind)
    #expect(read.inferences.contains { $0.contains("'\(name)' is read as a") })
  }

  @Test func higherBetterTurnsTheDefaultsAround() throws {
    var overrides = StudyOverrides()
    overrides.better = .higher
    let read = try Logs.read(Self.simple, overrides: overrides)
    #expect(read.study.minimalImportantDifference == 1 / 0.75)
    #expect(read.study.prior.name == "wide")
  }

  @Test func zeroMinutesAreNightsWithoutACramp() throws {
    let read = try Logs.read(
      "day,treatment,duration_min\n1,off,10\n2,off,0\n3,off,5\n4,on,2\n5,on,\n",
      study: "outcome: duration_min")
    #expect(read.log.nights.map(\.outcome) == [10, nil, 5, 2, nil])
    #expect(read.study.outcome.kind == .duration)
    #expect(read.study.minimalImportantDifference == 0.75)
  }

  @Test func aScheduleFillsInTheNightsThatAreNotThere() throws {
    let schedule = try PlannedSchedule(
      table: try Logs.table(
        """
        day,treatment,period,cycle
        1,placebo,1,1
        2,placebo,1,1
        3,magnesium,2,1
        4,magnesium,2,1
        5,magnesium,3,2
        6,magnesium,3,2
        7,placebo,4,2
        """, name: "schedule.csv"))
    let read = try Logs.read(
      """
      date,treatment,cramps
      2025-01-01,placebo,2
      2025-01-02,placebo,1
      2025-01-04,magnesium,0
      2025-01-06,magnesium,1
      """, schedule: schedule)
    #expect(read.log.nights.map(\.day) == [0, 1, 2, 3, 4, 5])
    #expect(read.log.nights.map(\.outcome) == [2, 1, nil, 0, nil, 1])
    #expect(read.log.nights[2].date?.description == "2025-01-03")
    #expect(read.log.nights.map(\.period) == [0, 0, 1, 1, 2, 2])
    #expect(read.log.nights.map(\.cycle) == [0, 0, 0, 0, nil, nil])
    #expect(read.study.randomised)
    #expect(
      read.inferences.contains("The first planned night is taken to be the first night of the log.")
    )
  }

  @Test func allZeroCountsAreFine() throws {
    let read = try Logs.read("day,treatment,cramps\n1,off,0\n2,on,0\n")
    #expect(read.log.recorded.count == 2)
  }
}
