import Numerics
import TestSupport
import Testing

@testable import Trials

/// Meta-regression of the BCG trials on latitude and year in 40-digit arithmetic (mpmath), where
/// the reference program loses digits.
@Suite("Pooling in exact arithmetic", .enabled(if: Reference.has("data/bcg.csv")))
struct PoolingExactTests {
  struct Exact {
    let estimator: HeterogeneityEstimator?
    let tauSquared: Double
    let estimates: [Double]
    let standardErrors: [Double]
    /// Residuals of studies 5 and 11.
    let residuals: [Double]
  }

  static let exact = [
    Exact(
      estimator: .dersimonianLaird, tauSquared: 0.079038957815254477,
      estimates: [-1.2797914388272625, -0.028764483989566275, 0.0007720797820331837],
      standardErrors: [25.754969230414435, 0.0089792122352804412, 0.012998474730700417],
      residuals: [-0.087131001471142915, -0.065892167432439745]),
    Exact(
      estimator: .hunterSchmidt, tauSquared: 0.025135517361814144,
      estimates: [7.0686299317143665, -0.030959811575561454, -0.0034199984179225597],
      standardErrors: [17.848363842235636, 0.0061720907511625635, 0.0090064995692546909],
      residuals: [-0.13604282488215287, -0.099635274713518058]),
    Exact(
      estimator: .hedges, tauSquared: 0.23561076081707649,
      estimates: [-7.6325763477124939, -0.026323670011106396, 0.0039509845091360208],
      standardErrors: [38.975636642735487, 0.01404215161992759, 0.019665681517434739],
      residuals: [-0.038055700879787603, -0.032199841460486661]),
    Exact(
      estimator: .sidikJonkman, tauSquared: 0.25322612318189494,
      estimates: [-7.9508667419435428, -0.026170701662367142, 0.0041098460274437328],
      standardErrors: [40.135544336835145, 0.014493665136517553, 0.020250469680650664],
      residuals: [-0.035187670803464714, -0.030255514646167755]),
    Exact(
      estimator: nil, tauSquared: 0,
      estimates: [17.15180117213488, -0.033875449410477001, -0.0084660391148432217],
      standardErrors: [10.832056246486897, 0.003996338741010123, 0.0054557802233588346],
      residuals: [-0.22547247842429802, -0.16944069838416481]),
  ]

  @Test("Meta-regression with an offset of 1,950 in a moderator", arguments: exact.indices)
  func metaRegression(_ place: Int) throws {
    let exact = Self.exact[place]
    let design = try PoolingDesign(moderators: [
      ("ablat", try ReferenceEffects.column("bcg", "ablat")),
      ("year", try ReferenceEffects.column("bcg", "year")),
    ])
    let pooled = try Pooling(
      model: exact.estimator.map { .randomEffects($0) } ?? .equalEffects, test: .normal
    ).pool(try ReferenceEffects.bcg(), design: design)
    func agrees(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
      abs(value - expected) <= tolerance * (expected == 0 ? 1 : abs(expected))
    }
    #expect(agrees(pooled.residualHeterogeneity, 28.325143657961621, 1e-13))
    #expect(agrees(try #require(pooled.tauSquared), exact.tauSquared, 1e-12))
    for (coefficient, place) in zip(pooled.coefficients, 0...) {
      #expect(agrees(coefficient.estimate, exact.estimates[place], 1e-11))
      let error = try #require(coefficient.inference?.standardError)
      #expect(agrees(error, exact.standardErrors[place], 1e-12))
    }
    #expect(agrees(pooled.studyResiduals[4], exact.residuals[0], 1e-11))
    #expect(agrees(pooled.studyResiduals[10], exact.residuals[1], 1e-11))
  }
}
