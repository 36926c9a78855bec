/// Two arms of a study, one outcome and one time: what a row of a forest plot is made from.
public struct TrialComparison: Sendable {
  public let study: String
  public let group: String
  public let outcome: String
  public let timepoint: String
  public let phase: ArmRecord.Phase
  /// Of a before-after study: after.
  public let treatment: ArmRecord?
  /// Of a before-after study: before.
  public let comparator: ArmRecord?
  /// What the study reports of the comparison of treatments for this outcome.
  public let contrasts: [ContrastRecord]
  public let trial: TrialRecord?
  public let design: ComparisonDesign
  /// Somebody was allocated to the comparator.
  public let isControlled: Bool
  /// Of a crossover that is printed by sequences and periods: its cells; there are then no arms.
  public var cells: [ArmRecord] = []
}
