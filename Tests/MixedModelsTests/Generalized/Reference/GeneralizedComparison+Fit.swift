import Glibc
import Numerics
import Testing

@testable import MixedModels

/// What models with and without random effects have in common.
extension GeneralizedComparison {
  mutating func compareCriteria(_ tolerance: Tolerance) throws {
    claim("n_obs", "n_parameters", "log_lik", "minus_2_log_lik", "twice_log_lik", "AIC", "BIC")
    requireSame("n_obs", model.observationCount, Int(try results.number("n_obs")))
    requireSame("n_parameters", model.parameterCount, Int(try results.number("n_parameters")))
    for (key, value) in [
      ("log_lik", model.logLikelihood), ("minus_2_log_lik", model.deviance),
      ("twice_log_lik", -model.deviance), ("AIC", model.akaikeInformation),
      ("BIC", model.bayesianInformation),
    ] where results.has(key) {
      compare(key, value, try results.number(key), tolerance, unit: 1)
    }
  }

  /// Estimates, errors, z and p of a block of coefficients, its limits and covariance.
  mutating func compareCoefficients(
    _ key: String, _ inference: FixedEffectsInference, _ names: [String], _ estimate: Tolerance,
    _ error: Tolerance
  ) throws {
    claim(key)
    let block = try reference.block(key)
    let errors = try block.numbers("se")
    let table = inference.coefficientTable(level: 0.95)
    requireSame("\(key).names", names.map(plainName), try block.texts("names"))
    compare(
      "\(key).estimate", inference.coefficients, try block.numbers("estimate"), estimate,
      units: errors)
    compare("\(key).se", table.rows.map(\.standardError), errors, error)
    // A quasi-likelihood has t in its place.
    if block.has("z") {
      let z = try block.numbers("z")
      let floored = z.map { max(1, abs($0)) }
      compare("\(key).z", table.rows.compactMap(\.statistic), z, error, units: floored)
      if block.has("p") {
        compare(
          "\(key).p", table.rows.compactMap(\.pValue), try block.numbers("p"), .probability)
      }
    }
    compareMatrix("\(key).vcov", inference.covariance, try block.matrix("vcov"), error)
    guard key != "zero_inflation", results.has("ci_wald") else { return }
    claim("ci_wald")
    let limits = try reference.block("ci_wald")
    compare(
      "ci_wald", table.rows.compactMap(\.confidenceLow), try limits.numbers("lower"), error,
      units: errors)
    compare(
      "ci_wald", table.rows.compactMap(\.confidenceHigh), try limits.numbers("upper"), error,
      units: errors)
  }

  /// A covariance in units of the standard errors.
  mutating func compareMatrix(
    _ field: String, _ found: Matrix, _ expected: [[Double]], _ tolerance: Tolerance
  ) {
    for (i, row) in expected.enumerated() {
      let units = row.indices.map { (row[i] * expected[$0][$0]).squareRoot() }
      compare(field, row.indices.map { found[i, $0] }, row, tolerance, units: units)
    }
  }

  /// The first rows, and sums over all of them.
  mutating func compareRows(_ tolerance: Tolerance) throws {
    claim("head", "sums", "pearson_chisq", "conditional_deviance")
    let fitted = model.fittedValues()
    let pearson = try model.residuals(.pearson)
    let model = model
    var columns: [(String, () throws -> [Double])] = [
      ("fitted", { fitted }), ("linear_predictor", { model.linearPredictor }),
      ("pearson_residual", { pearson }),
      ("deviance_residual", { try model.residuals(.deviance) }),
      (
        "linear_predictor_fixed_only",
        { try model.predict(.population, scale: .link).means }
      ),
    ]
    if isPlain {
      let leverages = try leverages()
      columns.append(("leverage", { leverages }))
    }
    let head = try reference.block("head")
    let count = Int(try head.number("rows"))
    let known = Set(columns.map(\.0)).union(["rows"])
    requireSame("head", head.values.keys.filter { !known.contains($0) }, [])
    for (key, values) in columns where head.has(key) {
      let expected = try head.numbers(key)
      compare(
        "head.\(key)", Array(try values().prefix(count)), expected, tolerance,
        units: expected.map { max(abs($0), key == "fitted" || key == "leverage" ? 0 : 1) })
    }
    if results.has("sums") {
      let sums = try reference.block("sums")
      compare("sums", fitted.reduce(0, +), try sums.number("fitted"), tolerance)
      compare(
        "sums", fitted.reduce(0) { $0 + $1 * $1 }, try sums.number("fitted_squared"), tolerance)
    }
    if results.has("pearson_chisq") {
      compare(
        "pearson_chisq", pearson.reduce(0) { $0 + $1 * $1 }, try results.number("pearson_chisq"),
        tolerance)
    }
    guard results.has("conditional_deviance") else { return }
    let deviance = try model.residuals(.deviance).reduce(0) { $0 + $1 * $1 }
    compare(
      "conditional_deviance", deviance, try results.number("conditional_deviance"), tolerance)
  }

  /// The diagonal of the hat matrix of a model without random effects: w x'inverse(X'W X) x.
  private func leverages() throws -> [Double] {
    let objective = try model.objective()
    let weights = model.problem.inFrameOrder(objective.rows.derivatives.weight)
    let covariance = try model.inference(.conditional).covariance
    return weights.enumerated().map { row, weight in
      let x = model.frame.fixed.matrix.row(row)
      return weight * dotProduct(x, covariance * x)
    }
  }
}
