extension PersonalStudy {
  /// The primary effect of the main fit, and nothing else of the analysis.
  ///
  /// The same numbers as the first of `PersonalAnalysis.effects`.
  ///
  /// - Parameters:
  ///   - log: the person's nights.
  ///   - level: coverage of the interval.
  /// - Throws: `PersonalAnalysisError.notEstimable` when too few nights are left to fit.
  public func mainEffect(
    _ log: PersonalLog, level: Double = 0.95
  ) throws(PersonalAnalysisError) -> EffectEstimate {
    try PersonalModel(log, study: self, level: level).main
  }
}
