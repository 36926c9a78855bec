import Foundation
import Numerics
import Tables
import Testing

@testable import MixedModels

@Suite struct LikelihoodTests {
  @Test(arguments: RandomDesign.all.indices, Criterion.allCases)
  func equalsTheDenseLikelihood(_ index: Int, _ criterion: Criterion) throws {
    for seed: UInt64 in 1...3 {
      let design = RandomDesign.all[index]
      var specification = MixedModelSpecification(design.formula, criterion: criterion)
      if seed == 2 { specification.weights = "weight" }
      let sigma = seed == 3 ? 1.3 : nil
      let frame = try ModelFrame(specification, RandomDesign.table(seed: seed))
      let problem = try LikelihoodProblem(
        frame: frame, criterion: criterion, residualStandardDeviation: sigma)
      let theta = RandomDesign.parameters(problem, seed: seed)
      let likelihood = Likelihood(problem)
      let value = try likelihood.evaluate(theta)
      let twin = try DenseLikelihood(frame: frame, criterion: criterion, sigma: sigma)
        .evaluate(theta)
      #expect(abs(value.deviance - twin.deviance) < 1e-9, "\(design.name)")
      #expect(abs(value.sigma - twin.sigma) < 1e-10)
      let coefficients = likelihood.coefficients()
      for (a, b) in zip(coefficients, twin.coefficients) { #expect(abs(a - b) < 1e-9) }
      let covariance = likelihood.unscaledCovariance()
      #expect((covariance - twin.unscaledCovariance).largestMagnitude < 1e-10)
      for (a, b) in zip(likelihood.conditionalModes().joined(), twin.modes.joined()) {
        #expect(abs(a - b) < 1e-9, "\(design.name)")
      }
    }
  }

  @Test(arguments: RandomDesign.all.indices)
  func gradientEqualsCentralDifferences(_ index: Int) throws {
    let design = RandomDesign.all[index]
    for criterion in Criterion.allCases {
      for sigma in [nil, 1.4] {
        let frame = try ModelFrame(
          MixedModelSpecification(design.formula), RandomDesign.table(seed: 5))
        let problem = try LikelihoodProblem(
          frame: frame, criterion: criterion, residualStandardDeviation: sigma)
        let likelihood = Likelihood(problem)
        for seed: UInt64 in 1...5 {
          let theta = RandomDesign.parameters(problem, seed: seed)
          try likelihood.evaluate(theta)
          let gradient = likelihood.gradient()
          let size = gradient.map(abs).max() ?? 1
          for parameter in theta.indices {
            let difference = try centralDifference(at: theta, in: parameter) {
              try likelihood.evaluate($0).deviance
            }
            #expect(
              abs(difference - gradient[parameter]) < 1e-6 * max(size, 1),
              "\(design.name) \(criterion) parameter \(parameter)")
          }
        }
      }
    }
  }

  /// The average information against dense matrices: w_p'P w_q with w_p = dV P y, and the trust
  /// region against NLopt from the same start.
  @Test(arguments: RandomDesign.all.indices)
  func informationEqualsTheDenseOne(_ index: Int) throws {
    let design = RandomDesign.all[index]
    let frame = try ModelFrame(MixedModelSpecification(design.formula), RandomDesign.table(seed: 8))
    let problem = try LikelihoodProblem(frame: frame, criterion: .maximumLikelihood)
    let theta = RandomDesign.parameters(problem, seed: 4)
    let likelihood = Likelihood(problem)
    let sigma = try likelihood.evaluate(theta).sigma
    let information = likelihood.averageInformation(sigma: sigma)
    let dense = DenseLikelihood(frame: frame, criterion: .maximumLikelihood)
    let twin = try dense.evaluate(theta)
    let x = frame.fixed.matrix
    let projection =
      twin.inverse - (twin.inverse * x) * twin.unscaledCovariance
      * x.transposedProduct(twin.inverse)
    let py = projection * frame.response
    var variates: [[Double]] = []
    let h = 1e-6
    for parameter in theta.indices {
      var (up, down) = (theta, theta)
      up[parameter] += h
      down[parameter] -= h
      let above = try CholeskyFactor(dense.evaluate(up).inverse).inverse()
      let below = try CholeskyFactor(dense.evaluate(down).inverse).inverse()
      variates.append((1 / (2 * h)) * (above - below) * py)
    }
    // V = sigma^2 V0, so that w = dV P y is dV0 P0 y for theta, and 2 V0 P0 y for log sigma.
    variates.append(try CholeskyFactor(twin.inverse).inverse() * py.map { 2 * $0 })
    for a in variates.indices {
      for b in variates.indices {
        let expected = dotProduct(variates[a], projection * variates[b]) / (sigma * sigma)
        let scale = (information[a, a] * information[b, b]).squareRoot() + 1e-6
        #expect(abs(information[a, b] - expected) < 1e-5 * scale, "\(design.name) \(a) \(b)")
      }
    }
  }

  @Test(arguments: RandomDesign.all.indices)
  func trustRegionAgreesWithDerivativeFree(_ index: Int) throws {
    let design = RandomDesign.all[index]
    let frame = try ModelFrame(
      MixedModelSpecification(design.formula), RandomDesign.table(seed: 9, rows: 120))
    let problem = try LikelihoodProblem(frame: frame, criterion: .restrictedMaximumLikelihood)
    let start = MomentStart(problem).theta
    let found = try DevianceMinimizer().minimize(Likelihood(problem), from: start)
    let other = try DevianceMinimizer().derivativeFree(Likelihood(problem), from: start)
    #expect(found.method == .trustRegion, "\(design.name)")
    #expect(found.evaluation.deviance < other.evaluation.deviance + 1e-7, "\(design.name)")
    #expect(found.evaluations <= 40, "\(design.name): \(found.evaluations)")
  }
}
