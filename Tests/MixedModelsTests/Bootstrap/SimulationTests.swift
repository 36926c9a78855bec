import Numerics
import Testing

@testable import MixedModels

@Suite struct SimulationTests {
  /// Mean X beta and covariance sigma^2 (Z Lambda Lambda' Z' + R) in many draws.
  @Test(arguments: ["y ~ x + (x | a)", "y ~ x + (1 | a/b) + (x | c)"], [false, true])
  func drawsHaveTheModelsMoments(_ formula: String, _ isWeighted: Bool) throws {
    let table = try RandomDesign.table(seed: 3, rows: 24)
    let model = try MixedModelSpecification(formula, weights: isWeighted ? "weight" : nil)
      .fit(table)
    let dense = try DenseLikelihood(frame: model.frame, criterion: model.criterion)
      .evaluate(model.parameters.vector)
    // Whitened draws are independent standard normal.
    let inverse = 1 / (model.sigma * model.sigma) * dense.inverse
    let root = try CholeskyFactor(inverse).lower
    let mean = model.frame.fixed.matrix * model.coefficients
    let draws = try model.simulate(seed: 8, count: 1000)
    var sum = [Double](repeating: 0, count: mean.count)
    var products = Matrix(rows: mean.count, columns: mean.count)
    for draw in draws {
      let white = root.transposedProduct(zip(draw, mean).map { $0 - $1 })
      for row in white.indices { sum[row] += white[row] }
      products = products + Matrix(column: white).outerProduct()
    }
    let count = Double(draws.count)
    // Five standard errors of a mean, and of a mean square or product.
    for value in sum { #expect(abs(value / count) < 5 / count.squareRoot()) }
    for i in mean.indices {
      for j in mean.indices {
        let expected = i == j ? 1.0 : 0
        let error = (i == j ? 2 : 1.0).squareRoot() / count.squareRoot()
        #expect(abs(products[i, j] / count - expected) < 5.5 * error)
      }
    }
  }

  @Test func keptModesLeaveTheResiduals() throws {
    let model = try MixedModelSpecification("y ~ x + (x | a)").fit(
      try RandomDesign.table(seed: 3))
    let fitted = try model.fittedValues()
    let draws = try model.simulate(seed: 9, count: 3000, effects: .modes)
    for row in [0, 20, 47] {
      let residuals = draws.map { ($0[row] - fitted[row]) / model.sigma }
      let mean = residuals.reduce(0, +) / 3000
      let square = residuals.reduce(0) { $0 + $1 * $1 } / 3000
      #expect(abs(mean) < 5 / 3000.squareRoot() && abs(square - 1) < 5 * (2.0 / 3000).squareRoot())
    }
  }

  @Test func drawsDependOnSeedAndNumberAlone() throws {
    let model = try MixedModelSpecification("y ~ x + (x | a)").fit(
      try RandomDesign.table(seed: 3))
    let five = try model.simulate(seed: 1, count: 5)
    #expect(try Array(five[..<2]) == model.simulate(seed: 1, count: 2))
    #expect(try five != model.simulate(seed: 2, count: 5))
  }
}
