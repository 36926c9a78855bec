import TestSupport
import Testing

@testable import MixedModels

/// Intervals of residual parameters against nlme's `intervals`, which stop where its optimiser did.
@Suite struct ResidualIntervalTests {
  @Test(
    .enabled(if: Reference.has("expected/nlme-ovary-lme-ar1-reml.json")),
    arguments: [
      "nlme-lakehuron-gls-ar1-ml", "nlme-lakehuron-gls-ar1-reml", "nlme-orthodont-gls-ar1-reml",
      "nlme-orthodont-gls-compsymm-reml", "nlme-orthodont-varident-reml",
      "nlme-orthodont-gls-varpower-reml", "nlme-ovary-gls-ar1-reml", "nlme-ovary-lme-ar1-reml",
    ])
  func agreeWithNlme(_ name: String) throws {
    let reference = try ReferenceCase(name)
    let json = try Reference.json("expected/\(name).json")
    let results = try #require(json["results"] as? [String: Any])
    let intervals = try #require(results["intervals"] as? [String: Any])
    let block = try #require(
      (intervals["correlation"] ?? intervals["variance_function"]) as? [String: Any])
    let expected = try (
      #require(block["lower"] as? [Double]), #require(block["upper"] as? [Double])
    )
    let found = try reference.model().residualIntervals()
    #expect(found.count == expected.0.count)
    for (index, interval) in found.enumerated() {
      let width = expected.1[index] - expected.0[index]
      let (low, high) = (try #require(interval.low), try #require(interval.high))
      #expect(abs(low - expected.0[index]) < 0.01 * width, "\(name) \(interval.name) \(low)")
      #expect(abs(high - expected.1[index]) < 0.01 * width, "\(name) \(interval.name) \(high)")
    }
  }

  @Test func bootstrapHoldsTheEstimateAndIsTheSameAtAnyNumberOfJobs() throws {
    let specification = MixedModelSpecification(
      "y ~ x", correlation: "ar1(t | g)", variance: "ident(s)")
    let model = try specification.fit(StructuredLikelihoodTests.table())
    let one = try model.parametricBootstrap(replicates: 200, seed: 3).residualIntervals()
    let two = try model.parametricBootstrap(replicates: 200, seed: 3, jobs: 2).residualIntervals()
    #expect(one == two)
    #expect(one.map(\.name) == ["ratio[s0]", "rho"] || one.map(\.name) == ["ratio[s1]", "rho"])
    for interval in one {
      let (low, high) = (try #require(interval.low), try #require(interval.high))
      #expect(low < interval.estimate && interval.estimate < high)
    }
  }

  @Test func visitsHaveIntervalsInsideTheirRange() throws {
    let model = try MixedModelSpecification("y ~ x", correlation: "us(v | h)").fit(
      StructuredLikelihoodTests.table())
    for interval in try model.residualIntervals() {
      let (low, high) = (try #require(interval.low), try #require(interval.high))
      #expect(low < interval.estimate && interval.estimate < high)
      #expect(interval.name.hasPrefix("ratio") ? low > 0 : (low > -1 && high < 1))
    }
  }
}
