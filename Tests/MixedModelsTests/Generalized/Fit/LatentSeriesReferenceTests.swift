import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import MixedModels

/// Models with a latent AR(1) series against glmmTMB: `Tests/Fixtures/latent-series.R`.
@Suite struct LatentSeriesReferenceTests {
  static let cases = [
    "poisson-person-ar1", "poisson-ar1", "nb2-person-ar1", "nb2-ar1", "bernoulli-person-ar1",
    "bernoulli-ar1", "binomial-person-ar1", "binomial-ar1",
  ]

  private struct Case {
    let block: ReferenceBlock
    let table: Table
    let specification: MixedModelSpecification

    init(_ name: String) throws {
      let path = Reference.repository.appendingPathComponent("Tests/Fixtures/latent-series.json")
      let fixture = ReferenceBlock(
        values: try #require(
          JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any]))
      let data = try fixture.block("data")
      table = try makeTable(
        try data.values.keys.sorted().map { ($0, try data.numbers($0).map { "\($0)" }) })
      block = try #require(
        fixture.blocks("cases").first { $0.values["id"] as? String == name }, "no case \(name)")
      let response = try block.texts("response")[0]
      let random = name.contains("person") ? " + (1 | person)" : ""
      var specification = MixedModelSpecification(
        "\(response) ~ treatment\(random)", levels: [],
        correlation: "ar1(night | person)")
      specification.family = try #require(
        [
          "poisson": .poisson, "nb2": .negativeBinomial2, "bernoulli": .binomial,
          "binomial": .binomial,
        ][block.texts("family")[0]] as ResponseFamily?)
      self.specification = specification
    }
  }

  /// The likelihood at a given point: no optimiser in it.
  @Test(arguments: cases) func likelihoodElsewhere(_ name: String) throws {
    let fixture = try Case(name)
    let frame = try ModelFrame(fixture.specification, fixture.table)
    let objective = LaplaceObjective(try GeneralizedProblem(fixture.specification, frame))
    for point in ["elsewhere", "optimum"] {
      let expected = try fixture.block.block(point)
      let transform = objective.problem.basis.designTransform
      let beta = try CholeskyFactor(transform.transposedProduct(transform))
        .solve(transform.transposedProduct(expected.numbers("fixed")))
      let person = expected.has("person_sd") ? [try expected.number("person_sd")] : []
      let series = [try expected.number("series_sd"), atanh(try expected.number("rho"))]
      let dispersion = expected.has("theta") ? [-log(try expected.number("theta"))] : []
      let deviance = try objective.value(beta + person + series + dispersion)
      let error = abs(-deviance / 2 - (try expected.number("log_lik")))
      print("\(name) \(point): log-likelihood off by \(error)")
      #expect(error < 1e-8)
    }
  }

  @Test(arguments: cases) func fitEqualsReference(_ name: String) throws {
    let fixture = try Case(name)
    let model = try fixture.specification.fitGeneralized(fixture.table)
    let expected = try fixture.block.block("optimum")
    let errors = try fixture.block.numbers("fixed_se")
    let isZero = fixture.block.values["person_sd_is_zero"] as? Bool ?? false
    var comparison = FitComparison(name)
    comparison.compare(
      "log_lik", model.logLikelihood, try expected.number("log_lik"), .logLikelihood, unit: 1)
    comparison.compare(
      "fixed", model.coefficients, try expected.numbers("fixed"), .generalized, units: errors)
    let inference = try model.inference(.joint)
    comparison.compare(
      "fixed_se", inference.covariance.diagonal.map { $0.squareRoot() }, errors, .standardError)
    let series = try #require(model.series)
    comparison.compare(
      "series_sd", series.standardDeviation, try expected.number("series_sd"), .generalized)
    comparison.compare("rho", series.correlation, try expected.number("rho"), .generalized)
    comparison.requireSame("singular", model.convergence.isSingular, isZero)
    if expected.has("person_sd") {
      comparison.compare(
        "person_sd", model.parameters.theta[0][0],
        isZero ? 0 : try expected.number("person_sd"), .generalized)
    }
    if expected.has("theta") {
      comparison.compare(
        "theta", 1 / (try #require(model.dispersion)), try expected.number("theta"), .generalized)
    }
    print(comparison.summary)
    #expect(comparison.must.ratio <= 1, "\(comparison.must.place)")
  }
}
