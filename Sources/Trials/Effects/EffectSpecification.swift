/// How effects are computed from what studies printed: everything that decides the numbers.
///
///     let specification = EffectSpecification(measure: .riskRatio)
///     let effects = try specification.effects(of: studies)
public struct EffectSpecification: Sendable, Codable, Equatable {
  public let measure: EffectMeasure
  public let variance: VarianceEstimator
  /// Corrections of small-sample bias: Hedges' exact J, and those of the log ratios that `edition`
  /// has.
  public let isBiasCorrected: Bool
  public let edition: FormulaEdition
  public let zeroCells: ZeroCellRule
  /// For SMCR and SMCRH alone.
  public let standardizer: PairedStandardizer

  /// How effects are computed; `zeroCells` nil takes `measure.defaultZeroCellRule`.
  public init(
    measure: EffectMeasure, variance: VarianceEstimator = .largeSample,
    isBiasCorrected: Bool = true, edition: FormulaEdition = .metafor5,
    zeroCells: ZeroCellRule? = nil, standardizer: PairedStandardizer = .comparator
  ) {
    self.measure = measure
    self.variance = variance
    self.isBiasCorrected = isBiasCorrected
    self.edition = edition
    self.zeroCells = zeroCells ?? measure.defaultZeroCellRule
    self.standardizer = standardizer
  }

  /// The effects of the studies, in their order; studies without one are excluded with the reason.
  ///
  /// - Throws: `EffectError.noSuchVariance`, `.addedOutOfRange`; never for one study's sake.
  public func effects(of studies: [SummarizedStudy]) throws(EffectError) -> StudyEffects {
    try validate()
    let set = StudySet(studies, self)
    var effects: [StudyEffect] = []
    var excluded: [StudyEffects.Excluded] = []
    for study in studies {
      do throws(EffectError) {
        effects.append(try effect(of: study, in: set))
      } catch {
        excluded.append(.init(study: study.study, reason: error.finding))
      }
    }
    return StudyEffects(specification: self, effects: effects, excluded: excluded)
  }

  /// The effect of one study, by itself.
  ///
  /// - Throws: `EffectError`, with the reason why there is none.
  public func effect(
    of summary: StudySummary, study: String = ""
  ) throws(EffectError) -> StudyEffect {
    try validate()
    let study = SummarizedStudy(study: study, summary: summary)
    return try effect(of: study, in: StudySet([study], self))
  }

  private func validate() throws(EffectError) {
    guard measure.varianceEstimators.contains(variance) else {
      throw .noSuchVariance(measure: measure, variance: variance)
    }
    guard zeroCells.added >= 0, zeroCells.added.isFinite else {
      throw .addedOutOfRange(zeroCells.added)
    }
  }

  private func effect(
    of study: SummarizedStudy, in set: StudySet
  ) throws(EffectError) -> StudyEffect {
    if case .printed(let printed) = study.summary {
      let note = EffectNote(formula: "as printed", design: printed.design)
      return StudyEffect(
        study: study.study, measure: measure, estimate: printed.estimate,
        variance: printed.standardError * printed.standardError, note: note)
    }
    let added = try addedToCells(of: study.summary, in: set)
    let raw = try rawEffect(of: study.summary, adding: added, averages: set.averages)
    guard raw.estimate.isFinite, !raw.variance.isNaN, raw.variance < .infinity else {
      throw study.summary.hasZeroCell
        ? .emptyCell(measure: measure) : .notComputed(measure: measure)
    }
    guard raw.variance > 0 else { throw .noVariance(measure: measure) }
    let note = EffectNote(
      formula: formula, addedToCells: added, design: study.summary.design,
      hasRecoveredCounts: study.summary.hasRecoveredCounts)
    return StudyEffect(
      study: study.study, measure: measure, estimate: raw.estimate, variance: raw.variance,
      note: note)
  }
}
