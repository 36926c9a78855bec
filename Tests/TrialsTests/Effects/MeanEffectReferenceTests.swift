import TestSupport
import Testing

@testable import Trials

/// Effects of two groups with means against metafor 3.8 and 5.1.
@Suite("Effects of means against metafor")
struct MeanEffectReferenceTests {
  /// The reference's Hedges factor, from differences of log Gamma, is off by 1e-13.
  static let tolerance = 1e-12

  static let earlier: [(String, EffectSpecification)] = [
    ("MD", EffectSpecification(measure: .meanDifference)),
    ("MD_homoscedastic", .init(measure: .meanDifference, variance: .homoscedastic)),
    ("SMD", .init(measure: .standardizedMeanDifference)),
    ("SMD_ls2", .init(measure: .standardizedMeanDifference, variance: .largeSampleCorrected)),
    ("SMD_av", .init(measure: .standardizedMeanDifference, variance: .average)),
    ("SMDH", .init(measure: .standardizedMeanDifferenceHeteroscedastic, edition: .metafor3)),
    ("SMD1", .init(measure: .glassDelta)),
    ("ROM", .init(measure: .ratioOfMeans, edition: .metafor3)),
    ("ROM_ho", .init(measure: .ratioOfMeans, variance: .homoscedastic, edition: .metafor3)),
    ("ROM_av", .init(measure: .ratioOfMeans, variance: .average, edition: .metafor3)),
    ("VR", .init(measure: .variabilityRatio)),
    ("CVR", .init(measure: .coefficientOfVariationRatio, edition: .metafor3)),
  ]

  @Test(.enabled(if: Reference.has("expected/meta-gibson-escalc.json")), arguments: earlier)
  func metafor3(_ key: String, _ specification: EffectSpecification) throws {
    let difference = try EffectReference.largestDifference(
      "meta-gibson-escalc", key: key,
      of: EffectReference.studies("gibson2002", EffectReference.means), specification)
    #expect(difference < Self.tolerance)
  }

  /// The unbiased variance has the small difference of J^2 from 1, so that the reference is off by
  /// up to 1.7e-12 (40-digit arithmetic).
  @Test(.enabled(if: Reference.has("expected/meta-gibson-escalc.json")))
  func unbiasedVariance() throws {
    let difference = try EffectReference.largestDifference(
      "meta-gibson-escalc", key: "SMD_unbiased",
      of: EffectReference.studies("gibson2002", EffectReference.means),
      EffectSpecification(measure: .standardizedMeanDifference, variance: .unbiased))
    #expect(difference < 1e-11)
  }

  static let later: [(String, EffectSpecification)] = [
    ("MD", .init(measure: .meanDifference)),
    ("SMD", .init(measure: .standardizedMeanDifference)),
    ("SMD_uncorrected", .init(measure: .standardizedMeanDifference, isBiasCorrected: false)),
    ("SMDH", .init(measure: .standardizedMeanDifferenceHeteroscedastic)),
    ("SMD1", .init(measure: .glassDelta)),
    ("SMD1H", .init(measure: .glassDeltaHeteroscedastic)),
    ("ROM", .init(measure: .ratioOfMeans)),
    ("ROM_uncorrected", .init(measure: .ratioOfMeans, isBiasCorrected: false)),
    ("VR", .init(measure: .variabilityRatio)),
    ("CVR", .init(measure: .coefficientOfVariationRatio)),
    ("CVR_uncorrected", .init(measure: .coefficientOfVariationRatio, isBiasCorrected: false)),
  ]

  @Test(
    .enabled(if: Reference.has("expected/meta-escalc-metafor5-independent.json")),
    arguments: later)
  func metafor5(_ key: String, _ specification: EffectSpecification) throws {
    let difference = try EffectReference.largestDifference(
      "meta-escalc-metafor5-independent", key: key,
      of: EffectReference.studies("gibson2002", EffectReference.means), specification)
    #expect(difference < Self.tolerance)
  }

  @Test(.enabled(if: Reference.has("expected/meta-curtis-escalc.json")))
  func ratiosOfMeans() throws {
    let studies = try EffectReference.studies("curtis1998") { row in
      guard case .means(let means)? = try EffectReference.means(row) else { return nil }
      return .means(means.swapped)
    }
    let difference = try EffectReference.largestDifference(
      "meta-curtis-escalc", key: "ROM", of: studies,
      EffectSpecification(measure: .ratioOfMeans, edition: .metafor3))
    #expect(difference < Self.tolerance)
  }
}
