extension PooledEffects {
  /// D^2 = 1 - v_F / v_R, the share by which the variance of the pooled effect shrinks if effects
  /// are taken as equal; at least I^2 (Wetterslev et al. 2009). The Knapp-Hartung
  /// factor does not enter.
  /// - Throws: `EvidenceError.noDiversity` where effects are taken as equal, tau^2 cannot be
  ///   estimated, or there are moderators or other weights.
  public func diversity() throws(EvidenceError) -> Double {
    guard pooling.model != .equalEffects else {
      throw .noDiversity("Equal effects have no diversity")
    }
    guard design.columns == 1, design.interceptColumn == 0, pooling.weighting == .inverseVariance
    else { throw .noDiversity("Diversity is of one pooled effect by inverse variances") }
    guard let tauSquared else {
      throw .noDiversity("tau^2 cannot be estimated from \(studies) study")
    }
    let equal = effects.reduce(0) { $0 + 1 / $1.variance }
    let random = effects.reduce(0) { $0 + 1 / ($1.variance + tauSquared) }
    return 1 - random / equal
  }
}
