import Glibc
import Numerics
import Testing

@testable import MixedModels

extension GeneralizedComparison {
  /// Every field of lme4's `glmer` and of glmmTMB.
  static func mixed(_ reference: ReferenceCase) throws -> GeneralizedComparison {
    var comparison = try GeneralizedComparison(reference)
    try comparison.compareCriteria(.logLikelihood)
    let model = comparison.model
    try comparison.compareCoefficients(
      "fixed", model.inference(.joint, joint: comparison.joint), model.frame.fixed.names,
      .generalized, .standardError)
    try comparison.compareConditional()
    if let inference = try model.zeroInflationInference(joint: comparison.joint) {
      try comparison.compareCoefficients(
        "zero_inflation", inference, model.zeroInflationNames, .generalized, .standardError)
    }
    if reference.results.has("random") { try comparison.compareRandom() }
    try comparison.compareTheta()
    try comparison.compareDispersion()
    if reference.results.has("parameter_vector") { try comparison.compareParameters() }
    if reference.results.has("ranef") { try comparison.compareModes() }
    if reference.results.has("components") { try comparison.compareComponents() }
    if reference.results.has("head") { try comparison.compareRows(.generalized) }
    comparison.claim("convergence")
    if reference.results.has("convergence") {
      let convergence = try reference.block("convergence")
      comparison.requireSame(
        "singular", model.convergence.isSingular, convergence.values["singular"] as? Bool ?? false)
    }
    return comparison
  }

  /// The maximum of quadrature written out in R: the fields have other names.
  static func exact(_ reference: ReferenceCase) throws -> GeneralizedComparison {
    var comparison = try GeneralizedComparison(reference)
    let (model, results) = (comparison.model, reference.results)
    comparison.claim("names", "fixed_estimate", "fixed_se", "random_sd", "log_lik")
    let errors = try results.numbers("fixed_se")
    comparison.requireSame(
      "names", model.frame.fixed.names.map(plainName), try results.texts("names"))
    comparison.compare(
      "fixed.estimate", model.coefficients, try results.numbers("fixed_estimate"), .generalized,
      units: errors)
    let found = comparison.joint.coefficients.diagonal.map { $0.squareRoot() }
    comparison.compare("fixed.se", found, errors, .standardError)
    comparison.compare(
      "sd", model.covariances[0].diagonal[0].squareRoot(), try results.number("random_sd"),
      .generalized)
    comparison.compare(
      "log_lik", model.logLikelihood, try results.number("log_lik"), .logLikelihood, unit: 1)
    return comparison
  }

  /// Whether lme4's weights, the expected ones, are the observed ones, of which ours are.
  var isCanonical: Bool {
    (model.family == .poisson && model.link == .log)
      || (model.family == .binomial && model.link == .logit)
  }

  /// Errors with theta known. With other links lme4's have expected weights and ours never.
  private mutating func compareConditional() throws {
    let block = try reference.block("fixed")
    guard block.has("se_rx"), isCanonical else { return }
    let inference = try model.inference(.conditional)
    let errors = inference.covariance.diagonal.map { $0.squareRoot() }
    compare("fixed.se_rx", errors, try block.numbers("se_rx"), .standardError)
    compareMatrix(
      "fixed.vcov_rx", inference.covariance, try block.matrix("vcov_rx"), .standardError)
  }

  private mutating func compareRandom() throws {
    claim("random")
    for block in try results.blocks("random") {
      let group = try block.texts("group")[0]
      let index = try #require(model.frame.random.firstIndex { $0.group == group })
      requireSame(
        "random.terms", model.frame.random[index].names.map(plainName), try block.texts("terms"))
      let covariance = model.covariances[index]
      let deviations = covariance.diagonal.map { $0.squareRoot() }
      compare("random.sd", deviations, try block.numbers("sd"), .generalized)
      compare("random.variance", covariance.diagonal, try block.numbers("variance"), .generalized)
      compareMatrix("random.cov", covariance, try block.matrix("cov"), .generalized)
      for (i, row) in try block.matrix("corr").enumerated() {
        let found = row.indices.map { covariance[i, $0] / deviations[i] / deviations[$0] }
        compare("random.corr", found, row, .generalized, units: row.map { _ in 1 })
      }
    }
  }

