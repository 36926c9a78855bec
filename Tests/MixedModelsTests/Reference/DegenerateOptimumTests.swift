import Foundation
import TestSupport
import Testing

@testable import MixedModels

/// A reference case without optimum: with a residual SD of its own for each of two treatments and
/// a random intercept, the model can follow one treatment's responses exactly.
///
/// nlme stops at a residual SD of 0.003 and a ratio of 11322 because its optimiser does.
@Suite(.enabled(if: Reference.has("expected/crossover-pef-lme-varident.json")))
struct DegenerateOptimumTests {
  @Test func devianceHasNoMinimum() throws {
    let reference = try ReferenceCase("crossover-pef-lme-varident")
    let parts = reference.nlmeParts
    let specification = MixedModelSpecification(
      parts.formula, levels: [.init(column: "treatment", levels: ["formoterol", "salbutamol"])],
      variance: parts.variance)
    let frame = try specification.frame(ReferenceCase.table(reference.dataset))
    let problem = try LikelihoodProblem(
      frame: frame, criterion: .restrictedMaximumLikelihood)
    let likelihood = Likelihood(problem)
    // sigma, the SD of formoterol, falls as the ratio of salbutamol's rises: on the way that nlme
    // went, the deviance falls below its value and goes on falling.
    var deviances: [Double] = []
    for ratio in [1e2, 1e3, 1e4, 1e5] {
      let evaluation = try likelihood.evaluate([1.6 * ratio, log(ratio)])
      deviances.append(evaluation.deviance)
      print("ratio \(ratio): deviance \(evaluation.deviance), sigma \(evaluation.sigma)")
    }
    for (a, b) in zip(deviances, deviances.dropFirst()) { #expect(b < a) }
  }

  @Test func fitIsRefusedOrAtANamedBoundary() throws {
    let reference = try ReferenceCase("crossover-pef-lme-varident")
    do {
      let model = try reference.model()
      print("\(model.deviance) \(model.sigma) \(String(describing: model.residualStructure))")
      #expect(model.residualStructure?.isAtBoundary == true)
      let isFinite = (model.coefficients + model.standardErrors).allSatisfy(\.isFinite)
      #expect(isFinite)
    } catch let error as MixedModelError {
      print("\(error)")
      #expect(error == .perfectFit || error.code == "M205")
    }
  }
}
