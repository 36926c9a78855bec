import Tables

/// The effects of the comparisons that a plan chooses: used, uncontrolled and excluded add up to
/// what was found.
public struct TrialEffects: Sendable {
  /// With the outcome and the measure that were chosen.
  public let plan: PoolingPlan
  public let measure: EffectMeasure
  /// What a difference is measured in; empty for ratios.
  public let unit: String
  /// Of controlled comparisons.
  public let effects: [TrialEffect]
  /// Before-after figures and groups that nobody allocated: shown, never pooled.
  public let uncontrolled: [TrialEffect]
  public let excluded: [TrialExclusion]
  /// The other outcomes of the group, with the number of their controlled comparisons.
  public let otherOutcomes: [(outcome: String, comparisons: Int)]

  /// Every comparison that was looked at.
  public var inputCount: Int { effects.count + uncontrolled.count + excluded.count }
}
