import MixedModels
import TestSupport
import Testing

/// Values from lme4 1.1-31, `lmer(..., devFunOnly = TRUE)(theta)`.
@Suite(.enabled(if: Reference.has("data/sleepstudy.csv") && Reference.has("data/penicillin.csv")))
struct DevianceFunctionTests {
  private func function(_ specification: MixedModelSpecification, _ dataset: String) throws
    -> DevianceFunction
  {
    try DevianceFunction(specification, frame: specification.frame(ReferenceCase.table(dataset)))
  }

  @Test func sleepstudy() throws {
    let specification = MixedModelSpecification("Reaction ~ Days + (Days | Subject)")
    let deviance = try function(specification, "sleepstudy")
    for (theta, expected) in [
      ([1, 0, 1], 1773.6803306160), ([0.5, 0.1, 0.2], 1749.2834040478),
      ([0.9667, 0.0152, 0.2309], 1743.6282721360),
    ] {
      let value = try deviance.value(at: CovarianceParameters(theta: [theta]))
      #expect(abs(value - expected) < 1e-8)
    }
  }

  @Test func crossedByMaximumLikelihood() throws {
    let specification = MixedModelSpecification(
      "diameter ~ 1 + (1 | plate) + (1 | sample)", criterion: .maximumLikelihood)
    let deviance = try function(specification, "penicillin")
    for (theta, expected) in [([[1], [1]], 364.6267798166), ([[1.5], [3]], 332.2617043770)] {
      let value = try deviance.value(at: CovarianceParameters(theta: theta))
      #expect(abs(value - expected) < 1e-8)
    }
  }

  /// The gradient is that of the value, and the start a point where both exist.
  @Test func gradientIsThatOfTheValue() throws {
    let specification = MixedModelSpecification("Reaction ~ Days + (Days | Subject)")
    let deviance = try function(specification, "sleepstudy")
    let start = deviance.start.theta[0]
    _ = try deviance.value(at: deviance.start)
    let gradient = deviance.gradient()
    for index in start.indices {
      let step = 1e-5
      let ends = try [step, -step].map { change in
        var theta = start
        theta[index] += change
        return try deviance.value(at: CovarianceParameters(theta: [theta]))
      }
      #expect(abs((ends[0] - ends[1]) / (2 * step) - gradient[index]) < 1e-4)
    }
  }
}
