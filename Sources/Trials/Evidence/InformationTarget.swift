/// What a trial or a body of trials is meant to tell apart.
public enum InformationTarget: Sendable, Codable, Equatable {
  /// A difference of means; in a crossover, with the standard deviation of a person's differences
  /// over 2.
  case mean(standardDeviation: Double, minimalImportantDifference: Double)
  /// A risk that differs from the comparator's.
  case risk(comparator: Double, treatment: Double)

  /// The variance of one person's outcome over the squared difference.
  func relativeVariance() throws(EvidenceError) -> Double {
    switch self {
    case .mean(let deviation, let difference):
      guard deviation > 0, deviation.isFinite, difference != 0, difference.isFinite else {
        throw .impossibleTarget(
          "A difference of \(difference) with a standard deviation of \(deviation) cannot be "
            + "planned for")
      }
      return deviation * deviation / (difference * difference)
    case .risk(let comparator, let treatment):
      guard comparator >= 0, comparator <= 1, treatment >= 0, treatment <= 1,
        comparator != treatment
      else {
        throw .impossibleTarget(
          "Risks of \(comparator) and \(treatment) cannot be planned for")
      }
      let mean = (comparator + treatment) / 2
      return mean * (1 - mean) / ((treatment - comparator) * (treatment - comparator))
    }
  }
}
