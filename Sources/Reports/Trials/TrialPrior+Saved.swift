import NOf1

extension TrialPrior {
  /// What pooled trials predict, as the prior of one person. The spread between persons is the
  /// default one; a study file can say another.
  public init(_ saved: SavedPrior) {
    self.init(
      distribution: saved.distribution, isLogarithmic: saved.scale == .log, unit: saved.unit,
      measure: saved.measure.name, mapping: saved.note, outcome: saved.outcome,
      studies: saved.studies)
  }
}
