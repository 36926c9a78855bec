extension GeneralizedProblem {
  /// The engine for the model's random effects.
  func makeEngine() -> any LaplaceEngine {
    if rows.terms.isEmpty { return PlainLaplaceEngine(self) }
    return LevelLaplaceEngine(self)
  }
}
