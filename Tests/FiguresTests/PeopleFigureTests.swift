import Testing

@testable import Figures
@testable import NOf1

@Suite("The figure of many people")
struct PeopleFigureTests {
  static func people(_ count: Int) -> [PopulationAnalysis.Person] {
    (0..<count).map { index in
      let effect = 0.5 + Double((index * 7) % count) / Double(count)
      return .init(
        person: "<p\(index)>", nights: 42, referenceNights: 40, raw: effect * 0.9,
        rawLow: effect * 0.5, rawHigh: effect * 2, shrunken: effect, shrunkenLow: effect * 0.7,
        shrunkenHigh: effect * 1.4, probabilityOfBenefit: 0.7, probabilityOfImportantBenefit: 0.3)
    }
  }

  static let analysis = PopulationAnalysis(
    outcome: Outcome(column: "cramps", kind: .count), reference: "placebo",
    treatment: "magnesium", minimalImportantDifference: 0.75, persons: 30,
    mu: ParameterSummary(
      name: "mu", estimate: -0.1, mean: -0.1, sd: 0.1, confidenceLow: -0.3, confidenceHigh: 0.1,
      prior: "normal(-0.07, 0.15)"),
    tau: ParameterSummary(
      name: "tau", estimate: 0.2, mean: 0.2, sd: 0.1, confidenceLow: 0.02, confidenceHigh: 0.4,
      prior: "half-normal(0.3)"), probabilityOfLittleSpread: 0.2, probabilityOfBenefit: 0.8,
    probabilityOfImportantBenefit: 0.1, expectedResponders: 7.5, firmResponders: 2,
    sentences: ["made up"])

  @Test("everybody is in the data, sorted; many are drawn in part", arguments: [1, 30, 500])
  func people(count: Int) throws {
    let figure = try #require(PersonalFigures.people(Self.people(count), of: Self.analysis))
    #expect([figure.name] == PersonalFigures.peopleNames)
    #expect(figure.data.rows.count == count)
    let effects = try #require(figure.data.column("shrunken")).compactMap(\.double)
    #expect(effects == effects.sorted())
    let elements = try #require(XMLChecker.elements(figure.svg))
    #expect(elements["title"] == 1 && elements["desc"] == 1 && elements["script"] == nil)
    #expect(figure.svg.contains("40 highest of 500") == (count == 500))
    #expect(try JSONValue(parsing: figure.vegaLite)["data"]?["url"] == "people.csv")
  }
}
