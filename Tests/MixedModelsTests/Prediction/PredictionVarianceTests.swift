import Numerics
import Testing

@testable import MixedModels

/// Prediction errors against dense n x n algebra.
@Suite struct PredictionVarianceTests {
  static let formulas = RandomDesign.all.map(\.formula)

  /// var(x'(betahat - beta) + z'(bhat - b)) for every row from V and its inverse alone: with
  /// fitted = H y in total, H = I - R P, the covariance of the errors of X beta + Z b is
  /// sigma^2 (R - R P R), P = inverse(V) - inverse(V) X (X' inverse(V) X)^-1 X' inverse(V).
  private func denseErrorVariances(_ model: LinearMixedModel) throws -> [Double] {
    let dense = try DenseLikelihood(frame: model.frame, criterion: model.criterion)
      .evaluate(model.parameters.vector)
    let x = model.frame.fixed.matrix
    let weighted = dense.inverse * x
    let projection =
      dense.inverse - (weighted * dense.unscaledCovariance).productTransposed(weighted)
    return (0..<model.observationCount).map { row in
      let weight = model.frame.weights.isEmpty ? 1 : model.frame.weights[row]
      return model.sigma * model.sigma * (1 - projection[row, row] / weight) / weight
    }
  }

  @Test(arguments: formulas, [false, true])
  func standardErrorsAgreeWithDenseAlgebra(_ formula: String, _ isWeighted: Bool) throws {
    let table = try RandomDesign.table(seed: 5)
    let model = try MixedModelSpecification(formula, weights: isWeighted ? "weight" : nil)
      .fit(table)
    let variances = try denseErrorVariances(model)
    let prediction = try model.predict(.conditional, interval: .mean)
    for (error, variance) in zip(prediction.standardErrors, variances) {
      #expect(abs(error * error - variance) < 1e-9 * model.sigma * model.sigma)
    }
  }

  @Test(arguments: formulas)
  func leveragesAreDerivativesOfFittedValues(_ formula: String) throws {
    let table = try RandomDesign.table(seed: 6)
    let model = try MixedModelSpecification(formula).fit(table)
    let leverages = try model.leverages()
    for row in [0, 17, 40] {
      var response = model.frame.response
      response[row] += 1
      let moved = Likelihood(model.problem.replacingResponse(response))
      try moved.evaluate(model.parameters.vector)
      let predictor = LinearPredictor(
        coefficients: moved.coefficients(), modes: moved.conditionalModes(), of: model)
      let before = try model.fittedValues()[row]
      let after = predictor.means(PredictionRows(model.frame), target: .conditional)[row]
      #expect(abs(after - before - leverages[row]) < 1e-8)
    }
  }

  @Test func intervalsWidenFromMeanToObservation() throws {
    let model = try MixedModelSpecification("y ~ x + (x | a)").fit(
      try RandomDesign.table(seed: 7))
    for target in PredictionTarget.allCases {
      let mean = try model.predict(target, interval: .mean)
      let observation = try model.predict(target, interval: .observation)
      let none = try model.predict(target)
      #expect(none.means == mean.means && none.lower.isEmpty)
      for row in mean.means.indices {
        let z = NormalDistribution.standard.quantile(0.975)
        let width = (observation.upper[row] - observation.lower[row]) / (2 * z)
        var expected = mean.standardErrors[row] * mean.standardErrors[row]
        expected += model.sigma * model.sigma
        if target == .population {
          let x = model.frame.fixed.matrix[row, 1]
          let factor = model.frame.random[0].relativeFactor(model.parameters.theta[0])
          let z = factor.transposedProduct([1, x])
          expected += model.sigma * model.sigma * dotProduct(z, z)
        }
        #expect(abs(width * width - expected) < 1e-10 * expected)
      }
    }
  }
}

extension LinearPredictor {
  /// A predictor of means alone.
  fileprivate init(coefficients: [Double], modes: [[Double]], of model: LinearMixedModel) {
    self.init(
      coefficients: coefficients, coefficientCovariance: [], sigma: model.sigma,
      factors: zip(model.frame.random, modes).map { design, modes in
        Factor(
          group: design.group, width: design.width, levelCount: design.levels.count,
          covariance: [], modes: modes, conditionalCovariances: [], sensitivities: [])
      })
  }
}
