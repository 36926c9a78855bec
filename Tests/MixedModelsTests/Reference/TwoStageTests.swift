import Foundation
import MixedModels
import TestSupport
import Testing

/// The first stage of two-stage analyses, and simple models of one series.
@Suite struct TwoStageTests {
  /// Each person's own least squares.
  @Test(.enabled(if: Reference.has("expected/nof1-set-two-stage.json")))
  func effectsOfEachPerson() throws {
    let json = try Reference.json("expected/nof1-set-two-stage.json")
    let results = ReferenceBlock(values: try #require(json["results"] as? [String: Any]))
    let rows = try Reference.rows("data/nof1-set.csv")
    var comparison = FitComparison("nof1-set-two-stage")
    for (index, person) in try results.texts("persons").enumerated() {
      let own = rows.filter { $0["id"] == person }
      let table = try makeTable(
        ["y", "trt", "cycle"].map { name in (name, own.map { $0[name] ?? "" }) })
      let model = try MixedModelSpecification("y ~ trt + factor(cycle)").fit(table)
      let variance = model.coefficientCovariance[1, 1]
      comparison.compare(
        "yi", model.coefficients[1], try results.numbers("yi")[index], .linear,
        unit: variance.squareRoot())
      comparison.compare("vi", variance, try results.numbers("vi")[index], .linear)
    }
    print(comparison.summary)
    #expect(comparison.must.ratio <= 1, "\(comparison.must.place)")
    #expect(comparison.count == 48)
  }

  @Test(.enabled(if: Reference.has("expected/nof1-series-simple.json")))
  func simpleModelOfASeries() throws {
    let json = try Reference.json("expected/nof1-series-simple.json")
    let results = ReferenceBlock(values: try #require(json["results"] as? [String: Any]))
    let model = try MixedModelSpecification(
      "y ~ treatment + day", levels: [.init(column: "treatment", levels: ["A", "B"])]
    ).fit(ReferenceCase.table("nof1-series"))
    var comparison = FitComparison("nof1-series-simple")
    try comparison.compareCoefficients(model, results.block("lm"), .linear)
    print(comparison.summary)
    #expect(comparison.must.ratio <= 1, "\(comparison.must.place)")
  }
}
