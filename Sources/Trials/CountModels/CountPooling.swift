/// Pools counts of events in two groups by their own distribution, with effects that vary between
/// studies: no cell needs anything added, and no variance is taken for known.
///
///     let pooled = try CountPooling(.conditionalExact).pool(tables)
///
/// theta_i ~ N(theta, tau^2) is a study's log odds ratio, or of rates its log rate ratio. Maximum
/// likelihood, so tau^2 is a little small with few studies.
///
/// Source: Stijnen, Hamza and Ozdemir (2010); Jackson et al. (2018), "A comparison of seven
/// random-effects models for meta-analyses that estimate the summary odds ratio". metafor:
/// `rma.glmm`.
public struct CountPooling: Sendable, Codable, Equatable {
  /// What is done about the studies' own baselines.
  public enum Model: String, Sendable, Codable, CaseIterable {
    /// A coefficient for each: theta_i is +1/2 of the treated, -1/2 of the others.
    case fixedStudyEffects = "UM.FS"
    /// They vary as a normal distribution, independently of the effect, which is coded as above.
    case randomStudyEffects = "UM.RS"
    /// The events among the treated, given all events of the study, are noncentral hypergeometric,
    /// whatever the baseline; of rates, binomial.
    case conditionalExact = "CM.EL"
    /// The same with a binomial in place of the hypergeometric distribution, which is right for
    /// rare events; the effect is then as much a log risk ratio.
    case conditionalApproximate = "CM.AL"
  }

  public var model: Model
  /// Nodes of adaptive Gauss-Hermite quadrature for each random effect of a study; 1 is Laplace's
  /// approximation. metafor takes 7, and 1 with two random effects a study.
  public var nodes: Int
  /// The coverage of the interval.
  public var confidenceLevel: Double

  public init(_ model: Model, nodes: Int = 21, confidenceLevel: Double = 0.95) {
    self.model = model
    self.nodes = nodes
    self.confidenceLevel = confidenceLevel
  }

  /// Pools odds ratios. Studies in which nobody or everybody had the event say nothing and are
  /// counted as uninformative.
  /// - Throws: `EffectError.noTables`, `.levelOutOfRange`, `.noPooledEstimate` where all events are
  ///   on one side, `.notComputed`; `CountPoolingError`; `MixedModelError`.
  public func pool(_ tables: [TwoGroupEvents]) throws -> CountPooledEffects {
    let informative = tables.filter { !$0.isDoubleZero }
    try check(all: tables.count, informative: informative.count)
    let ranges = informative.map { ConditionalDistribution([$0]).support }
    let treated = informative.map(\.treatment.events)
    let isLowest = zip(ranges, treated).allSatisfy { $0.lowerBound == $1 }
    let isHighest = zip(ranges, treated).allSatisfy { $0.upperBound == $1 }
    guard !isLowest, !isHighest else {
      throw EffectError.noPooledEstimate(measure: .oddsRatio)
    }
    let fit =
      model == .conditionalExact
      ? try ConditionalExactModel(informative, nodes: nodes).fit()
      : try MixedCountModel(events: informative, self).fit()
    return CountPooledEffects(
      self, .oddsRatio, fit, tables: tables.count, informative: informative.count)
  }

  /// Pools rate ratios. Studies without any event say nothing.
  /// - Throws: as for odds ratios.
  public func pool(_ rates: [TwoGroupRates]) throws -> CountPooledEffects {
    let informative = rates.filter { !$0.isDoubleZero }
    try check(all: rates.count, informative: informative.count)
    guard model != .conditionalApproximate else { throw CountPoolingError.exactForRates }
    guard informative.contains(where: { $0.treatment.events > 0 }),
      informative.contains(where: { $0.comparator.events > 0 })
    else { throw EffectError.noPooledEstimate(measure: .incidenceRateRatio) }
    let fit = try MixedCountModel(rates: informative, self).fit()
    return CountPooledEffects(
      self, .incidenceRateRatio, fit, tables: rates.count, informative: informative.count)
  }

  private func check(all: Int, informative: Int) throws {
    guard all > 0 else { throw EffectError.noTables }
    guard confidenceLevel > 0, confidenceLevel < 1 else {
      throw EffectError.levelOutOfRange(confidenceLevel)
    }
    precondition((1...100).contains(nodes), "a quadrature has 1 to 100 nodes")
    guard informative > 1 else {
      throw CountPoolingError.tooFewTables(informative: informative, all: all)
    }
  }
}
