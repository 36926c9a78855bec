import TestSupport
import Testing

@testable import MixedModels

/// Dispersion and extra zeros against glmmTMB and MASS.
@Suite struct DispersionInferenceTests {
  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: [
      ("glmm-epil-nb1-tmb", ResponseFamily.negativeBinomial1, nil),
      ("glmm-epil-nb2-tmb", .negativeBinomial2, nil),
      ("glmm-owls-nb1-tmb", .negativeBinomial1, nil),
      ("glmm-epil-zip-tmb", .poisson, "~ 1"), ("glmm-owls-zinb2-tmb", .negativeBinomial2, "~ 1"),
      ("glmm-grouseticks-poisson-tmb", .poisson, nil),
    ] as [(String, ResponseFamily, String?)])
  func jointCovarianceOfGlmmTMB(
    _ name: String, _ family: ResponseFamily, _ zeroInflation: String?
  ) throws {
    let fitted = try GeneralizedCase(name, family: family, zeroInflation: zeroInflation)
    let (model, reference) = (fitted.model, fitted.reference)
    let joint = try model.jointCovariance()
    let table = try model.parameterTable(joint: joint)
    var worst = WorstRatio()
    worst.compare(
      try model.inference(joint: joint).coefficientTable().rows.map(\.standardError),
      try reference.block("fixed").numbers("se"), tolerance: 1e-5, "se")
    if zeroInflation != nil {
      let zero = try #require(table.zeroInflation)
      let expected = try reference.block("zero_inflation")
      #expect(zero.rows.map(\.label) == (try expected.texts("names")))
      worst.compare(
        zero.rows.map(\.standardError), try expected.numbers("se"), tolerance: 1e-5, "zero")
      worst.compare(
        zero.rows.compactMap(\.statistic), try expected.numbers("z"), tolerance: 1e-4, "zero z")
    }
    let vector = try reference.block("parameter_vector")
    let (names, errors) = (try vector.texts("names"), try vector.numbers("se"))
    let relative = { (kind: GeneralizedParameterTable.Kind) in
      table.rows.filter { $0.kind == kind }.compactMap { row in
        row.estimate.flatMap { estimate in row.standardError.map { $0 / estimate } }
      }
    }
    if let place = names.firstIndex(where: { $0.hasPrefix("betad") }) {
      worst.compare(relative(.dispersion), [errors[place]], tolerance: 1e-5, "dispersion")
      if family == .negativeBinomial2 {
        worst.compare(relative(.size), [errors[place]], tolerance: 1e-5, "size")
      }
    }
    let deviations = names.indices.filter { names[$0] == "theta" }.map { errors[$0] }
    worst.compare(relative(.standardDeviation), deviations, tolerance: 1e-5, "log sd")
    print("\(name): worst error / tolerance \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1 && worst.count > 4)
  }

  /// MASS takes theta as known and the expected information.
  @Test(
    .enabled(if: Reference.has("cases.tsv")), arguments: ["glm-quine-nb", "glm-quine-nb-nested"])
  func negativeBinomialWithoutRandomEffects(_ name: String) throws {
    let fitted = try GeneralizedCase(name, family: .negativeBinomial2)
    let expected = try fitted.reference.block("coefficients")
    let table = try fitted.model.coefficientTable()
    #expect(table.information == .expected)
    var worst = WorstRatio()
    worst.compare(
      table.rows.map(\.standardError), try expected.numbers("se"), tolerance: 1e-6, "se")
    let size = try #require(try fitted.model.parameterTable().rows.first { $0.kind == .size })
    worst.compare(
      [try #require(size.estimate)], [try fitted.reference.results.number("theta")],
      tolerance: 1e-5, "theta")
    print("\(name): worst error / tolerance \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1)
  }

  @Test(.enabled(if: Reference.has("cases.tsv"))) func overdispersionIsTestedAtTheEdge() throws {
    let poisson = try GeneralizedCase("glmm-epil-poisson").model
    let negative = try GeneralizedCase("glmm-epil-poisson", family: .negativeBinomial2).model
    let test = try LikelihoodRatioTest(smaller: poisson, larger: negative)
    #expect(test.boundary == .oneVariance && test.degreesOfFreedom == 1 && test.statistic > 10)
    #expect(throws: InferenceError.self) {
      try LikelihoodRatioTest(
        smaller: negative,
        larger: GeneralizedCase(
          "glmm-epil-poisson", family: .negativeBinomial1, zeroInflation: "~ 1"
        ).model)
    }
    let zeros = try GeneralizedCase("glmm-epil-poisson", zeroInflation: "~ trt").model
    let extra = try LikelihoodRatioTest(smaller: poisson, larger: zeros)
    #expect(extra.boundary == .severalVariances && extra.boundaryPValue == nil)
  }
}
