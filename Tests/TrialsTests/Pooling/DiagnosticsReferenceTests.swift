import Foundation
import Numerics
import TestSupport
import Testing

@testable import Trials

extension ReferenceClaims {
  /// Regression and rank tests of small-study effects.
  func claimBias(_ path: String, _ effects: [StudyEffect], sizes: [Double]) throws {
    let predictors: [(String, FunnelRegression.Predictor)] = [
      ("sei", .standardError), ("vi", .variance), ("ni", .sampleSize(sizes)),
      ("ninv", .inverseSampleSize(sizes)), ("sqrtni", .rootSampleSize(sizes)),
      ("sqrtninv", .inverseRootSampleSize(sizes)),
    ]
    for (label, predictor) in predictors {
      for (prefix, scatter) in [
        ("lm", FunnelRegression.Scatter.multiplicative), ("rma", .additive),
      ] {
        let at = "\(path)/\(prefix)_\(label)"
        guard hasBelow(at) else { continue }
        let test = try FunnelRegression(
          effects, predictor: predictor, scatter: scatter, refusesFewStudies: false)
        let tolerance = test.regression.referenceTolerance
        func claim(_ field: String, _ value: Double?) {
          self.claim("\(at)/\(field)", value, tolerance: tolerance)
        }
        let coefficients = test.regression.coefficients
        claim("statistic", test.slope.inference?.statistic)
        claim("df", test.slope.inference?.degreesOfFreedom)
        claim("p", test.slope.inference?.probability)
        claim("limit_estimate", test.limit?.estimate)
        claim("limit_ci95_lower", test.limit?.inference?.interval.lower)
        claim("limit_ci95_upper", test.limit?.inference?.interval.upper)
        claim("intercept", coefficients[0].estimate)
        claim("slope", coefficients[1].estimate)
        claim("se/0", coefficients[0].inference?.standardError)
        claim("se/1", coefficients[1].inference?.standardError)
        self.claim(
          "\(at)/tau2", test.regression.tauSquared, tolerance: tolerance,
          floor: effects.reduce(.infinity) { min($0, $1.variance) })
      }
    }
    let rank = try FunnelRankTest(effects, refusesFewStudies: false)
    claim("\(path)/rank_test/tau", rank.correlation, tolerance: 1e-10)
    claim("\(path)/rank_test/p", rank.probability, tolerance: 1e-10)
  }

  /// One column of numbers for each field of a table of models.
  func claimModels(_ path: String, _ models: [PooledEffects], tolerance: Double) {
    func claim(_ field: String, _ value: (PooledEffects) -> Double?) {
      self.claim("\(path)/\(field)", models.map(value), tolerance: tolerance)
    }
    claim("estimate") { $0.estimates[0] }
    claim("se") { $0.coefficients[0].inference?.standardError }
    claim("zval") { $0.coefficients[0].inference?.statistic }
    claim("tval") { $0.coefficients[0].inference?.statistic }
    claim("pval") { $0.coefficients[0].inference?.probability }
    claim("ci_lb") { $0.coefficients[0].inference?.interval.lower }
    claim("ci_ub") { $0.coefficients[0].inference?.interval.upper }
    claim("Q") { $0.residualHeterogeneity }
    // metafor calls what cannot be estimated from one study 0 (Q, tau^2, I^2) and 1 (p, H^2).
    claim("Qp") { $0.studies == 1 ? 1 : $0.residualHeterogeneityProbability }
    claim("tau2") { $0.studies == 1 ? 0 : $0.tauSquared }
    claim("I2") { $0.studies == 1 ? 0 : $0.inconsistency.map { 100 * $0 } }
    claim("H2") { $0.studies == 1 ? 1 : $0.relativeExcess }
  }
}

