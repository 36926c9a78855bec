extension EffectMeasure {
  /// The shape of input the measure is computed from. A printed estimate is taken by every measure.
  public var shape: SummaryShape {
    switch self {
    case .meanDifference, .standardizedMeanDifference, .standardizedMeanDifferenceHeteroscedastic,
      .glassDelta, .glassDeltaHeteroscedastic, .ratioOfMeans, .variabilityRatio,
      .coefficientOfVariationRatio:
      .means
    case .riskRatio, .oddsRatio, .riskDifference, .arcsineDifference, .petoOddsRatio,
      .phiCoefficient, .yuleQ, .yuleY, .tetrachoricCorrelation, .probitDifference,
      .oddsRatioAsNormalDifference, .oddsRatioAsLogisticDifference:
      .events
    case .incidenceRateRatio, .incidenceRateDifference, .incidenceRateRootDifference: .rates
    case .meanChange, .standardizedMeanChangeChange, .standardizedMeanChangeRaw,
      .standardizedMeanChangeRawHeteroscedastic, .standardizedMeanChangePooled,
      .standardizedMeanChangePooledHeteroscedastic, .pairedRatioOfMeans, .pairedVariabilityRatio,
      .pairedCoefficientOfVariationRatio:
      .pairedMeans
    case .marginalPairedOddsRatio: .pairedEvents
    case .proportion, .logProportion, .logitProportion, .arcsineProportion,
      .doubleArcsineProportion:
      .proportion
    case .correlation, .fisherZ: .correlation
    case .generic: .printed
    }
  }

  /// The variance estimators that exist for the measure, the default first.
  public var varianceEstimators: [VarianceEstimator] {
    switch self {
    case .meanDifference: [.largeSample, .homoscedastic]
    case .standardizedMeanDifference, .glassDelta:
      [.largeSample, .largeSampleCorrected, .unbiased, .average]
    case .ratioOfMeans: [.largeSample, .homoscedastic, .average]
    default: [.largeSample]
    }
  }

  /// 1/2 is added by default where an empty cell leaves no estimate or no variance, and not to
  /// measures that exist without it, as in metafor.
  public var defaultZeroCellRule: ZeroCellRule {
    switch self {
    case .arcsineDifference, .phiCoefficient, .tetrachoricCorrelation,
      .incidenceRateRootDifference, .arcsineProportion, .doubleArcsineProportion:
      .none
    default: .standard
    }
  }
}
