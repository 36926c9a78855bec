extension EffectPrior {
  /// The normal prior under which a log is fitted when this one has heavy tails.
  ///
  /// The fit under it finds the (sigma, rho) that matter and where the data lie; the effect's own
  /// posterior does not depend on it. Of the components of the mixture it is the typical one, given
  /// a crude estimate of the effect: narrow where trials and nights agree, wide where they do not,
  /// as the tails of t have it. With several arms it is the widest that any of them asks for, and
  /// stands for the effects of the others while one is swept.
  func workingNormal(for log: PersonalLog, kind: Outcome.Kind) -> EffectPrior {
    guard shape != nil else { return self }
    let mixture = NormalScaleMixture(self)
    let deviations = log.arms.indices.dropFirst().compactMap { arm in
      log.crudeEffect(of: arm, kind: kind).map {
        mixture.typicalDeviation(near: $0.estimate, variance: $0.variance)
      }
    }
    return EffectPrior(
      name: name, mean: mean, standardDeviation: deviations.max() ?? standardDeviation)
  }
}

extension PersonalLog {
  /// The difference of an arm's nights to the reference's on the analysis scale, its variance twice
  /// that of independent nights; nil where an arm has none, or the nights do not vary.
  fileprivate func crudeEffect(
    of arm: Int, kind: Outcome.Kind
  ) -> (estimate: Double, variance: Double)? {
    let contrast = NightContrast(self, kind: kind)
    var sums = [NightSum.zero, .zero]
    for night in nights where night.arm == arm || night.arm == 0 {
      guard let outcome = night.outcome, kind.analysisValue(outcome) != nil else { continue }
      sums[night.arm == 0 ? 0 : 1].add(contrast.value(of: outcome))
    }
    guard let estimate = contrast.difference(sums[1], sums[0]) else { return nil }
    let spread = pooledStandardDeviation(of: kind) ?? 0
    let variance = sums.reduce(0.0) { total, sum in
      let nights = Double(sum.nights)
      return switch kind {
      case .count: total + 1 / (sum.total + 0.5)
      case .binary: total + 1 / (sum.total + 0.5) + 1 / (nights - sum.total + 0.5)
      case .score, .duration: total + spread * spread / nights
      case .ordinal: total + contrast.varianceOfOneNight / nights
      }
    }
    return variance > 0 ? (estimate, 2 * variance) : nil
  }
}
