import Foundation
import Numerics
import Tables
import Testing

@testable import MixedModels

/// Models whose residuals are correlated or of unequal variance.
@Suite struct StructuredLikelihoodTests {
  struct Model: Sendable {
    let formula: String
    var correlation: String?
    var variance: String?
  }

  static let models: [Model] = [
    .init(formula: "y ~ x", correlation: "ar1(t | g)"),
    .init(formula: "y ~ x", correlation: "us(v | h)"),
    .init(formula: "y ~ x", correlation: "cs(1 | g)", variance: "ident(s)"),
    .init(formula: "y ~ x + (x | g)", correlation: "ar1(t | g)"),
    .init(formula: "y ~ x + (1 | g)", correlation: "car1(t | g)", variance: "ident(s)"),
    .init(formula: "y ~ x + (1 | b/g)", correlation: "ar1(t | g)"),
    .init(formula: "y ~ x + (x | g) + (1 | c)", variance: "ident(s)"),
    .init(formula: "y ~ x + (1 | c) + (x | e) + (1 | g)", variance: "power(w)"),
  ]

  static func table() throws -> Table {
    var stream = RandomStream(seed: 77, task: 0)
    var text = "y,x,w,t,v,g,h,b,c,e,s\n"
    for g in 0..<9 {
      var previous = stream.normal()
      for t in 0..<6 where !(g == 3 && t == 2) {
        previous = 0.5 * previous + stream.normal()
        let x = stream.normal()
        let c = Int(stream.uniform() * 4)
        let y = 5 + x * (1 + 0.3 * Double(g % 4)) + previous + Double(c) * 0.4 + Double(g % 3)
        text +=
          "\(y),\(x),\(1 + stream.uniform()),\(t),\(t % 3),g\(g),h\(g)\(t / 3),b\(g / 3),c\(c),"
        text += "e\(Int(stream.uniform() * 3)),s\(x > 0 ? 1 : 0)\n"
      }
    }
    return try Table.read(TableSource(name: "structured.csv", text: text))
  }

  private func problem(_ model: Model, _ criterion: Criterion) throws -> LikelihoodProblem {
    let specification = MixedModelSpecification(
      model.formula, criterion: criterion, correlation: model.correlation, variance: model.variance)
    return try LikelihoodProblem(
      frame: ModelFrame(specification, Self.table()), criterion: criterion)
  }

  private func parameters(_ problem: LikelihoodProblem, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, task: 2)
    let residual = (0..<(problem.parameterCount - problem.thetaCount)).map { _ in
      0.8 * stream.uniform() - 0.2
    }
    return RandomDesign.parameters(problem, seed: seed) + residual
  }

  @Test(arguments: models.indices, Criterion.allCases)
  func gradientEqualsCentralDifferences(_ index: Int, _ criterion: Criterion) throws {
    let problem = try problem(Self.models[index], criterion)
    let likelihood = Likelihood(problem)
    for seed: UInt64 in 1...10 {
      let start = parameters(problem, seed: seed)
      try likelihood.evaluate(start)
      let gradient = likelihood.gradient()
      let size = max(gradient.map(abs).max() ?? 1, 1)
      for parameter in start.indices {
        let difference = try centralDifference(at: start, in: parameter) {
          try likelihood.evaluate($0).deviance
        }
        #expect(abs(difference - gradient[parameter]) < 1e-6 * size, "parameter \(parameter)")
      }
    }
  }

  @Test(arguments: models.indices)
  func optimumIsThatOfDerivativeFree(_ index: Int) throws {
    let problem = try problem(Self.models[index], .restrictedMaximumLikelihood)
    let start = MomentStart(problem).theta + (problem.residual?.start() ?? [])
    let found = try DevianceMinimizer().minimize(Likelihood(problem), from: start)
    let other = try DevianceMinimizer().derivativeFree(Likelihood(problem), from: start)
    #expect(found.method == .trustRegion)
    #expect(found.evaluation.deviance < other.evaluation.deviance + 1e-7)
    #expect(found.evaluations <= 40)
  }
}
