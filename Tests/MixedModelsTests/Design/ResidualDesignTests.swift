import MixedModels
import Tables
import Testing

@Suite struct ResidualDesignTests {
  private let text = """
    y,night,person,day,visit,arm,age,half
    1,1,b,2025-02-03,v2,m,8,0.5
    2,2,b,2025-02-04,v1,p,10,1
    4,5,b,2025-02-08,v3,m,12,1.5
    3,1,a,2025-02-03,v1,p,8,2
    ,2,a,2025-02-04,v2,m,10,2.5
    6,3,a,2025-02-06,v3,p,14,3

    """

  private func residual(
    correlation: String? = nil, variance: String? = nil,
    levels: [MixedModelSpecification.ColumnLevels] = []
  ) throws -> ResidualDesign {
    let frame = try MixedModelSpecification(
      "y ~ 1", levels: levels, correlation: correlation, variance: variance
    ).frame(makeTable(text))
    #expect(frame.rows == [0, 1, 2, 3, 5])
    return try #require(frame.residual)
  }

  @Test func noneWithoutRequest() throws {
    #expect(try MixedModelSpecification("y ~ 1").frame(makeTable(text)).residual == nil)
  }

  @Test func autoregressionInTimeWithinGroups() throws {
    let design = try residual(correlation: "ar1(night | person)")
    #expect(design.correlation == .autoregressive)
    #expect(design.group == "person")
    #expect(design.groupLevels == ["b", "a"])
    #expect(design.groupCodes == [0, 0, 0, 1, 1])
    #expect(design.times == [1, 2, 5, 1, 3])
    #expect(design.correlationText == "ar1(night | person)")
    #expect(design.variance == nil && design.strataCodes.isEmpty && design.visitCodes.isEmpty)
  }

