extension PooledEffects {
  /// The same pooling of some of the studies, in this order.
  /// - Throws: `PoolingError.noStudies`; `.collinearDesign` where these studies do not determine
  ///   all coefficients.
  public func selecting(_ studies: [Int]) throws -> PooledEffects {
    guard !studies.isEmpty else { throw PoolingError.noStudies }
    var pooling = pooling
    if case .given(let weights) = pooling.weighting {
      pooling.weighting = .given(studies.map { weights[$0] })
    }
    return try pooling.pool(studies.map { effects[$0] }, design: design.selecting(studies))
  }

  /// The pooling without each study in turn; nil where the others do not determine all
  /// coefficients.
  /// - Throws: `PoolingError.tooFewStudies` for a single study.
  public func leavingOutEach() throws -> [PooledEffects?] {
    guard studies > 1 else {
      throw PoolingError.tooFewStudies(needed: 2, studies: studies, purpose: "Leaving one out")
    }
    return effects.indices.map { left in
      try? selecting(effects.indices.filter { $0 != left })
    }
  }

  /// The pooling of the first study, the first two, and so on, of this order (of publication,
  /// say).
  /// - Throws: `PoolingError.moderatorsNotAllowed`, as the first study alone cannot determine them.
  public func cumulating(order: [Int]) throws -> [PooledEffects] {
    guard design.columns == 1 else {
      throw PoolingError.moderatorsNotAllowed(purpose: "Cumulative pooling")
    }
    return try order.indices.map { try selecting(Array(order[...$0])) }
  }
}
