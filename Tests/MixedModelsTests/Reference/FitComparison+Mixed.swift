import MixedModels
import Numerics
import Testing

extension FitComparison {
  /// Every field of a linear mixed model by lme4.
  static func mixed(_ reference: ReferenceCase) throws -> FitComparison {
    let model = try reference.model()
    var comparison = FitComparison(reference.name)
    try comparison.compareCriteria(model, reference)
    try comparison.compareFixed(model, reference)
    try comparison.compareRandom(model, reference)
    try comparison.compareModes(model, reference)
    try comparison.compareRows(model, reference)
    try comparison.compareShares(model, reference)
    return comparison
  }

  private mutating func compareCriteria(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    let results = reference.results
    claim("n_obs", "n_fixed", "n_parameters", "criterion", "criterion_value", "log_lik")
    claim("AIC", "BIC", "convergence")
    requireSame("n_obs", model.observationCount, Int(try results.number("n_obs")))
    requireSame("n_fixed", model.coefficients.count, Int(try results.number("n_fixed")))
    requireSame("n_parameters", model.parameterCount, Int(try results.number("n_parameters")))
    compareDeviance(
      "criterion", model.deviance, try results.number("criterion_value"), .deviance)
    compareDeviance(
      "log_lik", -model.logLikelihood, -(try results.number("log_lik")), .deviance)
    compareDeviance("AIC", model.akaikeInformation, try results.number("AIC"), .deviance)
    compareDeviance("BIC", model.bayesianInformation, try results.number("BIC"), .deviance)
    let convergence = try results.block("convergence")
    requireSame(
      "singular", model.convergence.isSingular, convergence.values["singular"] as? Bool ?? false)
    claim("sigma", "components")
    let sigma = try results.number("sigma")
    compare("sigma", model.sigma, sigma, .mixed)
    let parts = try results.block("components")
    let total = try parts.number("pwrss")
    compare("ldL2", model.logDeterminantRandom, try parts.number("ldL2"), .mixed, unit: 1)
    compare("ldRX2", model.logDeterminantFixed, try parts.number("ldRX2"), .mixed, unit: 1)
    compare("pwrss", model.penalizedSumOfSquares, total, .mixed)
    let weights = model.frame.weights
    let residual = try model.residuals().enumerated().reduce(0) {
      $0 + $1.element * $1.element * (weights.isEmpty ? 1 : weights[$1.offset])
    }
    compare("wrss", residual, try parts.number("wrss"), .mixed, unit: total)
    compare(
      "ussq", model.penalizedSumOfSquares - residual, try parts.number("ussq"), .mixed, unit: total)
  }

  private mutating func compareFixed(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    let fixed = try reference.block("fixed")
    claim("fixed", "ci_wald")
    let errors = try fixed.numbers("se")
    requireSame("names", model.frame.fixed.names.map(plainName), try fixed.texts("names"))
    compare(
      "fixed", model.coefficients, try fixed.numbers("estimate"), .mixed, units: errors)
    compare("se", model.standardErrors, errors, .mixed)
    let t = zip(model.coefficients, model.standardErrors).map { $0 / $1 }
    compare("t", t, try fixed.numbers("t"), .mixed, units: t.map { max(1, abs($0)) })
    try compareCovariance(model, fixed.matrix("vcov"), errors)
    let limits = try reference.block("ci_wald")
    let quantile = NormalDistribution.standard.quantile(0.975)
    for (sign, key) in [(-1.0, "lower"), (1, "upper")] {
      let values = zip(model.coefficients, model.standardErrors).map { $0 + sign * quantile * $1 }
      compare("ci_wald.\(key)", values, try limits.numbers(key), .mixed, units: errors)
    }
  }

  mutating func compareCovariance(
    _ model: LinearMixedModel, _ expected: [[Double]], _ errors: [Double],
    _ tolerance: Tolerance = .mixed, scale: Double = 1
  ) {
    for (i, row) in expected.enumerated() {
      for (j, value) in row.enumerated() {
        compare(
          "vcov[\(i),\(j)]", model.coefficientCovariance[i, j] * scale, value, tolerance,
          unit: errors[i] * errors[j])
      }
    }
  }