  @Test func datesCountInDaysAndExpressionsAreAllowed() throws {
    #expect(
      try residual(correlation: "ar1(day | person)").times == [20122, 20123, 20127, 20122, 20125])
    #expect(
      try residual(correlation: "ar1((age - 6) / 2 | person)").times == [1, 2, 3, 1, 4])
    #expect(try residual(correlation: "car1(half)").times == [0.5, 1, 1.5, 2, 3])
  }

  /// A row that was left out takes no place: as nlme numbers them.
  @Test func oneStandsForTheOrderOfRows() throws {
    #expect(try residual(correlation: "ar1(1 | person)").times == [1, 2, 3, 1, 2])
    let all = try residual(correlation: "car1(1)")
    #expect(all.times == [1, 2, 3, 4, 5])
    #expect(all.group == nil && all.groupCodes == [0, 0, 0, 0, 0] && all.groupLevels.count == 1)
  }

  @Test func compoundSymmetryAndUnstructured() throws {
    let symmetric = try residual(correlation: "cs(1 | person)")
    #expect(symmetric.correlation == .compoundSymmetry && symmetric.times.isEmpty)
    #expect(symmetric.groupCodes == [0, 0, 0, 1, 1])
    let visits = try residual(correlation: "us(visit | person)")
    #expect(visits.visitLevels == ["v2", "v1", "v3"])
    #expect(visits.visitCodes == [0, 1, 2, 1, 2])
    let given = try residual(
      correlation: "us(visit | person)",
      levels: [.init(column: "visit", levels: ["v1", "v2", "v3", "v4"])])
    #expect(given.visitLevels == ["v1", "v2", "v3"])
    #expect(given.visitCodes == [1, 0, 2, 0, 2])
    let ages = try residual(correlation: "us(age | person)")
    #expect(ages.visitLevels == ["8", "10", "12", "14"])
    #expect(ages.visitCodes == [0, 1, 2, 0, 3])
  }

  @Test func variances() throws {
    let strata = try residual(variance: "ident(arm)")
    #expect(strata.variance == .identity && strata.correlation == nil)
    #expect(strata.strataLevels == ["m", "p"] && strata.strataCodes == [0, 1, 0, 1, 1])
    #expect(strata.groupCodes.isEmpty && strata.groupLevels.isEmpty)
    let pairs = try residual(variance: "ident(arm:person)")
    #expect(pairs.strataLevels == ["m:b", "p:b", "p:a"] && pairs.strataCodes == [0, 1, 0, 2, 2])
    let power = try residual(correlation: "ar1(night | person)", variance: "power(age - 7)")
    #expect(power.variance == .power && power.varianceCovariate == [1, 3, 5, 1, 7])
    #expect(power.times == [1, 2, 5, 1, 3] && power.varianceText == "power(age - 7)")
  }

  @Test func columnsOfResidualsMustHaveValues() throws {
    let table = try makeTable("y,t,v\n1,1,a\n2,,a\n3,3,\n5,4,b\n")
    let frame = try MixedModelSpecification(
      "y ~ 1", correlation: "ar1(t)", variance: "ident(v)"
    ).frame(table)
    #expect(frame.rows == [0, 3])
    #expect(frame.omissions == [.init(column: "t", rows: 1), .init(column: "v", rows: 1)])
  }

  @Test(
    arguments: [
      ("ar1(half | person)", "M122", "data.csv", 2, 25), ("ar1(age)", "M123", "data.csv", 5, 23),
      ("car1(day)", "M123", "data.csv", 5, 7),
      ("us(arm | person)", "M124", "data.csv", 4, 21),
      ("ar1(log(night - 1) | person)", "M110", "data.csv", 2, 3),
      ("ar1(nothing | person)", "D115", "data.csv", 1, nil),
      ("ar1(arm | person)", "D104", "data.csv", 2, 21), ("ar1(", "M101", "correlation", 1, 5),
      ("ma1(night | person)", "M103", "correlation", 1, 1),
      ("log(night)", "M120", "correlation", 1, 1),
      ("ident(arm)", "M120", "correlation", 1, 1), ("night", "M120", "correlation", 1, 1),
      ("cs(night | person)", "M121", "correlation", 1, 4),
      ("us(visit)", "M121", "correlation", 1, 4),
      ("us(1 | person)", "M121", "correlation", 1, 4),
      ("ar1(night | person/arm)", "M121", "correlation", 1, 13),
      ("ar1(night | 1)", "M108", "correlation", 1, 13),
    ] as [(String, String, String, Int, Int?)])
  func errorsHaveTheirPlace(
    correlation: String, code: String, file: String, line: Int, column: Int?
  ) throws {
    let found = findings(
      MixedModelSpecification("y ~ 1", correlation: correlation), try makeTable(text))
    let first = try #require(found.first)
    #expect(first.code == code)
    #expect(first.place?.file == file && first.place?.line == line)
    #expect(first.place?.column == column)
  }

  @Test(
    arguments: [
      ("power(age - 8)", nil, "M125"), ("ident(arm/person)", nil, "M121"),
      ("ar1(night)", nil, "M120"),
      ("ident(visit)", "us(visit | person)", "M126"), ("power(log(night - 1))", nil, "M110"),
    ] as [(String, String?, String)])
  func errorsOfVariances(variance: String, correlation: String?, code: String) throws {
    let specification = MixedModelSpecification(
      "y ~ 1", correlation: correlation, variance: variance)
    #expect(findings(specification, try makeTable(text)).first?.code == code)
  }

  @Test func everyRepeatedTimeIsNamed() throws {
    let table = try makeTable("y,t,g\n1,1,a\n2,1,a\n3,1,b\n4,2,b\n5,2,b\n6,2,b\n")
    let found = findings(MixedModelSpecification("y ~ 1", correlation: "ar1(t | g)"), table)
    #expect(found.map { $0.place?.line } == [3, 6, 7])
    #expect(found.map(\.message).last == "the time 2 occurs twice in g 'b'")
  }
}
