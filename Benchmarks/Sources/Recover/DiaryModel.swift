import MixedModels

/// A model of the nights of many people: one that draws them, or one that is fitted to them.
struct DiaryModel: Sendable, Equatable {
  var family = ResponseFamily.poisson
  /// Whether the effect of the treatment differs from person to person.
  var hasSlopes = false
  /// Whether a latent AR(1) series runs through each person's nights.
  var hasSeries = false

  var specification: MixedModelSpecification {
    let effects = hasSlopes ? "treatment" : "1"
    var result = MixedModelSpecification("outcome ~ treatment + (\(effects) | person)")
    result.family = family
    result.correlation = hasSeries ? "ar1(night | person)" : nil
    return result
  }

  /// In words.
  var name: String {
    let base =
      switch family {
      case .binomial: "yes or no"
      case .negativeBinomial2: "negative binomial"
      default: "Poisson"
      }
    return base + (hasSeries ? ", latent AR(1)" : "")
      + (hasSlopes ? ", `(treatment \\| person)`" : ", `(1 \\| person)`")
  }
}
