import MixedModels
import Numerics
import TestSupport
import Testing

extension FitComparison {
  /// Every field of R's `lm` that a fit has.
  ///
  /// - Parameter tolerance: that of R's own rounding, where the columns are ill conditioned.
  static func linear(
    _ reference: ReferenceCase, _ tolerance: Tolerance = .linear
  ) throws -> FitComparison {
    let key = reference.results.has("coefficients") ? "coefficients" : "fixed"
    let model = try reference.linearModel(.restrictedMaximumLikelihood)
    var comparison = FitComparison(reference.name)
    try comparison.compareCoefficients(model, reference.block(key), tolerance)
    comparison.claim(key)
    guard key == "coefficients" else { return comparison }
    try comparison.compareFit(model, reference, tolerance)
    return comparison
  }

  mutating func compareCoefficients(
    _ model: LinearMixedModel, _ expected: ReferenceBlock, _ tolerance: Tolerance
  ) throws {
    let errors = try expected.numbers("se")
    requireSame("names", model.frame.fixed.names.map(plainName), try expected.texts("names"))
    compare(
      "estimate", model.coefficients, try expected.numbers("estimate"), tolerance, units: errors)
    compare("se", model.standardErrors, errors, tolerance)
    let t = zip(model.coefficients, model.standardErrors).map { $0 / $1 }
    compare("t", t, try expected.numbers("t"), tolerance, units: t.map { max(1, abs($0)) })
    if expected.has("vcov") {
      compareCovariance(model, try expected.matrix("vcov"), errors, tolerance)
    }
    if expected.has("sigma") {
      compare("sigma", model.sigma, try expected.number("sigma"), tolerance)
    }
    if expected.has("ci95_lower") {
      let freedom = Double(model.observationCount - model.coefficients.count)
      let quantile = StudentTDistribution(degreesOfFreedom: freedom).quantile(0.975)
      for (sign, key) in [(-1.0, "ci95_lower"), (1, "ci95_upper")] {
        let limits = zip(model.coefficients, model.standardErrors).map { $0 + sign * quantile * $1 }
        compare(key, limits, try expected.numbers(key), tolerance, units: errors)
      }
    }
  }

  private mutating func compareFit(
    _ model: LinearMixedModel, _ reference: ReferenceCase, _ tolerance: Tolerance
  ) throws {
    let results = reference.results
    claim("n_obs", "rank", "df_residual", "sigma", "rss", "r_squared", "adj_r_squared", "F")
    claim("F_num_df", "F_den_df", "log_lik", "AIC", "BIC", "head")
    let (n, p) = (Double(model.observationCount), Double(model.coefficients.count))
    requireSame("n_obs", n, try results.number("n_obs"))
    requireSame("rank", p, try results.number("rank"))
    requireSame("df_residual", n - p, try results.number("df_residual"))
    compare("sigma", model.sigma, try results.number("sigma"), tolerance)
    let rss = model.penalizedSumOfSquares
    compare("rss", rss, try results.number("rss"), tolerance)
    let total = model.totalSumOfSquares
    let hasIntercept = model.frame.fixed.hasIntercept
    let explained = p - (hasIntercept ? 1 : 0)
    compare("r_squared", 1 - rss / total, try results.number("r_squared"), tolerance)
    let adjusted = 1 - rss / (n - p) / (total / (n - (hasIntercept ? 1 : 0)))
    compare("adj_r_squared", adjusted, try results.number("adj_r_squared"), tolerance)
    requireSame("F_num_df", explained, try results.number("F_num_df"))
    requireSame("F_den_df", n - p, try results.number("F_den_df"))
    compare(
      "F", (total - rss) / explained / (rss / (n - p)), try results.number("F"),
      Tolerance(must: 10 * tolerance.must, good: 10 * tolerance.good))
    let likelihood = try reference.linearModel(.maximumLikelihood)
    for (key, value) in [
      ("log_lik", likelihood.logLikelihood), ("AIC", likelihood.akaikeInformation),
      ("BIC", likelihood.bayesianInformation),
    ] { compare(key, value, try results.number(key), tolerance) }
    let head = try reference.block("head")
    let count = Int(try head.number("rows"))
    let units = [Double](repeating: model.sigma, count: count)
    compare(
      "fitted", Array(try model.fittedValues().prefix(count)), try head.numbers("fitted"),
      tolerance, units: units)
    compare(
      "residual", Array(try model.residuals().prefix(count)), try head.numbers("residual"),
      tolerance, units: units)
  }
}

extension ReferenceCase {
  func linearModel(_ criterion: Criterion) throws -> LinearMixedModel {
    guard name == "lm-mtcars-weighted" else { return try fit(criterion: criterion) }
    // The weights are 1 / hp.
    let rows = try Reference.rows("data/mtcars.csv")
    let table = try makeTable(
      ["mpg", "wt", "cyl"].map { name in (name, rows.map { $0[name] ?? "" }) } + [
        ("w", rows.map { "\(1 / (Double($0["hp"] ?? "") ?? 0))" })
      ])
    return try MixedModelSpecification(formula, criterion: criterion, weights: "w").fit(table)
  }
}

extension LinearMixedModel {
  /// About the mean, or about zero without intercept; weighted.
  var totalSumOfSquares: Double {
    let weights = frame.weights.isEmpty ? frame.response.map { _ in 1 } : frame.weights
    var centre = 0.0
    if frame.fixed.hasIntercept {
      centre =
        zip(weights, frame.response).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
    return zip(weights, frame.response).reduce(0) {
      $0 + $1.0 * ($1.1 - centre) * ($1.1 - centre)
    }
  }
}
