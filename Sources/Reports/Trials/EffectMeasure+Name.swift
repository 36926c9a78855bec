import Trials

extension EffectMeasure {
  /// The name on the command line: lnVR for VR.
  public var name: String {
    switch self {
    case .variabilityRatio: "lnVR"
    case .coefficientOfVariationRatio: "lnCVR"
    default: rawValue
    }
  }

  /// From the name on the command line, in any case of letters.
  public init?(name: String) {
    let wanted = name.lowercased()
    guard let found = EffectMeasure.allCases.first(where: { $0.name.lowercased() == wanted }) else {
      return nil
    }
    self = found
  }

  /// The measures that can be asked for.
  public static let offered: [EffectMeasure] = [
    .meanDifference, .standardizedMeanDifference, .ratioOfMeans, .riskRatio, .oddsRatio,
    .riskDifference, .incidenceRateRatio, .variabilityRatio, .coefficientOfVariationRatio,
    .generic,
  ]
}
