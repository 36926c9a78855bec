import MixedModels
import Tables
import Testing

@Suite struct ModelFrameErrorTests {
  private let text = """
    y,x,g,t,c,one,zero
    1.5,1,7,placebo,3,k,0
    2.5,2,7,magnesium,3,k,0
    4.0,0,9,placebo,3,k,0
    3.0,-1,9,magnesium,3,k,0

    """

  /// Line and column in the file, or in the formula where line is 1 and the file "formula".
  @Test(
    arguments: [
      ("y ~ nothing", "D115", "data.csv", 1, nil), ("y ~ x + (1 | G)", "D115", "data.csv", 1, nil),
      ("t ~ x", "D104", "data.csv", 2, 9), ("y ~ log(t)", "D104", "data.csv", 2, 9),
      ("y ~ log(x)", "M110", "data.csv", 4, 5), ("log(x) ~ t", "M110", "data.csv", 4, 5),
      ("y ~ I(1 / zero)", "M110", "data.csv", 2, 21),
      ("y ~ t + offset(sqrt(x))", "M110", "data.csv", 5, 5),
      ("y ~ (log(x) | g)", "M110", "data.csv", 4, 5),
      ("y ~ I(x^9):exp(exp(I(x + 5)))", "M110", "data.csv", 3, 5),
      ("y ~ I(x * 1e200):I(1e200 * x)", "M110", "data.csv", 2, nil),
      ("c ~ x", "M111", "data.csv", 1, nil), ("y ~ x + one", "M114", "formula", 1, 9),
      ("y ~ 0 + (1 | g)", "M116", "formula", 1, 5), ("y ~ I(x:t)", "M106", "formula", 1, 7),
      ("y ~ factor(x + 1)", "M106", "formula", 1, 5), ("y ~ I(factor(x))", "M106", "formula", 1, 7),
    ] as [(String, String, String, Int, Int?)])
  func errorsHaveTheirPlace(
    formula: String, code: String, file: String, line: Int, column: Int?
  ) throws {
    let found = findings(MixedModelSpecification(formula), try makeTable(text))
    let first = try #require(found.first)
    #expect(first.code == code)
    #expect(first.place?.file == file && first.place?.line == line)
    #expect(first.place?.column == column)
    #expect(first.severity == .error)
  }

  @Test func everyBadRowIsListedUpToTwenty() throws {
    let rows = (0..<30).map { "\($0),\($0 < 5 ? 1 : -1)" }
    let table = try makeTable("y,x\n" + rows.joined(separator: "\n") + "\n")
    let found = findings(MixedModelSpecification("y ~ log(x)"), table)
    #expect(found.count == 21)
    #expect(found[0].place?.line == 7 && found[19].place?.line == 26)
    #expect(found[20].message.hasPrefix("5 more rows"))
  }

  @Test func weightsMustBeAboveZero() throws {
    let table = try makeTable("y,x,w\n1,1,2\n2,3,0\n5,4,-1\n7,4,1\n")
    let found = findings(MixedModelSpecification("y ~ x", weights: "w"), table)
    #expect(found.map(\.code) == ["M113", "M113"])
    #expect(found.map { $0.place?.line } == [3, 4])
    #expect(found.map(\.value) == ["0", "-1"])
  }

  @Test func noRowIsLeft() throws {
    let table = try makeTable("y,x\n1,NA\n,3\n")
    let found = findings(MixedModelSpecification("y ~ x"), table)
    #expect(found.map(\.code) == ["M112"])
    #expect(found[0].hint == "missing: 'y' in 1, 'x' in 1")
  }

  @Test func levelsAndContrastsMustFit() throws {
    let table = try makeTable(text)
    let unknown = MixedModelSpecification(
      "y ~ t", levels: [.init(column: "t", levels: ["placebo", "iron"])])
    #expect(
      findings(unknown, table).map { [$0.code, "\($0.place?.line ?? 0)"] } == [
        ["D114", "3"], ["D114", "5"],
      ])
    let missing = MixedModelSpecification("y ~ x", levels: [.init(column: "q", levels: ["a"])])
    #expect(findings(missing, table).map(\.code) == ["D115"])
    let number = MixedModelSpecification("y ~ x", contrasts: [.init(column: "x", coding: .sum)])
    #expect(findings(number, table).map(\.code) == ["M115"])
    let absent = MixedModelSpecification("y ~ x", contrasts: [.init(column: "q", coding: .sum)])
    #expect(findings(absent, table).map(\.code) == ["D115"])
  }

  @Test func hugeFactorsAreRefused() throws {
    let rows = (0..<20_000).map { "\($0 % 3),id\($0)" }
    let table = try makeTable("y,id\n" + rows.joined(separator: "\n") + "\n")
    #expect(findings(MixedModelSpecification("y ~ id"), table).map(\.code) == ["M117"])
    #expect(
      findings(MixedModelSpecification("y ~ 1 + (id | id)"), table).map { $0.place?.column }
        == [10])
    #expect(findings(MixedModelSpecification("y ~ 1 + (1 | id)"), table).isEmpty)
  }

  @Test func manyLevelsOfOneFactorTakeNoLong() throws {
    let rows = (0..<2000).map { "\($0 % 3),id\($0 % 500)" }
    let table = try makeTable("y,id\n" + rows.joined(separator: "\n") + "\n")
    let frame = try MixedModelSpecification("y ~ id").frame(table)
    #expect(frame.fixed.matrix.columns == 500)
  }

  @Test func aWordAmongNumbersIsNamed() throws {
    let rows = (0..<20).map { "\(Double($0 % 7)),\($0 == 13 ? "two" : String($0 % 6))" }
    let table = try makeTable((["y,dose"] + rows).joined(separator: "\n") + "\n")
    let finding = try #require(
      try MixedModelSpecification("y ~ dose").frame(table).findings.first { $0.code == "M134" })
    #expect(finding.place?.line == 15)
    #expect(finding.value == "two")
    let levels = ["0", "1", "2", "3", "4", "5", "two"]
    let meant = MixedModelSpecification(
      "y ~ dose", levels: [.init(column: "dose", levels: levels)])
    #expect(try !meant.frame(table).findings.contains { $0.code == "M134" })
    // Labels that are mostly words, and grouping factors, are nothing to remark on.
    let arms = try makeTable("y,arm,g\n1,a,1\n2,b,2\n4,1,x\n3,a,4\n5,b,5\n7,1,6\n")
    #expect(
      try MixedModelSpecification("y ~ arm + (1 | g)").frame(arms).findings
        .allSatisfy { $0.code != "M134" })
  }
}
