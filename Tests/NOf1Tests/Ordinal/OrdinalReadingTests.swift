import NOf1
import Tables
import Testing

@Suite struct OrdinalReadingTests {
  private let severity = """
    day,treatment,severity
    1,placebo,moderate
    2,placebo,none
    3,placebo,
    4,magnesium,mild
    5,magnesium,none
    """
  private let study = "outcome: {column: severity, levels: [none, mild, moderate, severe]}"

  @Test func wordsAreLevelsInTheOrderOfTheStudy() throws {
    let read = try Logs.read(severity, study: study)
    #expect(read.study.outcome.kind == .ordinal)
    #expect(read.study.outcome.levels == ["none", "mild", "moderate", "severe"])
    #expect(read.log.nights.map(\.outcome) == [2, 0, nil, 1, 0])
    #expect(read.study.minimalImportantDifference == 0.75)
    #expect(read.study.prior.name == "wide" && read.study.prior.standardDeviation == 1)
    #expect(
      read.inferences.contains {
        $0 == "The outcome 'severity' is read as an outcome of ordered levels, because its levels"
          + " are named."
      })
    #expect(
      read.inferences.contains(
        "An odds ratio of 0.75 or less counts as an effect that matters, by default."))
  }

  @Test func numbersAreLevelsInTheirOwnOrder() throws {
    let text = "day,treatment,severity\n1,placebo,4\n2,placebo,1\n3,magnesium,\n4,magnesium,2"
    let read = try Logs.read(text, study: "outcome: {column: severity, kind: ordinal}")
    #expect(read.study.outcome.levels == ["1", "2", "4"])
    #expect(read.study.outcome.levelCodes == [1, 2, 4])
    #expect(read.log.nights.map(\.outcome) == [4, 1, nil, 2])
    #expect(
      read.inferences.contains(
        "The levels of 'severity' are the whole numbers that occur, in their order: 1, 2, 4."))
    // Named numbers need not occur, and may stand in any order.
    let named = try Logs.read(
      text, study: "outcome: {column: severity, levels: [4, 3, 2, 1]}")
    #expect(named.log.nights.map(\.outcome) == [0, 3, nil, 2])
    #expect(named.study.outcome.levelName(3) == "1")
  }

  @Test func yesAndNoMayBeLevels() throws {
    let text = "day,treatment,cramp\n1,placebo,yes\n2,magnesium,no"
    let read = try Logs.read(text, study: "outcome: {column: cramp, levels: [no, yes]}")
    #expect(read.log.nights.map(\.outcome) == [1, 0])
  }

  @Test func anUnknownLevelIsAnErrorWithASuggestion() throws {
    let text = severity.replacing("4,magnesium,mild", with: "4,magnesium,Midl")
    let errors = Logs.errors(text, study: study)
    #expect(errors.map(\.code) == ["N250"])
    let error = try #require(errors.first)
    #expect(error.place?.line == 5 && error.place?.column == 13 && error.value == "Midl")
    #expect(error.message == "'Midl' is not a level of 'severity'")
    #expect(
      error.hint == "did you mean 'mild'? the levels are 'none', 'mild', 'moderate', 'severe',"
        + " lowest first")
    let far = Logs.errors(severity.replacing("mild", with: "3"), study: study)
    #expect(far.first?.hint?.hasPrefix("the levels are") == true)
  }

  @Test func wordsWithoutAnOrderAreAnError() throws {
    let errors = Logs.errors(severity, study: "outcome: {column: severity, kind: ordinal}")
    #expect(errors.map(\.code) == ["N251"])
    // Nobody needs to say that words are levels; a number among them is another matter.
    #expect(Logs.errors(severity, study: "outcome: severity") == errors)
    let mixed = Logs.errors(severity.replacing("none", with: "2"), study: "outcome: severity")
    #expect(mixed.allSatisfy { $0.code != "N251" } && !mixed.isEmpty)
    #expect(errors.first?.place?.line == 2 && errors.first?.value == "moderate")
    #expect(errors.first?.hint?.contains("levels: [none, mild, moderate, severe]") == true)
  }

  @Test(arguments: [
    ("levels: [none]", "N252", "two levels or more"),
    (
      "levels: [none, mild, moderate, severe, a, b, c, d, e, f, g, h, i]", "N252",
      "can have 12 levels, not 13"
    ),
    ("kind: score, levels: [none, mild]", "N253", "is a score"),
  ])
  func levelsThatCannotBeAreErrors(_ part: String, _ code: String, _ words: String) throws {
    let errors = Logs.errors(severity, study: "mcid: 1\noutcome: {column: severity, \(part)}")
    let error = try #require(errors.first { $0.code == code })
    #expect(error.message.contains(words))
    #expect(error.place?.file == "study.yaml" && error.place?.line == 2)
    #expect(error.hint != nil)
  }

  @Test func aLevelNamedTwiceOnTheCommandLineIsAnError() {
    var overrides = StudyOverrides()
    overrides.outcomeColumn = "severity"
    overrides.outcomeLevels = ["none", "mild", "none"]
    let errors = Logs.errors(severity, overrides: overrides)
    #expect(errors.map(\.code) == ["N252"])
    #expect(errors.first?.place?.file == "log.csv")
  }

  @Test func manyNumbersAreNoLevels() {
    let rows = (0..<14).map { "\($0),\($0 % 2 == 0 ? "placebo" : "magnesium"),\($0)" }
    let text = "day,treatment,severity\n" + rows.joined(separator: "\n")
    let errors = Logs.errors(text, study: "outcome: {column: severity, kind: ordinal}")
    #expect(errors.map(\.code) == ["N252"])
    #expect(errors.first?.hint == "use kind: score to compare means")
  }
}
