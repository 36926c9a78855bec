import Foundation
import Numerics
import TestSupport
import Testing

@testable import Trials

extension ReferenceClaims {
  /// Claims a block of metafor's output for one model.
  func claimBlock(_ path: String, _ pooled: PooledEffects, leeway: Double = 1) throws {
    self.leeway = leeway
    defer { self.leeway = 1 }
    let tolerance = pooled.referenceTolerance
    func at(_ field: String) -> String { path.isEmpty ? field : path + "/" + field }
    func claimNumber(_ field: String, _ value: Double?) {
      claim(at(field), value, tolerance: tolerance)
    }
    claimNumber("k", Double(pooled.studies))
    claimNumber("p", Double(pooled.design.columns))
    claim(at("method"), text: pooled.pooling.referenceMethod)
    claim(at("test"), text: pooled.pooling.test.rawValue)
    claimCoefficients(at("coefficients"), pooled)
    claimNumber("QE", pooled.residualHeterogeneity)
    claimNumber("QE_df", Double(pooled.residualDegreesOfFreedom))
    claimNumber("QE_p", pooled.residualHeterogeneityProbability)
    claimNumber("tau2", pooled.tauSquared)
    if pooled.heterogeneity.standardError != nil || pooled.pooling.model == .equalEffects {
      claimNumber("se_tau2", pooled.heterogeneity.standardError)
    }
    claimNumber("I2_percent", pooled.inconsistency.map { 100 * $0 })
    claimNumber("H2", pooled.relativeExcess)
    claimNumber("I2_from_Q_percent", pooled.inconsistencyFromQ.map { 100 * $0 })
    claimNumber("H2_from_Q", pooled.relativeExcessFromQ)
    if has(at("QM")) {
      let omnibus = pooled.omnibusTest()
      claimNumber("QM", omnibus?.statistic)
      claimNumber("QM_p", omnibus?.probability)
      claim(
        at("QM_df"), [omnibus?.numeratorDegreesOfFreedom, omnibus?.denominatorDegreesOfFreedom],
        tolerance: tolerance)
      claimNumber("R2_percent", try pooled.explainedHeterogeneity().map { 100 * $0 })
    }
    for (name, restricted) in [("ml", false), ("reml", true)] {
      let fit = pooled.fitStatistics(restricted: restricted)
      claimNumber("fit/\(name)/ll", fit.logLikelihood)
      claimNumber("fit/\(name)/dev", fit.deviance)
      claimNumber("fit/\(name)/AIC", fit.akaike)
      claimNumber("fit/\(name)/BIC", fit.bayesian)
      claimNumber("fit/\(name)/AICc", fit.correctedAkaike)
    }
    try claimPrediction(at("prediction"), pooled)
    try claimStudies(at, pooled)
    claimInterval(at("q_profile_ci95"), pooled)
  }

  func claimCoefficients(_ path: String, _ pooled: PooledEffects) {
    let tolerance = pooled.referenceTolerance
    let coefficients = pooled.coefficients
    for (place, coefficient) in coefficients.enumerated() {
      claim(
        "\(path)/names/\(place)",
        text: coefficient.name == "intercept" ? "intrcpt" : coefficient.name)
    }
    func values(_ value: (CoefficientEstimate) -> Double?) -> [Double?] { coefficients.map(value) }
    claim("\(path)/estimate", values { $0.estimate }, tolerance: tolerance)
    claim("\(path)/se", values { $0.inference?.standardError }, tolerance: tolerance)
    claim("\(path)/statistic", values { $0.inference?.statistic }, tolerance: tolerance)
    claim("\(path)/p", values { $0.inference?.probability }, tolerance: tolerance)
    claim("\(path)/ci95_lower", values { $0.inference?.interval.lower }, tolerance: tolerance)
    claim("\(path)/ci95_upper", values { $0.inference?.interval.upper }, tolerance: tolerance)
    claim("\(path)/df", coefficients[0].inference?.degreesOfFreedom, tolerance: tolerance)
    if let covariance = pooled.covariance {
      for row in 0..<covariance.rows {
        claim("\(path)/vcov/\(row)", covariance.row(row), tolerance: tolerance)
      }
    }
  }

  private func claimPrediction(_ path: String, _ pooled: PooledEffects) throws {
    guard hasBelow(path) else { return }
    let tolerance = pooled.referenceTolerance
    claim(
      "\(path)/note",
      text: "metafor's own: normal quantile with test = z, t(k - p) with knha")
    let own = try pooled.predictionInterval(pooled.pooling.test == .normal ? .normal : .residual)
    claim("\(path)/pi95_lower", own?.lower, tolerance: tolerance)
    claim("\(path)/pi95_upper", own?.upper, tolerance: tolerance)
    let first = try pooled.predictionInterval(.residual)
    claim("\(path)/pi95_t_k_minus_1", [first?.lower, first?.upper], tolerance: tolerance)
    let second = try pooled.predictionInterval(.residualMinusOne)
    claim("\(path)/pi95_t_k_minus_2", [second?.lower, second?.upper], tolerance: tolerance)
  }