  /// The elements of Lambda by lme4's names.
  private mutating func compareTheta() throws {
    claim("theta")
    guard results.has("theta") else { return }
    let names = joint.names.filter { $0.hasPrefix("theta:") }.map {
      plainName(String($0.dropFirst(6)))
    }
    guard results.values["theta"] is [String: Any] else {
      return compare(
        "theta", model.parameters.theta.flatMap { $0 }, try results.numbers("theta"), .generalized)
    }
    let block = try results.block("theta")
    let found = try block.texts("names").map { name in
      model.parameters.theta.flatMap { $0 }[try #require(names.firstIndex(of: name), "\(name)")]
    }
    compare("theta", found, try block.numbers("estimate"), .generalized)
  }

  private mutating func compareDispersion() throws {
    claim("dispersion", "dispersion_model", "theta_nb", "se_log_theta_nb")
    let sign = model.family == .negativeBinomial2 ? -1.0 : 1
    let dispersion = model.dispersion.map { pow($0, sign) }
    for key in ["dispersion", "theta_nb"] where results.has(key) {
      compare(key, dispersion ?? 1, try results.number(key), .generalized)
    }
    if results.has("dispersion_model") {
      compare(
        "dispersion_model", [log(try #require(dispersion))],
        try reference.block("dispersion_model").numbers("estimate"), .generalized, units: [1])
    }
    if results.has("se_log_theta_nb") {
      let last = joint.matrix.rows - 1
      compare(
        "se_log_theta_nb", joint.matrix[last, last].squareRoot(),
        try results.number("se_log_theta_nb"), .standardError)
    }
  }

  /// glmmTMB's own parameters: beta, gamma, log dispersion, logs of SDs, rho / sqrt(1 - rho^2).
  private mutating func compareParameters() throws {
    claim("parameter_vector")
    let block = try reference.block("parameter_vector")
    let layout = joint.layout
    let sign = model.family == .negativeBinomial2 ? -1.0 : 1
    var parameters: [(estimate: Double, gradient: [(place: Int, value: Double)])] =
      (Array(layout.coefficients) + Array(layout.zero)).map { (joint.estimates[$0], [($0, 1)]) }
    parameters += layout.dispersion.map { (sign * joint.estimates[$0], [($0, sign)]) }
    var place = layout.structure.lowerBound
    for design in model.frame.random {
      let theta = (0..<design.freeElements.count).map { joint.estimates[place + $0] }
      parameters.append((log(theta[0]), [(place, 1 / theta[0])]))
      if theta.count == 3 {
        let variance = theta[1] * theta[1] + theta[2] * theta[2]
        parameters.append(
          (log(variance) / 2, [(place + 1, theta[1] / variance), (place + 2, theta[2] / variance)]))
        parameters.append(
          (
            theta[1] / theta[2],
            [(place + 1, 1 / theta[2]), (place + 2, -theta[1] / theta[2] / theta[2])]
          ))
      }
      place += theta.count
    }
    let errors = try block.numbers("se")
    compare(
      "parameter_vector", parameters.map(\.estimate), try block.numbers("estimate"), .generalized,
      units: errors)
    let found = parameters.map { parameter in
      parameter.gradient.reduce(0) { sum, a in
        parameter.gradient.reduce(sum) {
          $0 + a.value * $1.value * joint.matrix[a.place, $1.place]
        }
      }.squareRoot()
    }
    compare("parameter_vector.se", found, errors, .standardError)
  }
}

extension GeneralizedMixedModel {
  /// Lambda Lambda' of every grouping factor.
  var covariances: [Matrix] {
    zip(frame.random, parameters.theta).map { $0.relativeFactor($1).outerProduct() }
  }
}
