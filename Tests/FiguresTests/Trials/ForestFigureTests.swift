import Foundation
import Testing

@testable import Figures
@testable import Trials

@Suite("Forest plots")
struct ForestFigureTests {
  private func forest(_ sample: String, important: Double? = 0.75) throws -> Figure {
    let pooling = try TrialFigureSamples.pooling(sample, important: important)
    return try #require(TrialFigures.figures(of: pooling).first { $0.name == "forest" })
  }

  /// The cells of the rows of a kind, by column.
  private func rows(_ figure: Figure, _ kind: String) -> [[String: JSONValue]] {
    figure.data.rows.map { Dictionary(uniqueKeysWithValues: zip(figure.data.columns, $0)) }
      .filter { $0["kind"]?.text == kind }
  }

  private func fromFile(_ csv: String) -> Figure {
    Figure(.forest, data: TrialFigureSamples.parsed(csv, name: "forest"), facts: [])
  }

  @Test("the file alone gives the drawing, byte for byte", arguments: TrialFigureSamples.names)
  func fromFile(sample: String) throws {
    let figure = try forest(sample)
    let read = fromFile(figure.data.csv())
    #expect(read.svg == figure.svg)
    #expect(read.vegaLite == figure.vegaLite)
  }

  @Test("a changed cell changes the drawing")
  func dependsOnFile() throws {
    let figure = try forest("pregnancy")
    let csv = figure.data.csv().replacing("araujo2020", with: "araujo2021")
    let changed = fromFile(csv).svg
    #expect(changed.contains("araujo2021") && !changed.contains("araujo2020"))
    let headless = figure.data.csv().replacing(",yes,", with: ",no,")
    #expect(fromFile(headless).svg != figure.svg)
  }

  @Test("the rows are the analysis: estimates, intervals, weights, arms")
  func values() throws {
    for sample in ["pregnancy", "idiopathic", "200 studies"] {
      let pooling = try TrialFigureSamples.pooling(sample)
      let figure = try forest(sample)
      let studies = rows(figure, "study")
      let isRatio = pooling.effects.measure.isLogarithm
      #expect(studies.count == pooling.effects.effects.count)
      for (row, effect) in zip(studies, pooling.effects.effects) {
        let (estimate, error) = (effect.effect.estimate, effect.effect.standardError)
        let ends = [estimate - 1.959963984540054 * error, estimate + 1.959963984540054 * error]
        let shown = ([estimate] + ends).map { isRatio ? exp($0) : $0 }
        #expect(row["label"]?.text == effect.study)
        #expect(row["estimate"]?.double == shown[0])
        #expect(abs(try #require(row["conf_low"]?.double) / shown[1] - 1) < 1e-12)
        #expect(abs(try #require(row["conf_high"]?.double) / shown[2] - 1) < 1e-12)
        #expect(row["log_estimate"]?.double == (isRatio ? estimate : nil))
        #expect(row["std_error"]?.double == error)
      }
      let weights = studies.compactMap { $0["weight"]?.double }
      #expect(abs(weights.reduce(0, +) - 100) < 1e-9)
      let headline = try #require(pooling.headline)
      let speaking = rows(figure, "pooled").filter { $0["headline"]?.text == "yes" }
      let value = isRatio ? exp(headline.estimate) : headline.estimate
      #expect(speaking.count == 1)
      #expect(speaking.first?["estimate"]?.double == value)
      #expect(rows(figure, "prediction").count == pooling.predictions.count)
    }
    let arms = rows(try forest("pregnancy"), "study").map { $0["treatment"]?.text }
    #expect(arms == ["18/66", "45/100", "11/34"])
    let means = rows(try forest("idiopathic"), "study").map { $0["comparator"]?.text }
    #expect(means == ["2.775 (1.825), n 42", "-3.03 (4.53), n 46"])
    let people = rows(try forest("idiopathic"), "study").map { $0["n"]?.double }
    #expect(people == [42, 94], "a crossover's people count once")
    let total = rows(try forest("idiopathic"), "pooled").first?["n"]?.double
    #expect(total == 136)
    #expect(rows(try forest("200 studies"), "pooled").first?["n"] == .null, "not known")
  }

