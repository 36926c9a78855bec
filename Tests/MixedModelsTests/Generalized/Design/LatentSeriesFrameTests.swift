import MixedModels
import Tables
import Testing

@Suite struct LatentSeriesFrameTests {
  private let text = """
    y,night,person,day,half
    1,1,b,2025-02-03,0.5
    0,2,b,2025-02-04,1
    4,5,b,2025-02-08,1.5
    3,1,a,2025-02-03,2
    ,2,a,2025-02-04,2.5
    6,3,a,2025-02-06,3
    2,3,a,2025-02-06,4

    """

  private func asked(_ correlation: String) -> MixedModelSpecification {
    specification("y ~ 1", .poisson) { $0.correlation = correlation }
  }

  @Test func timesWithinGroups() throws {
    let frame = try asked("ar1(night | person)").frame(makeTable(text))
    let series = try #require(frame.latentSeries)
    #expect(frame.residual == nil && frame.rows == [0, 1, 2, 3, 5, 6])
    #expect(series.text == "ar1(night | person)" && series.group == "person")
    #expect(series.groupLevels == ["b", "a"] && series.groupCodes == [0, 0, 0, 1, 1, 1])
    #expect(series.times == [1, 2, 5, 1, 3, 3])
  }

  @Test func oneSeriesWithoutGroup() throws {
    let series = try #require(try asked("ar1(day)").frame(makeTable(text)).latentSeries)
    #expect(series.group == nil && series.groupLevels.count == 1)
    #expect(series.groupCodes == [0, 0, 0, 0, 0, 0])
    #expect(series.times == [20122, 20123, 20127, 20122, 20125, 20125])
    let order = try #require(try asked("ar1(1 | person)").frame(makeTable(text)).latentSeries)
    #expect(order.times == [1, 2, 3, 1, 2, 3])
  }

  @Test func linearModelsHaveResidualsInstead() throws {
    let table = try makeTable("y,t\n1,1\n2,2\n4,3\n")
    let linear = try MixedModelSpecification("y ~ 1", correlation: "ar1(t)").frame(table)
    #expect(linear.latentSeries == nil && linear.residual?.times == [1, 2, 3])
    let counts = try specification("y ~ 1", .poisson).frame(table)
    #expect(counts.latentSeries == nil && counts.residual == nil)
  }

  @Test(
    arguments: [
      ("car1(night | person)", "M154", "correlation", 1, 1),
      ("cs(1 | person)", "M154", "correlation", 1, 1),
      ("us(night | person)", "M154", "correlation", 1, 1),
      ("ar1(half | person)", "M122", "data.csv", 2, 18),
      ("ident(person)", "M120", "correlation", 1, 1), ("ar1(", "M101", "correlation", 1, 5),
      ("ar1(log(night - 1) | person)", "M110", "data.csv", 2, 3),
      ("ar1(night | nobody)", "D115", "data.csv", 1, nil),
    ] as [(String, String, String, Int, Int?)])
  func errorsHaveTheirPlace(
    correlation: String, code: String, file: String, line: Int, column: Int?
  ) throws {
    let first = try #require(findings(asked(correlation), try makeTable(text)).first)
    #expect(first.code == code && first.place?.file == file)
    #expect(first.place?.line == line && first.place?.column == column)
    #expect(first.hint?.contains("car1 for") != true)
  }
}