@Suite("Diagnostics against metafor", .enabled(if: Reference.has("expected/meta-bcg-rr-fe.json")))
struct DiagnosticsReferenceTests {
  @Test("Leave-one-out, cumulative, influence")
  func diagnostics() throws {
    let claims = try ReferenceClaims("meta-bcg-rr-diagnostics")
    let effects = try ReferenceEffects.bcg()
    let pooled = try Pooling(test: .normal).pool(effects)
    for (label, pooling, tolerance) in [
      ("leave1out", Pooling(test: .normal), 1e-7),
      ("leave1out_knha", Pooling(test: .knappHartung), 1e-7),
      ("leave1out_common", Pooling(model: .equalEffects, test: .normal), 1e-10),
    ] {
      let models = try pooling.pool(effects).leavingOutEach().map { try #require($0) }
      claims.claimModels(label, models, tolerance: tolerance)
    }
    let order = claims.numbers("cumulative_by_year/order").map { Int($0) - 1 }
    claims.claim("cumulative_by_year/order", order.map { Double($0 + 1) }, tolerance: 1e-15)
    let years = try ReferenceEffects.column("bcg", "year")
    #expect(order.map { years[$0] } == years.sorted())
    let cumulative = try pooled.cumulating(order: order)
    #expect(cumulative[0].heterogeneity == .notEstimable)
    claims.claimModels("cumulative_by_year", cumulative, tolerance: 1e-7)
    let influence = try pooled.influence().map { try #require($0) }
    func claim(_ field: String, _ value: (StudyInfluence) -> Double?) {
      claims.claim(field, influence.map(value), tolerance: 1e-7)
    }
    claim("influence/rstudent") { $0.studentizedResidual }
    claim("influence/dffits") { $0.fittedChange }
    claim("influence/cook_d") { $0.cookDistance }
    claim("influence/cov_r") { $0.covarianceRatio }
    claim("influence/tau2_del") { $0.deletedTauSquared }
    claim("influence/QE_del") { $0.deletedResidualHeterogeneity }
    claim("influence/hat") { $0.leverage }
    claim("influence/weight") { 100 * $0.weight }
    claim("influence/flagged") { $0.isFlagged ? 1 : 0 }
    claim("rstudent/resid") { $0.deletedResidual }
    claim("rstudent/se") { $0.deletedResidualStandardError }
    claim("rstudent/z") { $0.studentizedResidual }
    for (place, study) in influence.enumerated() {
      claims.claim("influence/dfbs/\(place)", study.coefficientChanges, tolerance: 1e-7)
    }
    claims.close()
  }

  @Test("Subgroups")
  func subgroups() throws {
    let claims = try ReferenceClaims("meta-bcg-rr-subgroups")
    let effects = try ReferenceEffects.bcg()
    let rows = try Reference.rows("data/bcg.csv")
    let groups = rows.map { $0["alloc"] ?? "" }
    let levels = ["alternate", "random", "systematic"]
    let named = try SubgroupComparison(
      effects, groups: groups.map { "alloc" + $0 }, levels: levels.map { "alloc" + $0 },
      pooling: Pooling(test: .normal))
    try claims.claimBlock("common_tau2", named.common)
    let contrast = try #require(named.contrast)
    claims.claim("common_tau2/QM_p", contrast.probability, tolerance: 1e-7)
    let adjusted = try SubgroupComparison(
      effects, groups: groups.map { "alloc" + $0 }, levels: levels.map { "alloc" + $0 },
      pooling: Pooling(test: .knappHartung))
    try claims.claimBlock("common_tau2_knha", adjusted.common)
    try claimInteraction(claims, effects, groups)
    let separate = "separate_tau2"
    for (place, level) in levels.enumerated() {
      claims.claim("\(separate)/groups/\(place)", text: level)
      #expect(named.groups[place].name == "alloc" + level)
    }
    let pooled = named.groups.map(\.pooled)
    claims.claim("\(separate)/k", pooled.map { Double($0.studies) }, tolerance: 1e-7)
    claims.claim("\(separate)/estimate", pooled.map { $0.estimates[0] }, tolerance: 1e-7)
    claims.claim(
      "\(separate)/se", pooled.map { $0.coefficients[0].inference?.standardError },
      tolerance: 1e-7)
    claims.claim("\(separate)/tau2", pooled.map(\.tauSquared), tolerance: 1e-7)
    claims.claim("\(separate)/Q", pooled.map(\.residualHeterogeneity), tolerance: 1e-7)
    let between = try #require(named.contrastOfSeparateGroups)
    let path = "test_between_separate_tau2"
    claims.claim("\(path)/Q", between.statistic, tolerance: 1e-7)
    claims.claim("\(path)/df", between.numeratorDegreesOfFreedom, tolerance: 1e-7)
    claims.claim("\(path)/p", between.probability, tolerance: 1e-7)
    claims.close()
  }

  private func claimInteraction(
    _ claims: ReferenceClaims, _ effects: [StudyEffect], _ groups: [String]
  ) throws {
    let latitude = try ReferenceEffects.column("bcg", "ablat")
    let random = groups.map { $0 == "random" ? 1.0 : 0 }
    let systematic = groups.map { $0 == "systematic" ? 1.0 : 0 }
    let design = try PoolingDesign(moderators: [
      ("ablat", latitude), ("allocrandom", random), ("allocsystematic", systematic),
      ("ablat:allocrandom", zip(latitude, random).map { $0 * $1 }),
      ("ablat:allocsystematic", zip(latitude, systematic).map { $0 * $1 }),
    ])
    let pooled = try Pooling(test: .normal).pool(effects, design: design)
    try claims.claimBlock("interaction_ablat_alloc", pooled)
    let test = try #require(pooled.omnibusTest(of: [4, 5]))
    claims.claim("interaction_test/QM", test.statistic, tolerance: 1e-7)
    claims.claim(
      "interaction_test/df", [test.numeratorDegreesOfFreedom, test.denominatorDegreesOfFreedom],
      tolerance: 1e-7)
    claims.claim("interaction_test/p", test.probability, tolerance: 1e-7)
  }

  @Test("Small-study effects and trim and fill")
  func bias() throws {
    let claims = try ReferenceClaims("meta-bcg-rr-bias")
    let effects = try ReferenceEffects.bcg()
    let rows = try Reference.rows("data/bcg.csv")
    let sizes = rows.map { row in
      ["tpos", "tneg", "cpos", "cneg"].reduce(0.0) { $0 + (Double(row[$1] ?? "") ?? 0) }
    }
    try claims.claimBias("regtest", effects, sizes: sizes)
    for (label, method) in [("reml", "reml"), ("common", "fe"), ("dl", "dl")] {
      let path = "trimfill_\(label)"
      let pooled = try Pooling.reference(method: method).pool(effects)
      for estimator in TrimAndFill.Estimator.allCases {
        for side in TrimAndFill.Side.allCases {
          claims.claimFilled(
            "\(path)/\(estimator.rawValue)_\(side.rawValue)",
            try TrimAndFill(pooled, estimator: estimator, side: side))
        }
      }
      if method == "reml" {
        // metafor 3.8-1 on the filled set with threshold = 1e-13.
        let filled = try TrimAndFill(pooled, estimator: .l0, side: .right).filled
        #expect(abs((filled.tauSquared ?? 0) / 0.3312876334381052 - 1) < 1e-10)
        #expect(abs(filled.estimates[0] / -0.6570827834885491 - 1) < 1e-10)
      }
      let chosen = try TrimAndFill(pooled)
      claims.claim("\(path)/default/side", text: chosen.side.rawValue)
      claims.claimFilled("\(path)/default", chosen)
    }
    claims.close()
  }
}

extension ReferenceClaims {
  fileprivate func claimFilled(_ path: String, _ found: TrimAndFill) {
    // metafor refits the filled set at its default threshold, 1e-5; see the test of its tau^2.
    let isRefitted =
      found.missing > 0
      && found.filled.pooling.model == .randomEffects(.restrictedMaximumLikelihood)
    let tolerance = isRefitted ? 1e-5 : found.filled.referenceTolerance
    func claim(_ field: String, _ value: Double?) {
      self.claim("\(path)/\(field)", value, tolerance: tolerance)
    }
    let only = found.filled.coefficients[0]
    claim("k0", Double(found.missing))
    if case .text? = leaves["\(path)/se_k0"] { #expect(found.missingStandardError == nil) }
    claim("se_k0", found.missingStandardError)
    claim("estimate", only.estimate)
    claim("se", only.inference?.standardError)
    claim("ci95_lower", only.inference?.interval.lower)
    claim("ci95_upper", only.inference?.interval.upper)
    claim("tau2", found.filled.tauSquared)
    claim("k", Double(found.filled.studies))
    claim("QE", found.filled.residualHeterogeneity)
  }
}
