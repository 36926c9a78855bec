import Foundation
import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Means and ratios on the scale of the response.
@Suite struct ResponseScaleTests {
  @Test(arguments: LinkFunction.allCases)
  func slopesAreDerivatives(_ link: LinkFunction) {
    let scale = ResponseScale(link: link)
    for predictor in [0.3, 1.1, 2.4] {
      let step = 1e-5
      let difference = (scale.mean(predictor + step) - scale.mean(predictor - step)) / (2 * step)
      expectClose([scale.slope(predictor)], [difference], 1e-8)
    }
  }

  @Test func intervalsStayWithinWhatAMeanCanBe() {
    let root = ResponseScale(link: .squareRoot).interval(-1, 2)
    #expect(root.low == 0 && root.high == 4)
    let reciprocal = ResponseScale(link: .inverse).interval(-0.5, 2)
    #expect(reciprocal.low == 0.5 && reciprocal.high == nil)
    let falling = ResponseScale(link: .inverse).interval(0.5, 2)
    #expect(falling.low == 0.5 && falling.high == 2)
    let far = ResponseScale(link: .logit).interval(-800, 800)
    #expect(far.low == 0 && far.high == 1)
  }

  @Test(.enabled(if: Reference.has("cases.tsv"))) func birthWeights() throws {
    let fitted = try GeneralizedCase(
      "glm-birthwt-emmeans", family: .binomial,
      levels: ["smoke", "ht", "ui"].map { .init(column: $0, levels: ["0", "1"]) })
    let means = try fitted.model.marginalMeans(of: ["race"])
    var worst = WorstRatio()
    Self.compare(
      means.rows.compactMap(\.estimate), try fitted.reference.block("emmeans_link"), &worst)
    Self.compare(
      means.responseScale(.logit).rows.compactMap(\.estimate),
      try fitted.reference.block("emmeans_response"), &worst)
    let ratios = try means.pairwiseDifferences(adjustment: .none).ratios(.logit)
    #expect(ratios.kind == .oddsRatio)
    Self.compare(ratios.rows, try fitted.reference.block("odds_ratios"), &worst)
    print("emmeans of birthwt: worst \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1 && worst.count == 54)
  }

  /// The herds with a row for each animal, which is the same model. emmeans takes lme4's
  /// conditional covariance.
  @Test(.enabled(if: Reference.has("cases.tsv"))) func contagiousPleuropneumonia() throws {
    let reference = try ReferenceCase("glmm-cbpp-laplace")
    let fixed = try reference.block("fixed")
    let model = try Self.animals()
    var worst = WorstRatio()
    worst.compare(
      try model.coefficientTable().rows.map(\.standardError), try fixed.numbers("se"),
      tolerance: 1e-5, "se")
    worst.compare(
      try model.coefficientTable(.conditional).rows.map(\.standardError),
      try fixed.numbers("se_rx"), tolerance: 1e-6, "se_rx")
    let means = try model.marginalMeans(of: ["period"], method: .conditional)
    Self.compare(
      means.rows.compactMap(\.estimate), try reference.block("emmeans_period_link"), &worst)
    Self.compare(
      means.responseScale(model.link).rows.compactMap(\.estimate),
      try reference.block("emmeans_period_response"), &worst)
    let contrasts = try means.contrasts([
      ("2 / 1", [-1, 1, 0, 0]), ("3 / 1", [-1, 0, 1, 0]), ("4 / 1", [-1, 0, 0, 1]),
    ])
    Self.compare(
      try contrasts.ratios(model.link).rows, try reference.block("contrasts_vs_first_response"),
      &worst)
    print("emmeans of cbpp: worst \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1 && worst.count == 8 + 24 + 24 + 18)
  }

  @Test(.enabled(if: Reference.has("cases.tsv"))) func onlyLogarithmicLinksHaveRatios() throws {
    let model = try GeneralizedCase("glm-warpbreaks-poisson").model
    let differences = try model.marginalMeans(of: ["tension"]).pairwiseDifferences()
    #expect(throws: InferenceError.noRatios(link: .squareRoot)) {
      try differences.ratios(.squareRoot)
    }
    let ratios = try differences.ratios(model.link)
    #expect(ratios.kind == .ratio && ratios.adjustment == .tukey && ratios.rows.count == 3)
    for (ratio, difference) in zip(ratios.rows, differences.rows) {
      #expect(ratio.pValue == difference.pValue)
      #expect((ratio.estimate > 1) == (difference.estimate > 0))
    }
  }

  private static func animals() throws -> GeneralizedMixedModel {
    let table = try #require(Reference.path("data/cbpp.csv"))
    let lines = try text(table).split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    let header = lines[0].map { $0.filter { $0 != "\"" } }
    let columns = ["herd", "incidence", "size", "period"].compactMap { header.firstIndex(of: $0) }
    var rows = ["sick,period,herd"]
    for line in lines.dropFirst() {
      let cells = columns.map { line[$0].filter { $0 != "\"" } }
      let (sick, size) = (Int(cells[1]) ?? 0, Int(cells[2]) ?? 0)
      rows += (0..<size).map { "\($0 < sick ? 1 : 0),p\(cells[3]),h\(cells[0])" }
    }
    var specification = MixedModelSpecification("sick ~ period + (1 | herd)")
    specification.family = .binomial
    return try specification.fitGeneralized(makeTable(rows.joined(separator: "\n") + "\n"))
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private static func compare(
    _ rows: [ContrastEstimate], _ block: ReferenceBlock, _ worst: inout WorstRatio
  ) {
    compare(rows.map { ResponseEstimate($0, scale: ResponseScale(link: .identity)) }, block, &worst)
  }

  private static func compare(
    _ rows: [ResponseEstimate], _ block: ReferenceBlock, _ worst: inout WorstRatio
  ) {
    let columns: [(String, [Double], Double)] = [
      ("estimate", rows.map(\.estimate), 1e-6), ("se", rows.map(\.standardError), 1e-6),
      ("asymp_lcl", rows.compactMap(\.confidenceLow), 1e-5),
      ("asymp_ucl", rows.compactMap(\.confidenceHigh), 1e-5),
      ("z_ratio", rows.compactMap(\.statistic), 1e-5),
      ("p_value", rows.compactMap(\.pValue), 1e-4),
    ]
    for (name, values, tolerance) in columns {
      guard let expected = try? block.numbers(name) else { continue }
      worst.compare(values, expected, tolerance: tolerance, name)
    }
  }
}
