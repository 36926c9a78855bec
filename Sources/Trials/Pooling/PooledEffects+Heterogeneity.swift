import Glibc
import Numerics

extension PooledEffects {
  /// P(chi-squared(k - p) > Q): Cochran's test of tau^2 = 0; nil without residual degrees of
  /// freedom.
  public var residualHeterogeneityProbability: Double? {
    guard residualDegreesOfFreedom > 0 else { return nil }
    return ChiSquaredDistribution(degreesOfFreedom: Double(residualDegreesOfFreedom))
      .cumulative(residualHeterogeneity, tail: .upper)
  }

  /// I^2 = tau^2 / (tau^2 + typical variance), a share between 0 and 1; from Q where the model
  /// assumes equal effects (Higgins and Thompson 2002).
  public var inconsistency: Double? {
    if pooling.model == .equalEffects { return inconsistencyFromQ }
    return tauSquared.flatMap(inconsistency(tauSquared:))
  }

  /// H^2 = 1 + tau^2 / typical variance, from Q where the model assumes equal effects.
  public var relativeExcess: Double? {
    if pooling.model == .equalEffects { return relativeExcessFromQ }
    return tauSquared.flatMap(relativeExcess(tauSquared:))
  }

  /// max(0, (Q - (k - p)) / Q).
  public var inconsistencyFromQ: Double? {
    guard residualDegreesOfFreedom > 0 else { return nil }
    guard residualHeterogeneity > 0 else { return 0 }
    let excess = residualHeterogeneity - Double(residualDegreesOfFreedom)
    return max(0, excess / residualHeterogeneity)
  }

  /// Q / (k - p).
  public var relativeExcessFromQ: Double? {
    guard residualDegreesOfFreedom > 0 else { return nil }
    return residualHeterogeneity / Double(residualDegreesOfFreedom)
  }

  /// I^2 at a value of tau^2.
  public func inconsistency(tauSquared: Double) -> Double? {
    typicalVariance.map { tauSquared / (tauSquared + $0) }
  }

  /// H^2 at a value of tau^2.
  public func relativeExcess(tauSquared: Double) -> Double? {
    typicalVariance.map { tauSquared / $0 + 1 }
  }

  /// The Q-profile interval of tau^2: all t >= 0 at which Q(t) lies between the quantiles of
  /// chi-squared(k - p). Exact in the normal model (Viechtbauer 2007). Map it through sqrt for tau.
  ///
  /// The upper limit is not cut anywhere (metafor's default stops at max(100, 10 tau^2)).
  public var heterogeneityInterval: HeterogeneityInterval {
    let freedom = residualDegreesOfFreedom
    guard freedom > 0 else { return .notEstimable }
    let distribution = ChiSquaredDistribution(degreesOfFreedom: Double(freedom))
    let tail = (1 - pooling.confidenceLevel) / 2
    let smallest = distribution.quantile(tail)
    guard residualHeterogeneity >= smallest else { return .empty }
    let kernel = kernel
    let largest = distribution.quantile(tail, tail: .upper)
    return .interval(
      EffectInterval(
        lower: kernel.root(ofQuadratic: largest), upper: kernel.root(ofQuadratic: smallest)))
  }

  /// The profile-likelihood interval of tau^2: where the log-likelihood (restricted or not) crosses
  /// half the chi-squared(1) quantile below its maximum, on either side (Hardy and Thompson 1996).
  /// Not estimable also where the likelihood never falls that far.
  public func profileLikelihoodInterval(restricted: Bool) -> HeterogeneityInterval {
    guard residualDegreesOfFreedom > 0 else { return .notEstimable }
    let kernel = kernel
    let top = kernel.likelihoodMaximum(restricted: restricted).value
    let drop = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(pooling.confidenceLevel) / 2
    let floor = kernel.logLikelihood(top, restricted: restricted) - drop
    func excess(_ t: Double) -> Double { kernel.logLikelihood(t, restricted: restricted) - floor }
    var far = 2 * top + kernel.smallestVariance
    while excess(far) > 0, far < 1e300 { far *= 2 }
    guard excess(far) <= 0,
      let upper = try? Brent.root(in: top...far, tolerance: 0, of: excess)
    else { return .notEstimable }
    if top == 0 || excess(0) >= 0 { return .interval(EffectInterval(lower: 0, upper: upper)) }
    guard let lower = try? Brent.root(in: 0...top, tolerance: 0, of: excess) else {
      return .notEstimable
    }
    return .interval(EffectInterval(lower: lower, upper: upper))
  }

  /// The share of tau^2 that the moderators explain, max(0, 1 - tau^2 / tau^2 without them); the
  /// adjusted weighted R^2 for equal effects. Nil without an intercept, moderators or estimate.
  public func explainedHeterogeneity() throws -> Double? {
    guard design.interceptColumn != nil, design.columns > 1, let tauSquared else { return nil }
    let plain = try Pooling(
      model: pooling.model, test: .normal, weighting: pooling.weighting,
      confidenceLevel: pooling.confidenceLevel
    ).pool(effects)
    if pooling.model == .equalEffects {
      guard residualDegreesOfFreedom > 0, plain.residualHeterogeneity > 0 else { return nil }
      let within = residualHeterogeneity / Double(residualDegreesOfFreedom)
      let total = plain.residualHeterogeneity / Double(studies - 1)
      return max(0, 1 - within / total)
    }
    guard let total = plain.tauSquared else { return nil }
    return total > 0 ? max(0, 1 - tauSquared / total) : 0
  }
}
