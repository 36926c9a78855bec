import Numerics

/// Whether the likelihoods of generalised models are on one scale, and whether a model is a
/// special case of another.
enum GeneralizedNesting {
  /// Throws unless the models are of the same rows and approximate the integral over random
  /// effects in the same way.
  static func requireComparable(_ models: [GeneralizedMixedModel]) throws {
    guard let first = models.first else { return }
    for other in models.dropFirst() {
      try ModelComparison.requireSameData(first.frame, other.frame)
      guard first.frame.trials == other.frame.trials else {
        throw InferenceError.differentData(what: "trials")
      }
      guard first.family.isCount == other.family.isCount else {
        throw InferenceError.differentKinds(what: "families")
      }
    }
    let integrated = models.filter { !$0.isPlain }
    guard let first = integrated.first else { return }
    for other in integrated.dropFirst() {
      guard first.specification.integration == other.specification.integration else {
        throw InferenceError.differentKinds(what: "integration")
      }
      guard first.curvature == other.curvature else {
        throw InferenceError.differentKinds(what: "curvature")
      }
    }
  }

  /// Throws unless every distribution of `smaller` is one of `larger`, or the limit of some.
  static func requireSubmodel(
    _ smaller: GeneralizedMixedModel, of larger: GeneralizedMixedModel
  ) throws {
    guard smaller.family == larger.family || (smaller.family == .poisson && larger.family.isCount)
    else { throw InferenceError.differentKinds(what: "families") }
    guard smaller.link == larger.link else { throw InferenceError.differentKinds(what: "links") }
    try ModelNesting.requireMoreParameters(smaller.parameterCount, larger.parameterCount)
    try ModelNesting.requireSubdesign(smaller.frame, of: larger.frame)
    if smaller.series != nil {
      guard larger.series != nil,
        smaller.specification.correlation == larger.specification.correlation
      else { throw InferenceError.notASubmodel(what: "latent series") }
    }
    if let inner = smaller.frame.zeroInflation?.matrix {
      guard let outer = larger.frame.zeroInflation?.matrix, try ModelNesting.spans(outer, inner)
      else {
        throw InferenceError.notASubmodel(what: "zero inflation")
      }
    }
  }

  /// Parameters of `larger` that `smaller` puts at the edge of what they can be; 2 stands for an
  /// edge whose mixture is not known.
  static func boundaryCount(
    _ smaller: GeneralizedMixedModel, _ larger: GeneralizedMixedModel
  ) -> Int {
    var count = larger.frame.varianceCount - smaller.frame.varianceCount
    if larger.family.hasDispersion && !smaller.family.hasDispersion { count += 1 }
    if smaller.zeroInflationCoefficients.isEmpty {
      count += min(larger.zeroInflationCoefficients.count, 2)
    }
    if smaller.series == nil && larger.series != nil { count += 2 }
    return count
  }
}
