import Foundation
import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct ProfilePropertyTests {
  private let critical = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(0.95)

  /// At a limit of a fixed effect, the model that has its multiple as an offset instead is worse
  /// by exactly the critical value: the profile against an ordinary fit.
  @Test(arguments: [
    ("y ~ x + w + (1 | a)", "y ~ w + (1 | a)"), ("y ~ x + w + (1 | a/b)", "y ~ w + (1 | a/b)"),
    ("y ~ x + w + (1 | a) + (x | c)", "y ~ w + (1 | a) + (x | c)"),
  ])
  func fixedEffectLimitsAreThoseOfFitsWithOffset(_ formula: String, _ reduced: String) throws {
    let table = try RandomDesign.table(seed: 21)
    let model = try MixedModelSpecification(formula, criterion: .maximumLikelihood).fit(table)
    let profile = try model.profile([.fixedEffect(1)])[0]
    for limit in [profile.lower, profile.upper] {
      let value = try #require(limit.value)
      let shifted = try MixedModelSpecification(
        "\(reduced) + offset((\(value)) * x)", criterion: .maximumLikelihood
      ).fit(table)
      #expect(abs(shifted.deviance - model.deviance - critical) < 1e-5)
    }
  }

  /// The deviance of the model with one standard deviation fixed, by a derivative-free search over
  /// all else.
  @Test func standardDeviationAndCorrelationLimitsByBruteForce() throws {
    let table = try RandomDesign.table(seed: 22, rows: 90)
    let model = try MixedModelSpecification(
      "y ~ x + (x | a)", criterion: .maximumLikelihood
    ).fit(table)
    let profiles = try model.profile()
    for profile in profiles.prefix(3) {
      for case .at(let value) in [profile.lower, profile.upper] {
        let worst = try bruteForce(model, profile.parameter, value)
        #expect(abs(worst - model.deviance - critical) < 2e-4, "\(profile.name) \(value)")
      }
    }
  }

  private func bruteForce(
    _ model: LinearMixedModel, _ parameter: ModelParameter, _ value: Double
  ) throws -> Double {
    // Free: log of the other SDs, atanh of the correlation, log sigma.
    let likelihood = try model.likelihood()
    let names: [ModelParameter] = [
      .standardDeviation(factor: 0, effect: 0), .standardDeviation(factor: 0, effect: 1),
      .correlation(factor: 0, first: 0, second: 1),
    ]
    let start = names.map { model.estimate(of: $0) ?? 0 }
    let fixed = try #require(names.firstIndex(of: parameter))
    func natural(_ x: [Double]) -> [Double] {
      var result: [Double] = []
      var next = 0
      for k in 0..<3 {
        if k == fixed {
          result.append(value)
        } else {
          result.append(k < 2 ? Foundation.exp(x[next]) : Foundation.tanh(x[next]))
          next += 1
        }
      }
      return result
    }
    let free = (0..<3).filter { $0 != fixed }.map {
      $0 < 2 ? Foundation.log(start[$0]) : Foundation.atanh(start[$0])
    }
    let minimum = try DerivativeFreeMinimizer(absoluteTolerance: 1e-9).minimize(
      from: free + [Foundation.log(model.sigma)]
    ) { x in
      let sigma = Foundation.exp(x[2])
      let n = natural(x)
      let theta = [
        n[0] / sigma, n[2] * n[1] / sigma, n[1] * (1 - n[2] * n[2]).squareRoot() / sigma,
      ]
      _ = try likelihood.evaluate(theta)
      return likelihood.deviance(sigma: sigma)
    }
    return minimum.value
  }

  @Test(.enabled(if: Reference.has("expected/lme4-sleepstudy-slope-ml.json")))
  func curvesPassThroughTheLimits() throws {
    let model = try ReferenceModel("lme4-sleepstudy-slope-ml").model
    for profile in try model.profile(grid: 3) {
      let z = critical.squareRoot()
      for (limit, zeta) in [(profile.lower, -z), (profile.upper, z)] {
        let value = try #require(limit.value)
        if let interpolated = profile.zeta(at: value) { #expect(abs(interpolated - zeta) < 1e-3) }
      }
      let estimate = try #require(profile.estimate)
      #expect(abs(profile.zeta(at: estimate) ?? 1) < 1e-6)
      #expect(profile.points.count >= 9)
      #expect(zip(profile.points, profile.points.dropFirst()).allSatisfy { $0.zeta < $1.zeta })
    }
  }

  @Test func jobsAndSelectionDoNotChangeLimits() throws {
    let model = try MixedModelSpecification("y ~ x + (x | a)").fit(
      try RandomDesign.table(seed: 23))
    let all = try model.profile()
    let parallel = try model.profile(jobs: 3)
    for (a, b) in zip(all, parallel) { #expect(a.lower == b.lower && a.upper == b.upper) }
    for profile in all {
      let alone = try model.profile([profile.parameter])
      #expect(alone.count == 1 && alone[0].lower == profile.lower)
      #expect(alone[0].upper == profile.upper)
    }
  }

  @Test func knownResidualDeviationIsNotProfiled() throws {
    let model = try MixedModelSpecification(
      "y ~ x + (x | a)", residualStandardDeviation: 1.2
    ).fit(try RandomDesign.table(seed: 24))
    let profiles = try model.profile()
    #expect(!profiles.contains { $0.parameter == .residualStandardDeviation })
    for profile in profiles {
      let (lower, upper) = (try #require(profile.lower.value), try #require(profile.upper.value))
      let estimate = try #require(profile.estimate)
      #expect(lower <= estimate && estimate <= upper && lower < upper)
    }
  }

  /// Fits on the boundary in several ways at once: every limit is a number or a boundary.
  @Test(arguments: ["y ~ x + (x | a) + (w | c)", "y ~ x + (1 | a/b) + (x | c)"])
  func singularFitsHaveEveryLimit(_ formula: String) throws {
    let model = try MixedModelSpecification(formula, criterion: .maximumLikelihood).fit(
      try RandomDesign.table(seed: 15))
    #expect(model.convergence.isSingular)
    for profile in try model.profile() {
      let lower = try #require(profile.lower.value, "\(profile.name) \(profile.lower)")
      let upper = try #require(profile.upper.value, "\(profile.name) \(profile.upper)")
      if let estimate = profile.estimate { #expect(lower <= estimate && estimate <= upper) }
    }
  }
}
