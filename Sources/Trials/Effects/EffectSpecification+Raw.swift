extension EffectSpecification {
  /// The estimate and variance by the measure's formula.
  func rawEffect(
    of summary: StudySummary, adding added: Double, averages: SetAverages
  ) throws(EffectError) -> RawEffect {
    switch summary {
    case .means(let means): try meanEffect(means, averages)
    case .events(let events): try tableEffect(events.cells.adding(added))
    case .rates(let rates): try rateEffect(RateCells(rates, adding: added))
    case .pairedMeans(let pair): try pairedEffect(pair)
    case .pairedEvents(let pair) where measure == .marginalPairedOddsRatio:
      pair.cells.adding(added).marginalPairedOddsRatio
    case .proportion(let group): try proportionEffect(ProportionCells(group, adding: added))
    case .correlation(let sample): try correlationEffect(sample)
    case .pairedEvents, .printed: throw .wrongShape(measure: measure, found: summary.shape)
    }
  }

  private func meanEffect(
    _ means: TwoGroupMeans, _ averages: SetAverages
  ) throws(EffectError) -> RawEffect {
    switch measure {
    case .meanDifference: return means.meanDifference(variance)
    case .standardizedMeanDifference:
      return means.standardizedDifference(
        byComparator: false, isCorrected: isBiasCorrected, variance, average: averages.estimate)
    case .glassDelta:
      try requireDegreesOfFreedom(means.comparator.count)
      return means.standardizedDifference(
        byComparator: true, isCorrected: isBiasCorrected, variance, average: averages.estimate)
    case .standardizedMeanDifferenceHeteroscedastic:
      return means.heteroscedasticDifference(isCorrected: isBiasCorrected, edition)
    case .glassDeltaHeteroscedastic:
      try requireDegreesOfFreedom(means.comparator.count)
      return means.glassHeteroscedastic(isCorrected: isBiasCorrected)
    case .ratioOfMeans:
      try requireRatio(means.treatment, means.comparator)
      return means.ratioOfMeans(
        isCorrected: correctsRatios, variance, average: averages.variation)
    case .variabilityRatio: return means.variabilityRatio(isCorrected: isBiasCorrected)
    case .coefficientOfVariationRatio:
      try requireRatio(means.treatment, means.comparator)
      return means.variationRatio(isCorrected: isBiasCorrected, edition)
    default: throw .wrongShape(measure: measure, found: .means)
    }
  }

  private func tableEffect(_ cells: FourfoldCells) throws(EffectError) -> RawEffect {
    switch measure {
    case .riskRatio: cells.riskRatio
    case .oddsRatio: cells.logOddsRatio()
    case .riskDifference: cells.riskDifference
    case .arcsineDifference: cells.arcsineDifference
    case .petoOddsRatio: cells.petoOddsRatio
    case .phiCoefficient: cells.phiCoefficient
    case .yuleQ: cells.yuleQ
    case .yuleY: cells.yuleY
    case .tetrachoricCorrelation: try cells.tetrachoricCorrelation()
    case .probitDifference: cells.probitDifference
    case .oddsRatioAsNormalDifference: cells.logOddsRatio(scale: 1 / 1.65)
    case .oddsRatioAsLogisticDifference:
      cells.logOddsRatio(scale: 3.0.squareRoot() / Double.pi)
    default: throw .wrongShape(measure: measure, found: .events)
    }
  }

  private func rateEffect(_ cells: RateCells) throws(EffectError) -> RawEffect {
    switch measure {
    case .incidenceRateRatio: cells.rateRatio
    case .incidenceRateDifference: cells.rateDifference
    case .incidenceRateRootDifference: cells.rootDifference
    default: throw .wrongShape(measure: measure, found: .rates)
    }
  }

  private func pairedEffect(_ pair: PairedMeans) throws(EffectError) -> RawEffect {
    switch measure {
    case .meanChange: return pair.meanChange
    case .standardizedMeanChangeChange:
      try requireDegreesOfFreedom(pair.treatment.count)
      guard pair.differenceVariance > 0 else { throw .noVariance(measure: measure) }
      return pair.changeByChangeUnits(isCorrected: isBiasCorrected)
    case .standardizedMeanChangeRaw:
      try requireDegreesOfFreedom(pair.treatment.count)
      return pair.changeByRawUnits(isCorrected: isBiasCorrected, standardizer)
    case .standardizedMeanChangeRawHeteroscedastic:
      try requireDegreesOfFreedom(pair.treatment.count)
      return pair.changeByRawUnitsHeteroscedastic(
        isCorrected: isBiasCorrected, standardizer, edition)
    case .standardizedMeanChangePooled:
      try requireDegreesOfFreedom(pair.treatment.count)
      return pair.changeByPooledUnits(isCorrected: isBiasCorrected)
    case .standardizedMeanChangePooledHeteroscedastic:
      try requireDegreesOfFreedom(pair.treatment.count)
      return pair.changeByPooledUnitsHeteroscedastic(isCorrected: isBiasCorrected)
    case .pairedRatioOfMeans:
      try requireRatio(pair.treatment, pair.comparator)
      return pair.ratioOfMeans(isCorrected: correctsRatios)
    case .pairedVariabilityRatio: return pair.variabilityRatio
    case .pairedCoefficientOfVariationRatio:
      try requireRatio(pair.treatment, pair.comparator)
      return pair.variationRatio(isCorrected: correctsRatios)
    default: throw .wrongShape(measure: measure, found: .pairedMeans)
    }
  }

  private func proportionEffect(_ cells: ProportionCells) throws(EffectError) -> RawEffect {
    switch measure {
    case .proportion: cells.proportion
    case .logProportion: cells.logarithm
    case .logitProportion: cells.logit
    case .arcsineProportion: cells.arcsine
    case .doubleArcsineProportion: cells.doubleArcsine
    default: throw .wrongShape(measure: measure, found: .proportion)
    }
  }

  private func correlationEffect(_ sample: SampleCorrelation) throws(EffectError) -> RawEffect {
    guard abs(sample.correlation) < 1 else { throw .noVariance(measure: measure) }
    return switch measure {
    case .correlation: sample.plain
    case .fisherZ: sample.fisherZ
    default: throw .wrongShape(measure: measure, found: .correlation)
    }
  }

  /// The bias corrections of ROM, ROMC and CVRC came with metafor 5.
  private var correctsRatios: Bool { isBiasCorrected && edition == .metafor5 }

  /// J needs two degrees of freedom of one group.
  private func requireDegreesOfFreedom(_ count: Int) throws(EffectError) {
    guard count >= 3 else { throw .groupTooSmall(count: count, minimum: 3) }
  }

  private func requireRatio(_ first: GroupMean, _ second: GroupMean) throws(EffectError) {
    guard first.mean != 0, second.mean != 0, (first.mean < 0) == (second.mean < 0) else {
      throw .meansWithoutRatio(first.mean, second.mean)
    }
  }
}
