import MixedModels

/// A model, its data and what is timed: done here and by R's packages.
enum ModelCase: String, CaseIterable {
  case sleepstudy = "sleepstudy-slope-reml"
  case penicillin = "penicillin-crossed"
  case instEval = "insteval-crossed"
  case instEvalInteraction = "insteval-interaction"
  case longitudinal2000 = "longitudinal-2000x60"
  case longitudinal2000Nlme = "longitudinal-2000x60-nlme"
  case longitudinal20000 = "longitudinal-20000x60"
  case series = "series-1000x56-ar1"
  case bootstrap = "sleepstudy-bootstrap-1000"
  case kenwardRoger = "sleepstudy-kenward-roger"
  case profile = "sleepstudy-profile"

  /// The file in the data folder.
  var file: String {
    switch self {
    case .sleepstudy, .bootstrap, .kenwardRoger, .profile: "sleepstudy.csv"
    case .penicillin: "penicillin.csv"
    case .instEval, .instEvalInteraction: "insteval.csv"
    case .longitudinal2000, .longitudinal2000Nlme: "longitudinal-2000x60.csv"
    case .longitudinal20000: "longitudinal-20000x60.csv"
    case .series: "series-1000x56.csv"
    }
  }

  var specification: MixedModelSpecification {
    switch self {
    case .sleepstudy, .bootstrap, .kenwardRoger, .profile:
      MixedModelSpecification("Reaction ~ Days + (Days | Subject)")
    case .penicillin: MixedModelSpecification("diameter ~ 1 + (1 | plate) + (1 | sample)")
    case .instEval:
      MixedModelSpecification(
        "y ~ 1 + service + (1 | s) + (1 | d) + (1 | dept)", criterion: .maximumLikelihood)
    case .instEvalInteraction:
      MixedModelSpecification("y ~ service * factor(dept) + (1 | s) + (1 | d)")
    case .longitudinal2000, .longitudinal2000Nlme, .longitudinal20000:
      MixedModelSpecification("y ~ trt + t + (t | id)")
    case .series:
      MixedModelSpecification("y ~ trt + day + (1 | id)", correlation: "ar1(day | id)")
    }
  }
}
