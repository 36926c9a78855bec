import Foundation
import Numerics
import TestSupport
import Testing

@testable import Trials

@Suite(
  "Dependent effects against metafor",
  .enabled(if: Reference.has("expected/meta-assink-3level-reml.json")))
struct DependentReferenceTests {
  static let cases = [
    "meta-assink-3level-reml", "meta-assink-3level-mods-reml", "meta-berkey-mv-reml",
    "meta-berkey-mv-ml", "meta-ishak-ar-reml",
  ]

  /// metafor's optimiser stops early: its variances are off by 1e-5, what follows by less.
  static let stopped = 2e-5
  /// The same models maximised to full precision on a dense likelihood.
  static let polished = 1e-7

  @Test("Three levels")
  func threeLevels() throws {
    let claims = try ReferenceClaims("meta-assink-3level-reml")
    let pooled = try DependentPooling(effects: .nested, test: .normal)
      .pool(DependentData.assink())
    claims.claimDependent(pooled, tolerance: Self.stopped)
    claims.claim("sigma2", pooled.components.map(\.variance), tolerance: Self.stopped)
    claims.claim("sigma2_levels/0", text: "study")
    claims.claim("sigma2_levels/1", text: "study/esid")
    claims.claimPolished(pooled, tolerance: Self.polished)
    claims.claim(
      "polished/sigma2", pooled.components.map(\.variance), tolerance: Self.polished)
    for (place, name) in ["study", "esid"].enumerated() {
      let limits = try pooled.profileInterval(ofComponent: place)
      let path = "profile_ci95_sigma2/\(name)"
      claims.claim("\(path)/estimate", pooled.components[place].variance, tolerance: Self.stopped)
      claims.claim("\(path)/lower", limits?.lower, tolerance: 1e-6)
      claims.claim("\(path)/upper", limits?.upper, tolerance: 1e-6)
    }
    for (path, variance) in [
      ("robust_cr1", ClusterRobustVariance.scaled), ("robust_clubsandwich_cr2", .biasReduced),
    ] {
      let robust = try #require(try pooled.robust(variance).coefficients[0].inference)
      func claim(_ field: String, _ value: Double?) {
        claims.claim("\(path)/\(field)", value, tolerance: 1e-6)
      }
      claim("se", robust.standardError)
      claim("t", robust.statistic)
      claim("df", robust.degreesOfFreedom)
      claim("p", robust.probability)
      claim("ci95_lower", robust.interval.lower)
      claim("ci95_upper", robust.interval.upper)
    }
    claims.close()
  }

  @Test("Three levels with moderators")
  func threeLevelModerators() throws {
    let claims = try ReferenceClaims("meta-assink-3level-mods-reml")
    let pooled = try DependentPooling(effects: .nested)
      .pool(DependentData.assink(), design: DependentData.assinkDesign())
    claims.claimDependent(pooled, tolerance: Self.stopped)
    claims.claim("sigma2", pooled.components.map(\.variance), tolerance: Self.stopped)
    claims.claim("sigma2_levels/0", text: "study")
    claims.claim("sigma2_levels/1", text: "study/esid")
    claims.close()
  }

  @Test("Two outcomes", arguments: ["reml", "ml"])
  func outcomes(_ method: String) throws {
    let claims = try ReferenceClaims("meta-berkey-mv-\(method)")
    let pooled = try DependentData.berkey(isRestricted: method == "reml", test: .normal)
    claims.claimDependent(pooled, tolerance: Self.stopped)
    claims.claim("sigma2/0", 0, tolerance: 1)
    claims.claim("tau2", pooled.components.map(\.variance), tolerance: Self.stopped)
    claims.claim("rho", pooled.correlations.map(\.value), tolerance: Self.stopped)
    claims.claimPolished(pooled, tolerance: Self.polished)
    claims.claim("polished/tau2", pooled.components.map(\.variance), tolerance: Self.polished)
    claims.claim("polished/rho", pooled.correlations[0].value, tolerance: Self.polished)
    claims.close()
  }

  @Test("Effects over time")
  func times() throws {
    let claims = try ReferenceClaims("meta-ishak-ar-reml")
    let pooled = try DependentData.ishak()
    claims.claimDependent(pooled, tolerance: Self.stopped)
    claims.claim("sigma2/0", 0, tolerance: 1)
    claims.claim("tau2", pooled.components.map(\.variance), tolerance: Self.stopped)
    claims.claim("rho", pooled.correlations.map(\.value), tolerance: Self.stopped)
    claims.claimPolished(pooled, tolerance: Self.polished)
    claims.claim("polished/tau2", pooled.components[0].variance, tolerance: Self.polished)
    claims.claim("polished/rho", pooled.correlations[0].value, tolerance: Self.polished)
    claims.close()
  }
}

