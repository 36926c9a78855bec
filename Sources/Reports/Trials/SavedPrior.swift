import Figures
import Numerics
import Tables
import Trials

/// What pooled trials predict for one more setting, as `trials pool --save-prior` keeps it and a
/// personal analysis reads it: `magnify.prior/1`.
///
/// A t distribution (normal without degrees of freedom) of the effect of treatment against
/// comparator, of ratios on the log scale. Holds no clock, host or folder: the same trials give the
/// same bytes.
public struct SavedPrior: Sendable, Equatable {
  public static let schema = "magnify.prior/1"

  public enum Scale: String, Sendable, CaseIterable {
    /// Log ratios.
    case log
    /// Differences in `unit`.
    case difference
  }

  /// A file from which the trials were read.
  public struct Source: Sendable, Equatable {
    public let path: String
    public let sha256: String

    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  public let distribution: PredictiveDistribution
  public let scale: Scale
  public let measure: EffectMeasure
  /// Of a difference; empty for ratios.
  public let unit: String
  public let outcome: String
  /// Empty where all groups were pooled.
  public let group: String
  public let studies: [String]
  public let sources: [Source]

  /// How the effect maps to the log rate ratio that a personal analysis of counts estimates.
  public var note: String {
    switch measure {
    case .incidenceRateRatio:
      "events over person-time in both arms: their log ratio is the log rate ratio itself"
    case .ratioOfMeans:
      "mean counts over the same time in both arms: the log ratio of means is the log rate ratio"
    case .riskRatio, .oddsRatio:
      "shares of people with an event: a log ratio of shares is not a rate ratio, and stands for "
        + "one only where events are rare"
    case .variabilityRatio, .coefficientOfVariationRatio:
      "ratios of spread say nothing of a rate"
    default:
      "a difference in the unit above: it is no log rate ratio, and serves outcomes in that unit"
    }
  }

  public init(
    distribution: PredictiveDistribution, scale: Scale, measure: EffectMeasure, unit: String,
    outcome: String, group: String, studies: [String], sources: [Source]
  ) {
    self.distribution = distribution
    self.scale = scale
    self.measure = measure
    self.unit = unit
    self.outcome = outcome
    self.group = group
    self.studies = studies
    self.sources = sources
  }

  /// What pooled trials predict; nil where nothing was pooled.
  public init?(_ pooling: TrialPooling, inputs: [Envelope.Input]) {
    guard let prediction = pooling.prediction else { return nil }
    let effects = pooling.effects
    self.init(
      distribution: prediction, scale: effects.measure.isLogarithm ? .log : .difference,
      measure: effects.measure, unit: effects.unit, outcome: effects.plan.outcome ?? "",
      group: effects.plan.group ?? "", studies: effects.effects.map(\.study),
      sources: inputs.map { Source(path: $0.path, sha256: $0.sha256) })
  }
}
