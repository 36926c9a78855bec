import Glibc
import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Likelihoods maximised over the structures' own parameters against nlme's models.
@Suite struct ResidualLikelihoodTests {
  struct Case: Sendable, CustomStringConvertible {
    let name: String
    var hasRandomIntercept = false
    /// Names of nlme's values and of ours.
    var values: [String: String] = [:]
    var description: String { name }
  }

  static let cases: [Case] =
    ["ml", "reml"].flatMap { method in
      [
        Case(name: "lakehuron-gls-ar1-\(method)", values: ["ar1": "rho"]),
        Case(name: "ovary-gls-ar1-\(method)", values: ["ar1": "rho"]),
        Case(name: "orthodont-gls-ar1-\(method)", values: ["ar1": "rho"]),
        Case(name: "orthodont-gls-compsymm-\(method)", values: ["rho": "rho"]),
        Case(
          name: "orthodont-ar1-\(method)", hasRandomIntercept: true, values: ["ar1": "rho"]),
        Case(
          name: "orthodont-varident-\(method)", hasRandomIntercept: true,
          values: ["sd_ratio_female": "ratio[Female]"]),
        Case(name: "orthodont-mmrm-\(method)"),
      ]
    } + [Case(name: "orthodont-gls-varpower-reml", values: ["power": "power"])]

  @Test(.enabled(if: Reference.has("cases.tsv")), arguments: cases)
  func maximumIsThatOfReference(_ item: Case) throws {
    let json = try Reference.json("expected/nlme-\(item.name).json")
    let results = try #require(json["results"] as? [String: Any])
    let polished = try #require(results["polished"] as? [String: Any])
    let model = try DenseModel(item)
    let minimizer = DerivativeFreeMinimizer(absoluteTolerance: 1e-9, initialStep: 0.2)
    let start =
      model.covariance.startFromResiduals(try model.leastSquaresResiduals())
      + (item.hasRandomIntercept ? [1] : [])
    let minimum = try minimizer.minimize(from: start) { try model.evaluate($0).deviance }
    let fit = try model.evaluate(minimum.argument)
    #expect(abs(-fit.deviance / 2 - Self.number(polished["log_lik"])) < 1e-6)
    #expect(abs(fit.sigma / Self.number(polished["sigma"]) - 1) < 1e-5)
    for (estimate, expected) in zip(
      fit.coefficients, try #require(polished["fixed_estimate"] as? [Double]))
    {
      #expect(abs(estimate - expected) < 1e-5 * max(1, abs(expected)))
    }
    let structure = model.covariance.interpretation(
      Array(minimum.argument.prefix(model.covariance.parameterCount)))
    #expect(!structure.isAtBoundary)
    for (theirs, ours) in item.values {
      try #expect(abs(#require(structure[ours]) - Self.number(polished[theirs])) < 1e-5)
    }
    if item.hasRandomIntercept {
      let deviation = fit.sigma * abs(minimum.argument[minimum.argument.count - 1])
      #expect(abs(deviation - Self.number(polished["random_sd"])) < 1e-4)
    }
    if let covariance = polished["covariance_matrix"] as? [[Double]] {
      Self.expectUnstructured(structure, sigma: fit.sigma, covariance)
    }
  }

  private static func expectUnstructured(
    _ structure: ResidualStructure, sigma: Double, _ covariance: [[Double]]
  ) {
    let visits = ["8", "10", "12", "14"]
    for i in 0..<4 {
      let deviation = sigma * (structure["ratio[\(visits[i])]"] ?? 1)
      #expect(abs(deviation / covariance[i][i].squareRoot() - 1) < 1e-5)
      for j in 0..<i {
        let expected = covariance[i][j] / (covariance[i][i] * covariance[j][j]).squareRoot()
        let found = structure["correlation[\(visits[j]),\(visits[i])]"] ?? .nan
        #expect(abs(found - expected) < 1e-5)
      }
    }
  }

  static func number(_ value: Any?) -> Double { value as? Double ?? .nan }
}
