import Foundation
import Numerics
import Testing

@testable import MixedModels

extension FitComparison {
  /// Every field of a model by nlme: the polished optimum to full tolerance, nlme's own output,
  /// stopped by its optimiser, to a part in a thousand.
  static func nlme(_ reference: ReferenceCase) throws -> FitComparison {
    let model = try reference.model()
    var comparison = FitComparison(reference.name)
    if reference.name == "nlme-oxboys-slope-ar1-reml" {
      try comparison.compareUnidentified(model, reference)
    } else {
      try comparison.compareOptimum(model, reference)
      try comparison.comparePolished(model, reference)
      try comparison.compareOwn(model, reference)
    }
    return comparison
  }

  /// The likelihood is nearly flat and nlme stopped short of its maximum.
  private mutating func compareUnidentified(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    let polished = try reference.block("polished")
    claim(
      "n_obs", "n_parameters", "fixed", "sigma", "log_lik", "minus_2_log_lik", "AIC", "BIC",
      "random", "ranef", "correlation", "head", "polished")
    compareDeviance(
      "log_lik", -model.logLikelihood, -(try polished.number("log_lik")),
      Tolerance(must: 1e-4, good: 1e-4))
    compare(
      "fixed", model.coefficients, try polished.numbers("fixed_estimate"), .stopped,
      units: try polished.numbers("fixed_se"))
  }

  private mutating func compareOptimum(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    let results = reference.results
    claim("n_obs", "n_parameters", "log_lik", "minus_2_log_lik", "AIC", "BIC")
    requireSame("n_obs", model.observationCount, Int(try results.number("n_obs")))
    requireSame("n_parameters", model.parameterCount, Int(try results.number("n_parameters")))
    compareDeviance(
      "minus_2_log_lik", model.deviance, try results.number("minus_2_log_lik"), .deviance)
    compareDeviance(
      "log_lik", -model.logLikelihood, -(try results.number("log_lik")), .deviance)
    compareDeviance("AIC", model.akaikeInformation, try results.number("AIC"), .deviance)
    // nlme's BIC has log(n - p) under REML.
    let rows = Double(
      model.observationCount
        - (model.criterion == .maximumLikelihood ? 0 : model.coefficients.count))
    compareDeviance(
      "BIC", model.deviance + log(rows) * Double(model.parameterCount), try results.number("BIC"),
      .deviance)
  }