  @Test("what must be read with the numbers stands beside them")
  func notes() throws {
    let pregnancy = try forest("pregnancy")
    let headline = rows(pregnancy, "pooled").first { $0["headline"]?.text == "yes" }
    #expect(headline?["note"]?.text?.contains("not pooled by garrison2020") == true)
    #expect(pregnancy.svg.contains("Not pooled by garrison2020"))
    #expect(pregnancy.svg.contains("certainty very low"))
    #expect(pregnancy.svg.contains("uncontrolled, not pooled"))
    #expect(rows(pregnancy, "uncontrolled").map { $0["label"]?.text } == ["riss_bartl"])
    #expect(pregnancy.svg.contains("regression to the mean"))
    let idiopathic = try forest("idiopathic")
    #expect(!idiopathic.svg.contains("uncontrolled"))
    let crossover = rows(idiopathic, "study").first { $0["label"]?.text == "frusso1999" }
    #expect(crossover?["note"]?.text?.contains("correlation 0.372 recovered") == true)
  }

  @Test("uncontrolled studies alone are drawn, and none is pooled")
  func uncontrolledOnly() throws {
    let figure = try forest("rls")
    #expect(rows(figure, "uncontrolled").count == 1)
    #expect(rows(figure, "pooled").isEmpty && rows(figure, "study").isEmpty)
    #expect(!figure.svg.contains("against comparator"))
    #expect(figure.svg.contains("uncontrolled, not pooled"))
  }

  @Test("a single study is its own headline, and what has no interval says so")
  func oneStudy() throws {
    let figure = try forest("one study", important: nil)
    #expect(figure.svg.contains("0.67 (no interval)"))
    #expect(rows(figure, "line").count == 1)
    #expect(rows(figure, "study").first?["weight"]?.double == 100)
  }

  @Test("the difference between subgroups comes first, then each with its own mean")
  func subgroups() throws {
    let figure = try forest("subgroups")
    let kinds = figure.data.column("kind")?.compactMap(\.text).filter { $0 != "note" }
    #expect(
      kinds?.prefix(13) == [
        "line", "line", "contrast", "contrast", "contrast", "study", "study", "subgroup", "study",
        "study", "subgroup", "study", "subgroup",
      ])
    let comparison = try #require(try TrialFigureSamples.pooling("subgroups").subgroups)
    let contrasts = rows(figure, "contrast").map { $0["log_estimate"]?.double }
    #expect(contrasts == comparison.differences.map(\.estimate.estimate))
    let means = rows(figure, "subgroup").map { $0["log_estimate"]?.double }
    #expect(means == comparison.groups.map { $0.pooled.estimates[0] })
    #expect(figure.svg.contains("difference between groups"))
  }

  @Test("the area of a square is the weight, the headline alone is filled")
  func marks() throws {
    let layout = ForestLayout([])
    let (small, large) = (
      layout.radius(weight: 10, greatest: 40), layout.radius(weight: 40, greatest: 40)
    )
    #expect(abs((large / small) * (large / small) - 4) < 1e-12)
    let figure = try forest("pregnancy")
    let pooled = rows(figure, "pooled").count
    #expect(figure.svg.matches(of: /fill="#ffffff" fill-opacity/).count == pooled - 1)
  }

  @Test("long labels break into lines that fit, and the rest is cut")
  func wrapping() {
    let lines = Legend.wrapped(
      "random effects, Knapp-Hartung, floored", to: 174, lines: 2)
    #expect(lines == ["random effects,", "Knapp-Hartung, floored"])
    for text in [String(repeating: "x", count: 90), String(repeating: "ab cd ", count: 40), ""] {
      let lines = Legend.wrapped(text, to: 174, lines: 2)
      #expect(lines.count <= 2 && lines.allSatisfy { Legend.width($0) <= 174 + 8 })
    }
  }
}
