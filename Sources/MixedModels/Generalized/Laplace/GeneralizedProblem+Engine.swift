extension GeneralizedProblem {
  /// The engine for the model's random effects.
  func makeEngine() -> any LaplaceEngine {
    if series != nil { return SeriesLaplaceEngine(self) }
    switch rows.terms.count {
    case 0: return PlainLaplaceEngine(self)
    case 1: return LevelLaplaceEngine(self)
    default: return BlockedLaplaceEngine(self)
    }
  }
}