  /// Modes in units of the random SD, or of sigma where that is zero.
  mutating func compareModes(
    _ model: LinearMixedModel, _ reference: ReferenceCase, _ tolerance: Tolerance = .loose
  ) throws {
    claim("ranef")
    let modes = try model.conditionalModes()
    for block in try reference.results.blocks("ranef") {
      let group = try block.texts("group")[0]
      let factor = try #require(modes.first { $0.group == group }, "no factor \(group)")
      let columns = try block.texts("terms").map { term in
        try #require(factor.terms.map(plainName).firstIndex(of: term), "no term \(term)")
      }
      let levels = try block.texts("levels").map { level in
        try #require(factor.levels.firstIndex(of: level), "no level \(level)")
      }
      requireSame("levels", factor.levels.count, Int(try block.number("n_levels")))
      let width = factor.terms.count
      let sizes = columns.map { column in
        let deviation = model.randomDeviation(group, column)
        return deviation > 1e-4 * model.sigma ? deviation : model.sigma
      }
      for (key, values) in [
        ("modes", factor.estimates), ("conditional_sd", factor.standardErrors),
      ] where block.has(key) {
        for (level, row) in zip(levels, try block.matrix(key)) {
          compare(
            "\(key) \(group) \(factor.levels[level])", columns.map { values[level * width + $0] },
            row, tolerance, units: sizes)
        }
      }
      guard block.has("sum_of_squares_of_modes") else { continue }
      for (index, expected) in try block.numbers("sum_of_squares_of_modes").enumerated() {
        let sum = factor.levels.indices.reduce(0) {
          let mode = factor.estimates[$1 * width + columns[index]]
          return $0 + mode * mode
        }
        compare(
          "squares of modes \(group)", sum, expected, tolerance,
          unit: sizes[index] * sizes[index] * Double(factor.levels.count))
      }
    }
  }

  private mutating func compareRows(_ model: LinearMixedModel, _ reference: ReferenceCase) throws {
    claim("head", "sums")
    let head = try reference.block("head")
    let fitted = try model.fittedValues()
    let residuals = try model.residuals()
    let fixed = try model.predict(.population).means
    let count = Int(try head.number("rows"))
    let units = [Double](repeating: model.sigma, count: count)
    for (key, values) in [
      ("fitted", fitted), ("residual", residuals), ("fitted_fixed_only", fixed),
    ]
    where head.has(key) {
      compare(
        "head.\(key)", Array(values.prefix(count)), try head.numbers(key), .loose, units: units)
    }
    let sums = try reference.block("sums")
    let squares = fitted.reduce(0) { $0 + $1 * $1 }
    compare(
      "sum fitted", fitted.reduce(0, +), try sums.number("fitted"), .mixed,
      unit: model.sigma * Double(fitted.count))
    compare("sum fitted_squared", squares, try sums.number("fitted_squared"), .mixed)
    compare(
      "sum residual_squared", residuals.reduce(0) { $0 + $1 * $1 },
      try sums.number("residual_squared"), .mixed)
  }

  private mutating func compareShares(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    claim("r2_icc_by_definition")
    let expected = try reference.block("r2_icc_by_definition")
    let shares = try model.explainedVariance()
    let total = shares.fixedVariance + shares.randomVariance + shares.residualVariance
    for (key, value, unit) in [
      ("var_fixed", shares.fixedVariance, total), ("var_random", shares.randomVariance, total),
      ("var_residual", shares.residualVariance, total),
      ("R2_marginal", shares.marginalRSquared, 1),
      ("R2_conditional", shares.conditionalRSquared, 1),
      ("ICC_adjusted", shares.adjustedIntraclassCorrelation, 1),
      ("ICC_unadjusted", shares.unadjustedIntraclassCorrelation, 1),
    ] where expected.has(key) {
      compare(key, value, try expected.number(key), .mixed, unit: unit)
    }
  }
}
