import Foundation
import Glibc
import Numerics
import Testing

@testable import MixedModels

extension GeneralizedComparison {
  /// Every field of R's `glm` and of `glm.nb`.
  static func plain(_ reference: ReferenceCase) throws -> GeneralizedComparison {
    var comparison = try GeneralizedComparison(reference)
    let isQuasi = reference.results.values["log_lik"] is NSNull
    let isNegativeBinomial = reference.kind == "glm-nb"
    // R's iterations are linear where the link is not canonical, and stop where the deviance
    // stands still: see exactEstimates.
    let tolerance: Tolerance =
      comparison.isCanonical ? .linear : .init(must: 1e-6, good: 1e-7)
    if isQuasi {
      try comparison.compareQuasi(tolerance)
    } else {
      try comparison.compareCriteria(tolerance)
      try comparison.compareCoefficients(
        "coefficients", comparison.model.inference(.conditional),
        comparison.model.frame.fixed.names, tolerance, tolerance)
    }
    if isNegativeBinomial { try comparison.compareTheta() }
    try comparison.compareDeviances(tolerance)
    try comparison.compareRows(tolerance)
    return comparison
  }

  /// theta, and its error with beta known.
  private mutating func compareTheta() throws {
    claim("theta", "se_theta")
    let alpha = try #require(model.dispersion)
    compare("theta", 1 / alpha, try results.number("theta"), .init(must: 1e-6, good: 1e-8))
    let objective = LaplaceObjective(model.problem)
    let place = objective.layout.dispersion.lowerBound
    let slope = try centralDifference(at: model.optimum, in: place) { point in
      _ = try objective.value(point)
      return objective.gradient()[place]
    }
    // MASS's error is from the information before the last step of theta, which is below 1.2e-4.
    compare(
      "se_theta", 1 / alpha / (slope / 2).squareRoot(), try results.number("se_theta"),
      .init(must: 1e-4, good: 1e-4))
  }

  /// Estimates and their covariance times the dispersion, Pearson's chi-squared over n - p.
  private mutating func compareQuasi(_ tolerance: Tolerance) throws {
    claim("n_obs", "n_parameters", "log_lik", "AIC", "BIC", "coefficients", "ci_wald")
    let inference = try model.inference(.conditional)
    let block = try reference.block("coefficients")
    let dispersion = try pearsonDispersion()
    let errors = inference.covariance.diagonal.map { ($0 * dispersion).squareRoot() }
    compare("quasi.estimate", inference.coefficients, try block.numbers("estimate"), tolerance)
    compare("quasi.se", errors, try block.numbers("se"), tolerance)
    compareMatrix(
      "quasi.vcov", dispersion * inference.covariance, try block.matrix("vcov"), tolerance)
    let limits = try reference.block("ci_wald")
    let quantile = NormalDistribution.standard.quantile(0.975)
    for (sign, key) in [(-1.0, "lower"), (1, "upper")] {
      let values = zip(inference.coefficients, errors).map { $0 + sign * quantile * $1 }
      compare("quasi.ci_wald", values, try limits.numbers(key), tolerance, units: errors)
    }
    claim("dispersion")
    compare("quasi.dispersion", dispersion, try results.number("dispersion"), tolerance)
  }

  private func pearsonDispersion() throws -> Double {
    let freedom = Double(model.observationCount - model.coefficients.count)
    return try model.residuals(.pearson).reduce(0) { $0 + $1 * $1 } / freedom
  }

  private mutating func compareDeviances(_ tolerance: Tolerance) throws {
    claim("deviance", "null_deviance", "df_residual", "df_null")
    let n = Double(model.observationCount)
    compare("deviance", try deviance(of: model), try results.number("deviance"), tolerance)
    compare(
      "null_deviance", try deviance(of: nullModel()), try results.number("null_deviance"),
      tolerance)
    requireSame(
      "df_residual", n - Double(model.coefficients.count), try results.number("df_residual"))
    if results.has("df_null") { requireSame("df_null", n - 1, try results.number("df_null")) }
    if results.has("dispersion"), !keys.contains("dispersion") {
      // That of Poisson and binomial responses.
      claim("dispersion")
      requireSame("dispersion", 1, try results.number("dispersion"))
    }
  }

  /// The residual deviance at a model's means, the dispersion being that of the full model.
  private func deviance(of other: GeneralizedMixedModel) throws -> Double {
    let moments = ResponseMoments(
      family: model.family, link: model.link, dispersion: model.dispersion ?? 1)
    let rows = FittedRows(other)
    return try (0..<rows.count).reduce(0) { sum, row in
      let unit = moments.unitDeviance(
        rows.response[row], mean: rows.mean(row), trials: rows.trials(row))
      return sum + (try #require(unit))
    }
  }

  /// The intercept alone, and the offset.
  private func nullModel() throws -> GeneralizedMixedModel {
    var specification = model.specification
    let parts = specification.formula.split(separator: "~")
    let offset = parts[1].firstRange(of: "offset(").map { " + \(parts[1][$0.lowerBound...])" }
    specification.formula = "\(parts[0])~ 1\(offset ?? "")"
    specification.levels = []
    return try specification.fitGeneralized(ReferenceCase.table(reference.dataset))
  }
}
