import MixedModels
import TestSupport
import Testing

/// Modes, fitted values and shares of variance against lme4.
@Suite struct ModesReferenceTests {
  static let cases =
    [
      "dyestuff", "dyestuff2", "penicillin", "pastes", "pastes-sample", "sleepstudy-intercept",
      "sleepstudy-missing", "sleepstudy-slope", "sleepstudy-zerocorr", "oxboys-slope",
      "cake-linear", "cake-factor", "oats-linear", "oats", "orthodont-slope",
    ].flatMap { ["lme4-\($0)-ml", "lme4-\($0)-reml"] } + [
      "crossover-pef-lmm-ml", "crossover-replicate-ml", "crossover-replicate-reml",
      "crossover-replicate-indep-reml", "nof1-set-slope-ml", "nof1-set-slope-block-reml",
    ]

  @Test(.enabled(if: Reference.has("expected/lme4-dyestuff-ml.json")), arguments: cases)
  func modesAndTheirErrors(_ name: String) throws {
    let reference = try ReferenceModel(name)
    let modes = try reference.model.conditionalModes()
    let expected = try #require(reference.results["ranef"] as? [[String: Any]])
    for group in expected {
      let groupName = try #require(group["group"] as? String)
      let found = try #require(modes.first { $0.group == groupName })
      let terms = try #require(group["terms"] as? [String])
      let levels = try #require(group["levels"] as? [String])
      let values = try #require(group["modes"] as? [[Double]])
      let errors = group["conditional_sd"] as? [[Double]] ?? []
      for (i, level) in levels.enumerated() {
        for (j, term) in terms.enumerated() {
          let row = try #require(found.rows.first { $0.level == level && $0.term == term })
          let deviation = reference.deviation(groupName, term)
          #expect(abs(row.estimate - values[i][j]) <= 1e-6 * deviation, "\(groupName) \(level)")
          if !errors.isEmpty {
            #expect(abs(row.standardError - errors[i][j]) <= 1e-6 * deviation)
          }
        }
      }
    }
  }

  @Test(.enabled(if: Reference.has("expected/lme4-dyestuff-ml.json")), arguments: cases)
  func fittedValuesAndResiduals(_ name: String) throws {
    let reference = try ReferenceModel(name)
    let fitted = try reference.model.fittedValues()
    let residuals = try reference.model.residuals()
    let fixed = try reference.model.predict(.population).means
    for (path, values) in [
      ("fitted", fitted), ("residual", residuals), ("fitted_fixed_only", fixed),
    ] {
      for (a, b) in zip(values, reference.numbers("head", path)) {
        #expect(abs(a - b) < 1e-5 * reference.model.sigma)
      }
    }
    for (path, values) in [
      ("fitted", fitted), ("fitted_squared", fitted.map { $0 * $0 }),
      ("residual_squared", residuals.map { $0 * $0 }),
    ] {
      let expected = try #require(
        (reference.results["sums"] as? [String: Any])?[path] as? Double)
      #expect(abs(values.reduce(0, +) - expected) < 1e-6 * abs(expected) + 1e-6)
    }
  }

  @Test(.enabled(if: Reference.has("expected/lme4-dyestuff-ml.json")), arguments: cases)
  func sharesOfVariance(_ name: String) throws {
    let reference = try ReferenceModel(name)
    let shares = try reference.model.explainedVariance()
    let expected = try #require(
      reference.results["r2_icc_by_definition"] as? [String: Double])
    for (key, value) in [
      ("var_fixed", shares.fixedVariance), ("var_random", shares.randomVariance),
      ("var_residual", shares.residualVariance), ("R2_marginal", shares.marginalRSquared),
      ("R2_conditional", shares.conditionalRSquared),
      ("ICC_adjusted", shares.adjustedIntraclassCorrelation),
      ("ICC_unadjusted", shares.unadjustedIntraclassCorrelation),
    ] {
      let target = try #require(expected[key])
      #expect(abs(value - target) <= 1e-6 * abs(target) + 1e-12, "\(key) \(value) \(target)")
    }
    let sum = shares.groups.reduce(0) { $0 + $1.variance }
    #expect(abs(sum - shares.randomVariance) <= 1e-12 * shares.randomVariance)
    #expect(!shares.residualIsMean)
  }

  @Test(.enabled(if: Reference.has("expected/lme4-sleepstudy-slope-reml.json")))
  func levelCoefficientsAreFixedPlusModes() throws {
    let model = try ReferenceModel("lme4-sleepstudy-slope-reml").model
    let modes = try model.conditionalModes()[0]
    let levels = try model.levelCoefficients()[0]
    #expect(levels.terms == ["(Intercept)", "Days"])
    for index in levels.estimates.indices {
      #expect(levels.estimates[index] == model.coefficients[index % 2] + modes.estimates[index])
    }
  }
}

extension ReferenceModel {
  /// The standard deviation of a random effect, or sigma where it is zero.
  fileprivate func deviation(_ group: String, _ term: String) -> Double {
    for (factor, design) in model.frame.random.enumerated() where design.group == group {
      guard let effect = design.names.firstIndex(of: term) else { continue }
      let value = model.estimate(of: .standardDeviation(factor: factor, effect: effect)) ?? 0
      return value > 1e-3 * model.sigma ? value : model.sigma
    }
    return model.sigma
  }
}
