/// The effect of one study: an estimate and its sampling variance.
public struct StudyEffect: Sendable, Codable, Equatable {
  public let study: String
  public let measure: EffectMeasure
  /// On the scale of the measure; of ratios, the logarithm.
  public let estimate: Double
  /// The sampling variance, positive.
  public let variance: Double
  /// How it was computed; nil if it was given.
  public let note: EffectNote?

  public init(
    study: String, measure: EffectMeasure, estimate: Double, variance: Double,
    note: EffectNote? = nil
  ) {
    self.study = study
    self.measure = measure
    self.estimate = estimate
    self.variance = variance
    self.note = note
  }

  public var standardError: Double { variance.squareRoot() }

  /// The effect is of one group, before and after or once, and never pooled with controlled ones.
  public var isUncontrolled: Bool { note.map { !$0.design.isControlled } ?? false }
}
