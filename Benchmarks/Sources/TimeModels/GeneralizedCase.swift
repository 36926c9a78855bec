import MixedModels

/// A model of counts, or of yes or no, and its data: fitted here and by lme4 or glmmTMB.
enum GeneralizedCase: String, CaseIterable {
  case herds = "cbpp-laplace"
  case counts = "poisson-500x56-intercept"
  case countsSlope = "poisson-500x56-slope"
  case anyCramp = "binomial-500x56-intercept"
  case overdispersedLme4 = "nb2-500x56-glmer"
  case overdispersed = "nb2-500x56-tmb"
  case series = "latent-ar1-200x56"

  /// The file in the data folder, which `peers/glmm.R` writes.
  var file: String {
    switch self {
    case .herds: "cbpp.csv"
    case .series: "latent-counts-200x56.csv"
    default: "counts-500x56.csv"
    }
  }

  /// Whether R's function gives standard errors from the Hessian in all parameters, so that ours
  /// are timed with it: glmmTMB does, lme4 without its derivatives does not.
  var includesErrors: Bool { self == .overdispersed || self == .series }

  var specification: MixedModelSpecification {
    switch self {
    case .herds:
      return specification(
        "cbind(incidence, size - incidence) ~ factor(period) + (1 | herd)", .binomial)
    case .counts: return specification("y_poisson ~ trt + t + (1 | id)", .poisson)
    case .countsSlope: return specification("y_poisson ~ trt + t + (trt | id)", .poisson)
    case .anyCramp: return specification("y_any ~ trt + t + (1 | id)", .binomial)
    case .overdispersed: return specification("y_nb ~ trt + t + (1 | id)", .negativeBinomial2)
    case .overdispersedLme4:
      var result = specification("y_nb ~ trt + t + (1 | id)", .negativeBinomial2)
      result.curvature = .expected
      return result
    case .series:
      var result = specification("y ~ trt + t + (1 | id)", .poisson)
      result.correlation = "ar1(t | id)"
      return result
    }
  }

  private func specification(
    _ formula: String, _ family: ResponseFamily
  ) -> MixedModelSpecification {
    var result = MixedModelSpecification(formula)
    result.family = family
    return result
  }
}
