import Glibc
import Numerics
import Testing

@testable import MixedModels

/// Models whose likelihood is known by other ways.
@Suite struct LimitingModelTests {
  /// The Laplace approximation is exact for normal responses: that of the linear model.
  @Test(arguments: ["", " + (1 | a)", " + (x | a)", " + (1 | a) + (1 | c)", " + (x | a) + (1 | c)"])
  func gaussianIsTheLinearModel(_ random: String) throws {
    var stream = RandomStream(seed: 41, task: 0)
    let effects = (0..<8).map { _ in stream.normal() }
    var text = "y,x,a,c\n"
    for row in 0..<80 {
      let (a, c) = (row % 8, Int(stream.uniform() * 5))
      let x = stream.normal()
      let y = 2 + effects[a] + (0.5 + 0.5 * effects[7 - a]) * x + 0.8 * effects[c]
      text += "\(y + 0.7 * stream.normal()),\(x),a\(a),c\(c)\n"
    }
    let specification = MixedModelSpecification(
      "y ~ x\(random)", criterion: .maximumLikelihood)
    let model = try specification.fit(makeTable(text))
    let problem = try GeneralizedProblem(specification, model.frame)
    let objective = LaplaceObjective(problem)
    let transform = problem.basis.designTransform
    var point = try CholeskyFactor(transform.transposedProduct(transform))
      .solve(transform.transposedProduct(model.coefficients))
    for (term, theta) in zip(problem.rows.terms, model.parameters.theta) {
      point += zip(theta, term.free).map { model.sigma * $0 * term.scales[$1.row] }
    }
    // Without random effects sigma is estimated with n - p: see Criterion.
    let sigma =
      (model.penalizedSumOfSquares / Double(model.observationCount)).squareRoot()
    point.append(2 * log(sigma))
    let deviance = try objective.value(point)
    #expect(abs(deviance - model.deviance) < 1e-9 * abs(deviance))
    let steepest = objective.gradient().map(abs).max() ?? .infinity
    print("Gaussian\(random): off by \(abs(deviance - model.deviance)), gradient \(steepest)")
    #expect(steepest < 1e-5)
  }

  @Test func negativeBinomialWithoutDispersionIsPoisson() throws {
    var worst = 0.0
    for link in ResponseFamily.poisson.links {
      for design in GradientScenario.Design.allCases {
        for zeros in [nil, "~ x"] {
          let poisson = GradientScenario(
            family: .poisson, link: link, design: design, zeroInflation: zeros, hasWeights: true,
            seed: 8)
          let (objective, point, _) = try poisson.objective()
          let expected = try objective.value(point)
          let expectedGradient = objective.gradient()
          for family in [ResponseFamily.negativeBinomial1, .negativeBinomial2] {
            var specification = poisson.specification
            specification.family = family
            let other = LaplaceObjective(
              try GeneralizedProblem(specification, poisson.frame()))
            let value = try other.value(point + [-36])
            let slopes = zip(other.gradient(), expectedGradient + [0]).map { abs($0 - $1) }
            let size = expectedGradient.map(abs).max() ?? 1
            worst = max(worst, abs(value - expected), (slopes.max() ?? .infinity) / size)
          }
        }
      }
    }
    print("negative binomial without dispersion: worst difference from Poisson \(worst)")
    #expect(worst < 1e-8)
  }
}
