/// A prior of tau^2 made from the meta-analyses of the Cochrane Database: what the heterogeneity of
/// a new one is expected to be, by the kind of its outcome and comparison.
///
///     let prior = try EmpiricalPrior.turner(.pain, .pharmacologicalAgainstControl)
///       .prior(for: .oddsRatio)
///
/// Each is of one scale. On another the same numbers mean another spread, and `prior(for:)` throws.
public enum EmpiricalPrior: Sendable, Codable, Equatable {
  /// Log-normal, of log odds ratios (Turner et al. 2015, table IV).
  case turner(TurnerOutcome, TurnerComparison)
  /// Log-normal, of log odds ratios in any setting: log tau^2 = N(-2.56, 1.74^2) (Turner et al.
  /// 2015, p. 993).
  case turnerAnySetting
  /// Log of Student's t, of standardised mean differences (Rhodes et al. 2015, table 3).
  case rhodes(RhodesOutcome, RhodesComparison)
  /// The same in any setting: log tau^2 = -3.44 + 2.59 t(5) (Rhodes et al. 2015, section 3.3).
  case rhodesAnySetting

  /// The prior, of the scale that `measures` says.
  public var prior: HeterogeneityPrior {
    switch self {
    case .turner(let outcome, let comparison): .turner(outcome: outcome, comparison: comparison)
    case .turnerAnySetting: .logNormal(location: -2.56, scale: 1.74)
    case .rhodes(let outcome, let comparison): .rhodes(outcome: outcome, comparison: comparison)
    case .rhodesAnySetting: .logStudentT(location: -3.44, scale: 2.59, degreesOfFreedom: 5)
    }
  }

  /// The measures on the scale the prior was made for.
  public var measures: [EffectMeasure] {
    switch self {
    case .turner, .turnerAnySetting: [.oddsRatio, .petoOddsRatio]
    case .rhodes, .rhodesAnySetting:
      [.standardizedMeanDifference, .standardizedMeanDifferenceHeteroscedastic]
    }
  }

  /// The paper.
  public var source: String {
    switch self {
    case .turner, .turnerAnySetting:
      "Turner RM, Jackson D, Wei Y, Thompson SG, Higgins JPT (2015), Statistics in Medicine 34, "
        + "984-998"
    case .rhodes, .rhodesAnySetting:
      "Rhodes KM, Turner RM, Higgins JPT (2015), Journal of Clinical Epidemiology 68, 52-60"
    }
  }

  /// Throws unless the measure is on the scale the prior was made for.
  /// - Throws: `PoolingError.outOfRange`.
  public func check(_ measure: EffectMeasure) throws {
    guard measures.contains(measure) else {
      let scale = measures.map(\.rawValue).joined(separator: " and ")
      throw PoolingError.outOfRange(
        "a prior of tau made for \(scale), used with \(measure.rawValue); "
          + "state a half-normal prior in the units of \(measure.rawValue)")
    }
  }

  /// The prior for effects of a measure.
  /// - Throws: `PoolingError.outOfRange` of a measure on another scale.
  public func prior(for measure: EffectMeasure) throws -> HeterogeneityPrior {
    try check(measure)
    return prior
  }
}

extension EmpiricalPrior {
  /// The prior of a name: `turner`, `rhodes`, or either with an outcome and a comparison, such as
  /// `turner:pain,pharmacologicalAgainstControl`; nil if there is none.
  public init?(named name: String) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let names = parts.count == 2 ? parts[1].split(separator: ",").map(String.init) : []
    switch (parts.first, parts.count) {
    case ("turner", 1): self = .turnerAnySetting
    case ("rhodes", 1): self = .rhodesAnySetting
    case ("turner", 2):
      guard names.count == 2, let outcome = TurnerOutcome.named(names[0]),
        let comparison = TurnerComparison.named(names[1])
      else { return nil }
      self = .turner(outcome, comparison)
    case ("rhodes", 2):
      guard names.count == 2, let outcome = RhodesOutcome.named(names[0]),
        let comparison = RhodesComparison.named(names[1])
      else { return nil }
      self = .rhodes(outcome, comparison)
    default: return nil
    }
  }
}

extension CaseIterable {
  /// The case of that name.
  fileprivate static func named(_ name: String) -> Self? {
    allCases.first { "\($0)" == name }
  }
}
