/// An effect of a study that reports several.
public struct DependentEffect: Sendable, Codable, Equatable {
  public let effect: StudyEffect
  /// Which of the study's effects it is: its number, or the name of its outcome.
  public let label: String
  /// When it was measured, in any unit; needed by autoregressive effects and correlations only.
  public let time: Double?

  public init(_ effect: StudyEffect, label: String, time: Double? = nil) {
    self.effect = effect
    self.label = label
    self.time = time
  }

  public var study: String { effect.study }
}
