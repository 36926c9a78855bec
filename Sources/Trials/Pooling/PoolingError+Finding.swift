import Tables

extension PoolingError {
  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .noStudies: "A320"
    case .mixedMeasures: "A321"
    case .unusableEffect: "A322"
    case .designRows, .rowValues, .designNotFinite, .moderatorsNotAllowed: "A323"
    case .unusableGroups: "A324"
    case .collinearDesign: "A325"
    case .unusableWeights, .inverseVarianceWeightsNeeded: "A326"
    case .outOfRange: "A327"
    case .tooFewStudies: "A328"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    let text = description
    let end = text.firstRange(of: ": ")
    let message = end.map { String(text[..<$0.lowerBound]) } ?? text
    let hint = end.map { String(text[$0.upperBound...].drop { $0 == " " }) }
    return Finding(
      code: code, severity: .error,
      message: message.hasSuffix(".") ? String(message.dropLast()) : message,
      hint: hint.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 })
  }
}