  private func claimStudies(_ at: (String) -> String, _ pooled: PooledEffects) throws {
    guard hasBelow(at("weights_percent")) else { return }
    let tolerance = pooled.referenceTolerance
    let rows = try pooled.studyEstimates()
    claim(at("weights_percent"), rows.map { 100 * $0.weight }, tolerance: tolerance)
    let blup = at("blup")
    claim("\(blup)/estimate", rows.map { $0.shrunken?.estimate }, tolerance: tolerance)
    claim("\(blup)/se", rows.map { $0.shrunken?.standardError }, tolerance: tolerance)
    claim("\(blup)/pi_lower", rows.map { $0.shrunken?.interval.lower }, tolerance: tolerance)
    claim("\(blup)/pi_upper", rows.map { $0.shrunken?.interval.upper }, tolerance: tolerance)
    let standard = at("rstandard")
    claim("\(standard)/resid", rows.map(\.residual), tolerance: tolerance)
    claim("\(standard)/se", rows.map(\.residualStandardError), tolerance: tolerance)
    claim("\(standard)/z", rows.map(\.standardizedResidual), tolerance: tolerance)
  }

  private func claimInterval(_ path: String, _ pooled: PooledEffects) {
    guard hasBelow(path) else { return }
    let names = ["tau^2", "tau", "I^2(%)", "H^2"]
    for (place, name) in names.enumerated() { claim("\(path)/names/\(place)", text: name) }
    let scales: [(Double) -> Double] = [
      { $0 }, { $0.squareRoot() }, { 100 * (pooled.inconsistency(tauSquared: $0) ?? -1) },
      { pooled.relativeExcess(tauSquared: $0) ?? -1 },
    ]
    var limits = pooled.heterogeneityInterval
    // metafor writes the empty interval as [0, 0].
    if limits == .empty { limits = .interval(EffectInterval(lower: 0, upper: 0)) }
    let estimate = pooled.tauSquared
    let tolerance = pooled.referenceTolerance
    claim("\(path)/estimate", scales.map { scale in estimate.map(scale) }, tolerance: tolerance)
    claim("\(path)/lower", scales.map { limits.mapped($0).limits?.lower }, tolerance: 1e-6)
    claim("\(path)/upper", scales.map { limits.mapped($0).limits?.upper }, tolerance: 1e-6)
  }
}

extension PooledEffects {
  /// The least accuracy that the reference asks for: closed forms 1e-10, iterated ones 1e-7.
  var referenceTolerance: Double {
    switch pooling.model {
    case .randomEffects(.restrictedMaximumLikelihood), .randomEffects(.maximumLikelihood),
      .randomEffects(.pauleMandel), .randomEffects(.pauleMandelMedian),
      .randomEffects(.empiricalBayes):
      1e-7
    default: 1e-10
    }
  }
}

extension Pooling {
  var referenceMethod: String {
    switch model {
    case .equalEffects: "FE"
    case .givenHeterogeneity: "REML"
    case .randomEffects(let estimator): estimator.rawValue
    }
  }

  /// From the name of a case or a block: `dl`, `fe`.
  static func reference(method: String, test: Pooling.Test = .normal) -> Pooling {
    let estimator = HeterogeneityEstimator.allCases.first { $0.rawValue.lowercased() == method }
    return Pooling(model: estimator.map { .randomEffects($0) } ?? .equalEffects, test: test)
  }
}

/// The effects behind the cases.
enum ReferenceEffects {
  static func make(_ estimates: [Double], _ variances: [Double]) -> [StudyEffect] {
    zip(estimates, variances).enumerated().map { place, pair in
      StudyEffect(
        study: "\(place + 1)", measure: .generic, estimate: pair.0, variance: pair.1)
    }
  }

  /// yi and vi under a path of a case; studies without an effect are left out.
  static func read(_ name: String, _ path: String = "") throws -> [StudyEffect] {
    let claims = try ReferenceClaims(name)
    let prefix = path.isEmpty ? "" : path + "/"
    var effects: [StudyEffect] = []
    var place = 0
    while let leaf = claims.leaves["\(prefix)yi/\(place)"] {
      if case .number(let estimate) = leaf,
        case .number(let variance)? = claims.leaves["\(prefix)vi/\(place)"]
      {
        effects.append(
          StudyEffect(
            study: "\(place + 1)", measure: .generic, estimate: estimate, variance: variance))
      }
      place += 1
    }
    return effects
  }

  static func bcg() throws -> [StudyEffect] { try read("meta-bcg-rr-fe") }

  static func column(_ file: String, _ name: String) throws -> [Double] {
    try Reference.rows("data/\(file).csv").map { try #require(Double($0[name] ?? "")) }
  }
}