extension ReferenceClaims {
  func claimDependent(_ pooled: DependentPooledEffects, tolerance: Double) {
    func claimNumber(_ field: String, _ value: Double?) {
      claim(field, value, tolerance: tolerance)
    }
    claimNumber("k", Double(pooled.effects.count))
    claimNumber("p", Double(pooled.design.columns))
    claim("method", text: pooled.pooling.isRestricted ? "REML" : "ML")
    claim("test", text: pooled.pooling.test == .normal ? "z" : "t")
    claimDependentCoefficients(pooled, tolerance: tolerance)
    claim("QE", pooled.residualHeterogeneity, tolerance: 1e-10)
    claim("QE_df", Double(pooled.residualDegreesOfFreedom), tolerance: 1e-10)
    claim("QE_p", pooled.residualHeterogeneityProbability, tolerance: 1e-8)
    if has("QM") {
      let omnibus = pooled.omnibusTest()
      claimNumber("QM", omnibus?.statistic)
      // P of chi-squared 848 is 3e-182: an error in the statistic is multiplied by 400.
      claim("QM_p", omnibus?.probability, tolerance: 500 * tolerance)
      claim(
        "QM_df", [omnibus?.numeratorDegreesOfFreedom, omnibus?.denominatorDegreesOfFreedom],
        tolerance: tolerance)
      claim("QM_df/0", omnibus?.numeratorDegreesOfFreedom, tolerance: tolerance)
      claim("R2_percent", nil, tolerance: tolerance)
    }
    for (name, restricted) in [("ml", false), ("reml", true)] {
      let fit = pooled.fitStatistics(restricted: restricted)
      // Absolute where below 1, as logarithms of a likelihood are.
      func claimFit(_ field: String, _ value: Double?) {
        claim("fit/\(name)/\(field)", value, tolerance: tolerance, floor: 1)
      }
      claimFit("ll", fit.logLikelihood)
      claimFit("dev", fit.deviance)
      claimFit("AIC", fit.akaike)
      claimFit("BIC", fit.bayesian)
      claimFit("AICc", fit.correctedAkaike)
    }
  }

  private func claimDependentCoefficients(
    _ pooled: DependentPooledEffects, tolerance: Double
  ) {
    let coefficients = pooled.coefficients
    for (place, coefficient) in coefficients.enumerated() {
      claim(
        "coefficients/names/\(place)",
        text: coefficient.name == "intercept" ? "intrcpt" : coefficient.name)
    }
    func values(_ field: String, _ value: (CoefficientEstimate) -> Double?, _ leeway: Double = 1) {
      claim("coefficients/\(field)", coefficients.map(value), tolerance: leeway * tolerance)
    }
    values("estimate", { $0.estimate })
    values("se", { $0.inference?.standardError })
    values("statistic", { $0.inference?.statistic })
    // The relative error of a P value far out is that of z times z^2.
    values("p", { $0.inference?.probability }, 1000)
    values("ci95_lower", { $0.inference?.interval.lower })
    values("ci95_upper", { $0.inference?.interval.upper })
    values("df", { $0.inference?.degreesOfFreedom })
    claim("coefficients/df", nil, tolerance: tolerance)
    for row in 0..<pooled.covariance.rows {
      let floor = pooled.covariance[row, row]
      for column in 0..<pooled.covariance.columns {
        claim(
          "coefficients/vcov/\(row)/\(column)", pooled.covariance[row, column],
          tolerance: tolerance, floor: floor)
      }
    }
  }

  func claimPolished(_ pooled: DependentPooledEffects, tolerance: Double) {
    let fit = pooled.fitStatistics(restricted: pooled.pooling.isRestricted)
    claim("polished/log_lik", fit.logLikelihood, tolerance: tolerance)
    claim("polished/estimate", pooled.estimates, tolerance: tolerance)
    claim(
      "polished/se", pooled.coefficients.map { $0.inference?.standardError }, tolerance: tolerance)
    for row in 0..<pooled.covariance.rows {
      claim("polished/vcov/\(row)", pooled.covariance.row(row), tolerance: tolerance)
    }
    // Theirs, a check of the reference.
    claim("polished/max_abs_gradient", 0, tolerance: 1e-7, floor: 1)
  }
}
