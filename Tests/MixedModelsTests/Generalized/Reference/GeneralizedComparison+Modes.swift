import Glibc
import Numerics
import Testing

@testable import MixedModels

extension GeneralizedComparison {
  /// Modes, and their conditional SDs, in units of the random SD. (With other links than the
  /// canonical one lme4's SDs have expected weights and ours never.)
  mutating func compareModes() throws {
    claim("ranef")
    let modes = try model.conditionalModes()
    for block in try results.blocks("ranef") {
      let group = try block.texts("group")[0]
      let index = try #require(modes.firstIndex { $0.group == group }, "no factor \(group)")
      let factor = modes[index]
      let columns = try block.texts("terms").map { term in
        try #require(factor.terms.map(plainName).firstIndex(of: term), "no term \(term)")
      }
      requireSame("ranef.levels", factor.levels.count, Int(try block.number("n_levels")))
      let units = columns.map { model.covariances[index][$0, $0].squareRoot() }
      let width = factor.terms.count
      for (key, values) in [
        ("modes", factor.estimates), ("conditional_sd", factor.standardErrors),
      ] where block.has(key) && (key == "modes" || isCanonical) {
        for (name, row) in zip(try block.texts("levels"), try block.matrix(key)) {
          let level = try #require(factor.levels.firstIndex(of: name), "no level \(name)")
          compare(
            "ranef.\(key)", columns.map { values[level * width + $0] }, row, .generalized,
            units: units)
        }
      }
      guard block.has("sum_of_squares_of_modes") else { continue }
      let sums = columns.map { column in
        factor.levels.indices.reduce(0) { $0 + pow(factor.estimates[$1 * width + column], 2) }
      }
      compare(
        "ranef.sums", sums, try block.numbers("sum_of_squares_of_modes"), .generalized,
        units: units.map { $0 * $0 * Double(factor.levels.count) })
    }
  }

  /// The parts of lme4's deviance at the mode.
  mutating func compareComponents() throws {
    claim("components")
    let parts = try reference.block("components")
    let objective = try model.objective()
    let sums = try objective.engine.findMode(
      Array(model.optimum[objective.layout.structure]))
    let pearson = try model.residuals(.pearson).reduce(0) { $0 + $1 * $1 }
    compare("ldL2", sums.logDeterminant, try parts.number("ldL2"), .generalized, unit: 1)
    compare("ussq", sums.penalty, try parts.number("ussq"), .generalized, unit: 1)
    compare("wrss", pearson, try parts.number("wrss"), .generalized)
    compare("pwrss", pearson + sums.penalty, try parts.number("pwrss"), .generalized)
    // Of expected weights in lme4: see compareConditional.
    guard results.has("fixed"), isCanonical else { return }
    let covariance = try model.inference(.conditional).covariance
    compare(
      "ldRX2", -(try CholeskyFactor(covariance).logDeterminant), try parts.number("ldRX2"),
      .generalized, unit: 1)
  }
}