  private mutating func comparePolished(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    guard reference.results.has("polished") else { return }
    claim("polished")
    let polished = try reference.block("polished")
    compareDeviance(
      "polished.log_lik", -model.logLikelihood, -(try polished.number("log_lik")), .deviance)
    let errors = try polished.numbers("fixed_se")
    compare(
      "polished.fixed", model.coefficients, try polished.numbers("fixed_estimate"), .mixed,
      units: errors)
    compare("polished.se", model.standardErrors, errors, .mixed)
    try compareCovariance(model, polished.matrix("fixed_vcov"), errors)
    compare("polished.sigma", model.sigma, try polished.number("sigma"), .mixed)
    if polished.has("random_sd") {
      let expected = try polished.numbers("random_sd")
      compare("polished.random_sd", model.randomDeviations, expected, .mixed)
      if polished.has("random_cov") {
        let design = model.frame.random[0]
        let factor = model.sigma * design.relativeFactor(model.parameters.theta[0])
        let covariance = factor.outerProduct()
        for (i, row) in try polished.matrix("random_cov").enumerated() {
          compare(
            "polished.random_cov", row.indices.map { covariance[i, $0] }, row, .mixed,
            units: expected.map { $0 * expected[i] })
        }
        let found = covariance[0, 1] / (covariance[0, 0] * covariance[1, 1]).squareRoot()
        compare(
          "polished.random_corr", found, try polished.number("random_corr"), .correlation, unit: 1)
      }
    }
    guard let structure = model.residualStructure else { return }
    for (key, name) in [
      ("ar1", "rho"), ("rho", "rho"), ("power", "power"), ("sd_ratio_female", "ratio[Female]"),
    ] where polished.has(key) {
      compare(
        "polished.\(key)", try #require(structure[name]), try polished.number(key), .loose)
    }
    if polished.has("covariance_matrix") { try compareVisits(model, structure, polished) }
  }

  /// The unstructured covariance of the visits.
  private mutating func compareVisits(
    _ model: LinearMixedModel, _ structure: ResidualStructure, _ polished: ReferenceBlock
  ) throws {
    let covariance = try polished.matrix("covariance_matrix")
    let correlation = try polished.matrix("correlation_matrix")
    let visits = try #require(model.frame.residual?.visitLevels)
    let deviations = try visits.map { visit in
      visit == structure.reference
        ? model.sigma : model.sigma * (try #require(structure["ratio[\(visit)]"]))
    }
    for (i, first) in visits.enumerated() {
      for (j, second) in visits.enumerated() {
        let names = [min(i, j), max(i, j)].map { visits[$0] }
        let rho =
          first == second ? 1 : try #require(structure["correlation[\(names[0]),\(names[1])]"])
        let expected = (covariance[i][i] * covariance[j][j]).squareRoot()
        compare(
          "visits[\(i),\(j)]", deviations[i] * deviations[j] * rho, covariance[i][j], .mixed,
          unit: expected)
        compare("correlation[\(i),\(j)]", rho, correlation[i][j], .correlation, unit: 1)
      }
    }
  }

  /// nlme's own output.
  private mutating func compareOwn(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    claim("fixed", "sigma", "random", "head", "correlation", "variance_function")
    let results = reference.results
    let fixed = try reference.block("fixed")
    // Under ML nlme multiplies the standard errors by this.
    let rows = Double(model.observationCount)
    let factor =
      model.criterion == .maximumLikelihood
      ? (rows / (rows - Double(model.coefficients.count))).squareRoot() : 1
    let errors = try fixed.numbers("se")
    requireSame("names", model.frame.fixed.names.map(plainName), try fixed.texts("names"))
    compare(
      "fixed", model.coefficients, try fixed.numbers("estimate"), .stopped, units: errors)
    compare("se", model.standardErrors.map { $0 * factor }, errors, .stopped)
    compare("sigma", model.sigma, try results.number("sigma"), .stopped)
    if results.has("random") {
      let expected = try results.blocks("random").flatMap { try $0.numbers("sd") }
      compare("random.sd", model.randomDeviations.sorted(), expected.sorted(), .stopped)
    }
    if results.has("ranef") { try compareModes(model, reference, .stopped) }
    let head = try reference.block("head")
    let units = [Double](repeating: model.sigma, count: 6)
    compare(
      "head.fitted", Array(try model.fittedValues().prefix(6)), try head.numbers("fitted"),
      .stopped, units: units)
    compare(
      "head.residual", Array(try model.residuals().prefix(6)), try head.numbers("residual"),
      .stopped, units: units)
    try compareStructure(model, results)
  }

  private mutating func compareStructure(
    _ model: LinearMixedModel, _ results: ReferenceBlock
  ) throws {
    guard let structure = model.residualStructure else { return }
    let parameters = structure.parameters
    if results.has("correlation") {
      let names = parameters.filter { $0.name == "rho" || $0.name.hasPrefix("correlation") }
      compare(
        "correlation", names.map(\.value).sorted(),
        try results.block("correlation").numbers("parameters").sorted(), .stopped,
        units: names.map { _ in 1 })
    }
    if results.has("variance_function") {
      let found = parameters.filter { $0.name == "power" || $0.name.hasPrefix("ratio") }
      let expected = try results.block("variance_function").numbers("parameters").filter { $0 != 1 }
      compare("variance", found.map(\.value).sorted(), expected.sorted(), .stopped)
    }
  }
}

extension LinearMixedModel {
  /// The SDs of all random effects, factor by factor.
  var randomDeviations: [Double] {
    frame.random.flatMap { design in
      design.names.indices.map { randomDeviation(design.group, $0) }
    }
  }
}
