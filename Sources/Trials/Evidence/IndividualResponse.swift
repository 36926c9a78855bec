import Numerics

/// The standard deviation of individual responses that the arms of a trial imply.
///
///     d = SD1^2 - SD2^2,  se(d) = sqrt(2 (SD1^4 / (n1 - 1) + SD2^4 / (n2 - 1))),
///
/// SD1 and SD2 of the changes in the treated and the comparator arm; the standard deviation is
/// sqrt(d), and the limits are the roots of d -/+ z se(d). It is right only if a person's response
/// has nothing to do with how the person would have changed without it; if they are related, it
/// can be anything.
///
/// Source: Atkinson and Batterham (2015), "True and false interindividual differences in the
/// physiological response to an intervention"; Hopkins (2015).
public enum IndividualResponse: Sendable, Codable, Equatable {
  /// d is above 0. The lower limit is nil where that of d is not: it may be none.
  case estimated(standardDeviation: Double, lower: Double?, upper: Double)
  /// d is not above 0: the treated vary no more than the others. The upper limit is nil where even
  /// that of d is not above 0.
  case noExcess(upper: Double?)

  /// - Parameters:
  ///   - arms: n and the standard deviation of the people's changes; the means do not matter.
  ///   - level: of the interval.
  /// - Throws: `EvidenceError.levelOutOfRange`.
  public init(_ arms: TwoGroupMeans, level: Double = 0.95) throws(EvidenceError) {
    guard level > 0, level < 1 else { throw .levelOutOfRange(level) }
    let (treated, others) = (arms.treatment, arms.comparator)
    let excess = treated.variance - others.variance
    let error =
      (2
      * (treated.variance * treated.variance / (treated.n - 1)
        + others.variance * others.variance / (others.n - 1)))
      .squareRoot()
    let reach = error * NormalDistribution.standard.quantile((1 - level) / 2, tail: .upper)
    func root(_ value: Double) -> Double? { value > 0 ? value.squareRoot() : nil }
    if let deviation = root(excess) {
      self = .estimated(
        standardDeviation: deviation, lower: root(excess - reach),
        upper: (excess + reach).squareRoot())
    } else {
      self = .noExcess(upper: root(excess + reach))
    }
  }
  /// The result in words, figures as `format` writes them, in the units of the outcome.
  public func text(_ format: (Double) -> String) -> String {
    let condition =
      "if a person's response has nothing to do with how the person would have changed without it"
    switch self {
    case .estimated(let deviation, let lower, let upper):
      return "The treated vary more: a standard deviation of individual responses of "
        + "\(format(deviation)) (\(lower.map(format) ?? "none") to \(format(upper))), \(condition)."
    case .noExcess(let upper?):
      return "The treated vary no more than the others: compatible with no individual responses "
        + "and with a standard deviation of up to \(format(upper)), \(condition)."
    case .noExcess(nil):
      return "The treated vary less than the others by more than chance explains, which individual "
        + "responses alone cannot do: people's responses and their changes without treatment are "
        + "related, or the scale has an end."
    }
  }
}
