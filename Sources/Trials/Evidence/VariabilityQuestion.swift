import Glibc

/// Do patients differ in their response? What a pooled ratio of variability says of it, and what
/// not.
///
/// The measures are log ratios of standard deviations (VR) or coefficients of variation (CVR) of
/// the treated and the comparator's people. If a treatment helped some and not others, and that
/// were all, the outcomes of the treated would vary more.
///
/// Source: Nakagawa et al. (2015); Senn (2016), "Mastering variation"; Mills et al. (2021),
/// "Detecting heterogeneity of intervention effects using analysis and meta-analysis of differences
/// in variance between trial arms".
public struct VariabilityQuestion: Sendable, Equatable {
  /// What the interval of the ratio says.
  public enum Answer: String, Sendable, Codable, CaseIterable {
    /// Below 1 with its whole interval.
    case lessVariable
    /// Above 1 with its whole interval.
    case moreVariable
    /// It holds 1.
    case compatibleWithEqual
    /// There is no interval.
    case noInterval
  }

  public let measure: EffectMeasure
  /// Treated over comparator.
  public let ratio: Double
  public let interval: EffectInterval?

  /// - Throws: `EvidenceError.notVariability`, `.moderatorsNotAllowed`.
  public init(_ pooled: PooledEffects) throws(EvidenceError) {
    let measure = pooled.effects[0].measure
    guard measure.comparesVariability else { throw .notVariability(measure) }
    guard pooled.design.columns == 1, pooled.design.interceptColumn == 0 else {
      throw .moderatorsNotAllowed
    }
    self.measure = measure
    ratio = exp(pooled.estimates[0])
    interval = pooled.coefficients[0].inference?.interval.mapped { exp($0) }
  }

  public var answer: Answer {
    guard let interval else { return .noInterval }
    if interval.lower > 1 { return .moreVariable }
    return interval.upper < 1 ? .lessVariable : .compatibleWithEqual
  }

  /// The answer in words, with what it does not show, figures as `format` writes them.
  public func text(_ format: (Double) -> String) -> String {
    let what =
      measure.isRelativeToMean ? "coefficients of variation" : "standard deviations"
    let range = interval.map { " (\(format($0.lower)) to \(format($0.upper)))" } ?? ""
    let start = "The ratio of \(what), treated over comparator, is \(format(ratio))\(range)."
    switch answer {
    case .compatibleWithEqual, .noInterval:
      return "\(start) A ratio near 1 does not show that everybody responds alike: equal "
        + "\(what) are compatible with individual responses that are offset, as where those with "
        + "the most to gain respond most."
    case .moreVariable:
      return "\(start) A ratio above 1 is compatible with individual responses, and as well with a "
        + "floor or ceiling of the scale, with a spread that grows with the mean, and with people "
        + "who did not take the treatment."
    case .lessVariable:
      return "\(start) A ratio below 1 is compatible with individual responses that are offset, as "
        + "where those with the most to gain respond most, and as well with a floor or ceiling of "
        + "the scale and with a spread that falls with the mean."
    }
  }
}

extension EffectMeasure {
  /// A log ratio of standard deviations or of coefficients of variation.
  public var comparesVariability: Bool {
    self == .variabilityRatio || self == .pairedVariabilityRatio || isRelativeToMean
  }

  /// A log ratio of coefficients of variation.
  var isRelativeToMean: Bool {
    self == .coefficientOfVariationRatio || self == .pairedCoefficientOfVariationRatio
  }
}
