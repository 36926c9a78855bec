import Foundation
import Numerics
import TestSupport
import Testing

@testable import Trials

@Suite(
  "Counts pooled as by metafor", .enabled(if: Reference.has("expected/meta-bcg-glmm.json")))
struct CountPoolingReferenceTests {
  static let cases = ["meta-bcg-glmm"]

  @Test("Odds ratios of the BCG trials")
  func bcg() throws {
    let claims = try ReferenceClaims("meta-bcg-glmm")
    let tables = try CountData.bcg()
    for (path, model, nodes) in [
      ("UM_FS", CountPooling.Model.fixedStudyEffects, 7), ("UM_RS", .randomStudyEffects, 1),
      ("CM_AL", .conditionalApproximate, 7),
    ] {
      let pooled = try CountPooling(model, nodes: nodes).pool(tables)
      // glmer stops at 1e-3 to 1e-5 of the variance.
      func claim(_ field: String, _ value: Double?) {
        claims.claim("\(path)/\(field)", value, tolerance: 1e-3)
      }
      claim("estimate", pooled.effect.estimate)
      claim("tau2", pooled.heterogeneity.variance)
      claim("QE_LRT", pooled.heterogeneityTests.likelihoodRatio?.statistic)
      if model == .randomStudyEffects {
        claim("log_lik", pooled.logLikelihood)
      } else {
        claim("se", pooled.effect.inference?.standardError)
        claim("QE_Wld", pooled.heterogeneityTests.wald?.statistic)
      }
    }
    claims.close()
  }

  /// metafor 3.8-1 with `package = "glmmTMB"` and Laplace's approximation, whose standard errors
  /// are free of glmer's inner tolerance.
  @Test("Laplace's approximation against glmmTMB")
  func laplace() throws {
    let expected: [(CountPooling.Model, [Double], Double?)] = [
      (
        .randomStudyEffects,
        [-0.4677597455037, 0.2263490602368, 0.0913464984509, 10.5489841543919, 13.1447422964958],
        0.3817630862338
      ),
      (
        .fixedStudyEffects,
        [-0.4592344819198, 0.2254288658246, 0.0975327959865, 9.6976169869440, 11.6017743979345],
        nil
      ),
      (
        .conditionalExact,
        [-0.475147852762, 0.236471284977, 0.118276193964, 9.697597257246, 11.601774397934], nil
      ),
    ]
    let rates = try CountData.nielweise()
    for (model, values, baseline) in expected {
      let pooled = try CountPooling(model, nodes: 1).pool(rates)
      compare(pooled, values)
      #expect((pooled.baselineVariance == nil) == (baseline == nil))
      #expect(abs((pooled.baselineVariance ?? 0) - (baseline ?? 0)) < 1e-5)
    }
    let pooled = try CountPooling(.randomStudyEffects, nodes: 1).pool(CountData.bcg())
    compare(
      pooled,
      [-0.761649474931, 0.182141214250, 0.319859024214, 160.621861983744, 174.131682233237])
    #expect(abs((pooled.baselineVariance ?? 0) - 1.861600383571) < 1e-5)
    #expect(abs(pooled.logLikelihood + 126.2962772843) < 1e-7)
    #expect(abs(pooled.akaike - 260.5925545686) < 1e-6)
    #expect(abs(pooled.bayesian - 265.6249407207) < 1e-6)
  }

  private func compare(
    _ pooled: CountPooledEffects, _ values: [Double], tolerance: Double = 2e-5
  ) {
    let found = [
      pooled.effect.estimate, pooled.effect.inference?.standardError ?? 0,
      pooled.heterogeneity.variance ?? 0, pooled.heterogeneityTests.wald?.statistic ?? 0,
      pooled.heterogeneityTests.likelihoodRatio?.statistic ?? 0,
    ]
    for (value, reference) in zip(found, values) {
      #expect(abs(value - reference) < tolerance * abs(reference), "\(value), \(reference)")
    }
  }

  /// By enumeration and a grid of step 0.02 over the random effect in R. metafor's CM.EL says the
  /// same to its optimiser's accuracy: -0.75381, se 0.18008, tau^2 0.31163, log L -48.37479,
  /// Q 162.94 (by a numerical Hessian, off by 0.15) and 176.87384.
  @Test("The exact conditional model against R")
  func exact() throws {
    let pooled = try CountPooling(.conditionalExact).pool(CountData.bcg())
    compare(
      pooled, [-0.753810650142, 0.180072449113, 0.311636150834, 163.089478561, 176.87383931],
      tolerance: 1e-5)
    #expect(abs(pooled.logLikelihood + 48.3747912385) < 1e-7)
    #expect(abs(pooled.akaike - 100.74958) < 1e-5)
    #expect(abs(pooled.bayesian - 101.87948) < 1e-5)
    let inference = try #require(pooled.effect.inference)
    #expect(abs(inference.probability - 0.00002838) < 2e-8)
    #expect(abs(inference.interval.lower + 1.10675) < 2e-5)
    #expect(abs(inference.interval.upper + 0.40087) < 2e-5)
  }

  /// lme4 with 7 nodes: log L of the saturated model (R's `glm`), less half of glmer's deviance.
  @Test("The likelihood is the marginal one")
  func marginalLikelihood() throws {
    let pooled = try CountPooling(.fixedStudyEffects, nodes: 7).pool(CountData.bcg())
    #expect(abs(pooled.logLikelihood - (-69.17094 - 0.5 * 38.9337010)) < 1e-4)
    #expect(pooled.parameterCount == 15 && pooled.observationCount == 26)
  }
}
