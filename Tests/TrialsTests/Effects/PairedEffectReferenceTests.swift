import TestSupport
import Testing

@testable import Trials

/// Effects of pairs against metafor 3.8 and 5.1, whose raw-score units are those of the first mean.
@Suite("Effects of pairs against metafor")
struct PairedEffectReferenceTests {
  static func specification(
    _ measure: EffectMeasure, _ edition: FormulaEdition, isBiasCorrected: Bool = true
  ) -> EffectSpecification {
    EffectSpecification(
      measure: measure, isBiasCorrected: isBiasCorrected, edition: edition,
      standardizer: .treatment)
  }

  static let both: [EffectMeasure] = [
    .meanChange, .standardizedMeanChangeChange, .standardizedMeanChangeRaw,
    .standardizedMeanChangeRawHeteroscedastic, .pairedRatioOfMeans, .pairedVariabilityRatio,
    .pairedCoefficientOfVariationRatio,
  ]

  @Test(.enabled(if: Reference.has("expected/meta-paired-escalc.json")), arguments: both)
  func metafor3(_ measure: EffectMeasure) throws {
    let difference = try EffectReference.largestDifference(
      "meta-paired-escalc", key: measure.rawValue,
      of: EffectReference.studies("paired-studies", EffectReference.paired),
      Self.specification(measure, .metafor3))
    #expect(difference < 1e-13)
  }

  static let later =
    both.map { ($0.rawValue, specification($0, .metafor5)) }
    + [EffectMeasure.standardizedMeanChangePooled, .standardizedMeanChangePooledHeteroscedastic]
    .map { ($0.rawValue, specification($0, .metafor5)) }
    + [
      EffectMeasure.pairedRatioOfMeans, .pairedCoefficientOfVariationRatio,
      .standardizedMeanChangeChange,
    ].map { ("\($0.rawValue)_uncorrected", specification($0, .metafor5, isBiasCorrected: false)) }

  @Test(
    .enabled(if: Reference.has("expected/meta-escalc-metafor5-paired.json")), arguments: later)
  func metafor5(_ key: String, _ specification: EffectSpecification) throws {
    let difference = try EffectReference.largestDifference(
      "meta-escalc-metafor5-paired", key: key,
      of: EffectReference.studies("paired-studies", EffectReference.paired), specification)
    #expect(difference < 1e-13)
  }
}
