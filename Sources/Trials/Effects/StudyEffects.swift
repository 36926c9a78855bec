import Tables

/// The effects of a set of studies, and the studies without one.
public struct StudyEffects: Sendable, Codable, Equatable {
  /// A study that has no effect, with the reason.
  public struct Excluded: Sendable, Codable, Equatable {
    public let study: String
    public let reason: Finding

    public init(study: String, reason: Finding) {
      self.study = study
      self.reason = reason
    }
  }

  /// How they were computed, with the rule for empty cells.
  public let specification: EffectSpecification
  /// In the order of the input.
  public let effects: [StudyEffect]
  public let excluded: [Excluded]

  public init(
    specification: EffectSpecification, effects: [StudyEffect], excluded: [Excluded]
  ) {
    self.specification = specification
    self.effects = effects
    self.excluded = excluded
  }

  public var inputCount: Int { effects.count + excluded.count }
}
