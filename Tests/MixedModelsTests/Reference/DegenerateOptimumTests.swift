import TestSupport
import Testing

@testable import MixedModels

/// A reference case without optimum: with a residual SD of its own for each of two treatments and
/// a random intercept, every patient's intercept can follow one treatment exactly. The deviance
/// falls as that treatment's residual SD goes to zero, towards a limit that no parameters reach.
///
/// nlme stops at a residual SD of 0.003 and a ratio of 11322 because its optimiser does.
@Suite(.enabled(if: Reference.has("expected/crossover-pef-lme-varident.json")))
struct DegenerateOptimumTests {
  @Test func fitIsAtANamedBoundary() throws {
    let reference = try ReferenceCase("crossover-pef-lme-varident")
    let model = try reference.model()
    #expect(model.deviance <= (try reference.results.number("minus_2_log_lik")) + 1e-6)
    let structure = try #require(model.residualStructure)
    #expect(
      structure.boundaries == [.init(name: "ratio[formoterol]", kind: .vanishingVariance)])
    let isFinite = (model.coefficients + model.standardErrors).allSatisfy(\.isFinite)
    #expect(isFinite)
    // What does not degenerate is what nlme has.
    let fixed = try reference.block("fixed")
    let estimates = zip(model.coefficients, try fixed.numbers("estimate"))
    for ((value, expected), error) in zip(estimates, try fixed.numbers("se")) {
      #expect(abs(value - expected) <= 1e-3 * error)
    }
  }

  @Test func devianceHasNoMinimum() throws {
    let model = try ReferenceCase("crossover-pef-lme-varident").model()
    let likelihood = try model.likelihood()
    var parameters = model.parameters.vector
    parameters[parameters.count - 1] -= 1
    let deviance = try likelihood.evaluate(parameters).deviance
    #expect(deviance < model.deviance && deviance > model.deviance - 1e-4)
  }
}
