import MixedModels
import Tables
import Testing

@Suite struct ResponseErrorTests {
  private let text = """
    count,share,size,word,x,level,answer,day,huge
    1,0.5,4,no,1,a,no,2025-01-01,1
    -2,0.25,0,yes,2,b,yes,2025-01-02,1e17
    2.5,0.75,2.5,yes,3,a,maybe,2025-01-03,2
    3,0.3,2,no,4,c,yes,2025-01-04,3
    4,1.5,3,no,5,b,no,2025-01-05,4

    """

  /// The response, the trials, the code, the line and column of the first place and the value.
  @Test(
    arguments: [
      ("count", .poisson, nil, "M158", 3, 1, "-2"),
      ("share", .negativeBinomial2, nil, "M158", 2, 3, "0.5"),
      ("huge", .negativeBinomial1, nil, "M158", 3, 34, "1e17"),
      ("word", .poisson, nil, "D104", 2, 9, "no"),
      ("day", .poisson, nil, "D104", 2, 19, "2025-01-01"),
      ("size - count", .poisson, nil, "M158", 5, 7, "2"),
      ("log(x - 1)", .poisson, nil, "M110", 2, 12, "1"),
      ("count", .binomial, nil, "M159", 3, 1, "-2"),
      ("share", .binomial, nil, "M159", 2, 3, "0.5"),
      ("level", .binomial, nil, "M160", 5, 14, "c"),
      ("answer", .binomial, nil, "M160", 4, 22, "maybe"),
      ("day", .binomial, nil, "D104", 2, 19, "2025-01-01"),
      ("count", .binomial, "size", "M161", 3, 9, "0"),
      ("word", .binomial, "x", "D104", 2, 9, "no"),
      ("count", .binomial, "word", "D104", 2, 9, "no"),
      ("share", .binomial, "x", "M158", 2, 3, "0.5"),
      ("x", .binomial, "one", "D115", 1, nil, nil),
      ("cbind(x, size)", .binomial, nil, "M158", 4, 10, "2.5"),
      ("cbind(count, x)", .binomial, nil, "M158", 3, 1, "-2"),
      ("cbind(x, 3 - x)", .binomial, nil, "M162", 5, 12, "4"),
      ("cbind(x - 1, 1 - x)", .binomial, nil, "M162", 3, 15, "2"),
      ("cbind(x - x, x - 1)", .binomial, nil, "M161", 2, 12, "1"),
      ("cbind(word, x)", .binomial, nil, "D104", 2, 9, "no"),
    ] as [(String, ResponseFamily, String?, String, Int, Int?, String?)])
  func errorsHaveTheirPlace(
    response: String, family: ResponseFamily, trials: String?, code: String, line: Int,
    column: Int?, value: String?
  ) throws {
    let asked = specification("\(response) ~ 1", family) { $0.trials = trials }
    let first = try #require(findings(asked, try makeTable(text)).first)
    #expect(first.code == code && first.severity == .error)
    #expect(first.place?.file == "data.csv" && first.place?.line == line)
    #expect(first.value == value && first.hint?.isEmpty == false)
    if let column { #expect(first.place?.column == column) }
  }

  @Test func everyBadCellIsListed() throws {
    let table = try makeTable("y,n,x\n3,2,1\n1,2,2\n5,4,3\n0.5,4,3\n")
    let events = findings(
      specification("y ~ x", .binomial) { $0.trials = "n" },
      try makeTable("y,n,x\n3,2,1\n1,2,2\n5,4,3\n"))
    #expect(events.map(\.code) == ["M162", "M162"])
    #expect(events.map { $0.place?.line } == [2, 4])
    #expect(events[0].message == "3 events in 2 trials")
    let counts = findings(specification("y ~ x", .poisson), table)
    #expect(counts.map(\.message) == ["0.5 is not a whole number"])
  }

  @Test func proportionsMustFitTheirTrials() throws {
    let table = try makeTable("p,n,x\n0.33,3,1\n0.5,2,2\n0.25,8,4\n0.3,4,1\n")
    let found = findings(specification("p ~ x", .binomial) { $0.trials = "n" }, table)
    #expect(found.map(\.code) == ["M163", "M163"] && found.map { $0.place?.line } == [2, 5])
    #expect(found[0].message == "0.33 of 3 trials is not a whole number of events")
  }

  /// The place in the formula where a cbind or its family is wrong.
  @Test(
    arguments: [
      ("cbind(y, n) ~ x", .poisson, nil, "M152", 1, 11),
      ("cbind(y, n) ~ x", .gaussian, nil, "M152", 1, 11),
      ("cbind(y, n) ~ x", .binomial, "n", "M152", 1, 11),
      ("cbind(y, n) ~ x + y", .binomial, nil, "M109", 19, 1),
      ("cbind(y, n) ~ n * x", .binomial, nil, "M109", 15, 1),
      ("cbind(y) ~ x", .binomial, nil, "M101", 8, 1),
      ("cbind(y, n, x) ~ x", .binomial, nil, "M101", 11, 1),
      ("cbind(y, n", .binomial, nil, "M101", 6, 1), ("cbind(y", .binomial, nil, "M101", 8, 1),
      ("cbind(y, n:x) ~ x", .binomial, nil, "M106", 10, 3),
      ("log(cbind(y, n)) ~ x", .binomial, nil, "M106", 5, 11),
      ("y ~ cbind(x, n)", .binomial, nil, "M104", 5, 11),
      ("y ~ x + (1 | cbind(x, n))", .binomial, nil, "M108", 14, 11),
      ("y ~ log(cbind(x, n))", .binomial, nil, "M106", 9, 11),
    ] as [(String, ResponseFamily, String?, String, Int, Int)])
  func errorsInTheFormulaHaveTheirPlace(
    formula: String, family: ResponseFamily, trials: String?, code: String, column: Int,
    width: Int
  ) throws {
    let asked = specification(formula, family) { $0.trials = trials }
    let table = try makeTable("y,n,x\n1,2,1\n0,2,2\n1,4,3\n")
    let first = try #require(findings(asked, table).first)
    #expect(first.code == code, "\(first)")
    if family == .gaussian || trials == nil {
      #expect(first.place?.file == "formula" && first.place?.column == column)
      #expect(first.place?.width == width)
    }
  }

  /// A column that is nearly all numbers is one of numbers with a slip in it.
  @Test func aWordAmongNumbersIsNoLevel() throws {
    let rows = ["0", "1", "2", "3", "4", "O"].map { "\($0),1" }.joined(separator: "\n")
    let found = findings(specification("y ~ 1", .binomial), try makeTable("y,x\n\(rows)\n"))
    #expect(found.map(\.code) == ["D104"] && found[0].value == "O")
  }

  @Test(arguments: ["Yes,yes", "NO,no"])
  func spellingsOfOneLevelAreNotTwo(labels: String) throws {
    let rows = labels.split(separator: ",").map { "\($0),1\n" }.joined()
    let found = findings(specification("y ~ 1", .binomial), try makeTable("y,x\n" + rows))
    #expect(found.map(\.code) == ["M160"])
    let cases = try makeTable("y,x\nA,1\na,2\n")
    #expect(try specification("y ~ x", .binomial).frame(cases).eventLevel == "a")
  }

  @Test func oneUnknownLevelIsNotEnough() throws {
    let table = try makeTable("y,x\nill,1\nill,2\n")
    #expect(findings(specification("y ~ x", .binomial), table).map(\.code) == ["M160"])
    let given = try specification("y ~ x", .binomial) {
      $0.levels = [.init(column: "y", levels: ["well", "ill"])]
    }.frame(table)
    #expect(given.response == [1, 1] && given.eventLevel == "ill")
  }

  @Test func weightsMustBeAboveZero() throws {
    let table = try makeTable("y,x,w\n1,1,2\n2,3,0\n5,4,-1\n7,4,1\n")
    let found = findings(specification("y ~ x", .poisson) { $0.weights = "w" }, table)
    #expect(found.map(\.code) == ["M113", "M113"] && found.map { $0.place?.line } == [3, 4])
  }
}
