import Glibc
import Numerics
import Testing

@testable import MixedModels

/// Gauss-Hermite quadrature with many nodes against sums over a dense grid, with probabilities
/// from the distribution functions.
@Suite struct BruteForceIntegrationTests {
  private static let kinds: [(ResponseFamily, LinkFunction, String?)] = [
    (.poisson, .log, nil), (.poisson, .log, "~ x"), (.negativeBinomial1, .log, nil),
    (.negativeBinomial2, .log, nil), (.negativeBinomial2, .log, "~ 1"), (.binomial, .logit, nil),
    (.binomial, .probit, nil), (.binomial, .complementaryLogLog, nil),
  ]

  private static func scenarios(_ design: GradientScenario.Design, nodes: Int) -> [GradientScenario]
  {
    kinds.map { family, link, zeros in
      GradientScenario(
        family: family, link: link, design: design, zeroInflation: zeros, hasOffset: true,
        integration: .gaussHermite(nodes: nodes), seed: 3)
    }
  }

  @Test(arguments: scenarios(.scalar, nodes: 50))
  func oneDimension(_ scenario: GradientScenario) throws {
    try compare(scenario) { integrand in
      Self.grid(step: 0.02).reduce(0) { $0 + 0.02 * integrand([$1]) }
    }
  }

  @Test(arguments: scenarios(.slope, nodes: 25))
  func twoDimensions(_ scenario: GradientScenario) throws {
    let grid = Self.grid(step: 0.16)
    try compare(scenario) { integrand in
      grid.reduce(0) { sum, u in
        grid.reduce(sum) { $0 + 0.16 * 0.16 * integrand([u, $1]) }
      }
    }
  }

  /// The rule of the trapezium on (-8, 8): its error falls exponentially with the step.
  private static func grid(step: Double) -> [Double] {
    Array(stride(from: -8, through: 8, by: step))
  }

  private func compare(
    _ scenario: GradientScenario, _ integrate: (([Double]) -> Double) -> Double
  ) throws {
    let (objective, point, _) = try scenario.objective()
    let deviance = try objective.value(point)
    var total = 0.0
    for level in 0..<objective.problem.rows.terms[0].levelCount {
      let rows = LevelRows(objective, scenario, level)
      total += -2 * log(integrate(rows.density))
    }
    print("\(scenario): -2 log L off by \(abs(deviance - total))")
    #expect(abs(deviance - total) < 1e-8)
  }
}

/// The rows of one level, in plain arrays.
private struct LevelRows {
  private struct Row {
    let response: Double
    let trials: Double
    /// X beta + offset.
    let fixed: Double
    /// z.
    let effects: [Double]
    let zeroProbability: Double
  }

  private let scenario: GradientScenario
  private let rows: [Row]
  private let lambda: Matrix
  private let dispersion: Double
  private let moments: ResponseMoments

  init(_ objective: LaplaceObjective, _ scenario: GradientScenario, _ level: Int) {
    let (problem, layout, point) = (objective.problem, objective.layout, objective.parameters)
    let n = problem.rowCount
    self.scenario = scenario
    let term = problem.rows.terms[0]
    var lambda = Matrix(rows: term.width, columns: term.width)
    for (value, place) in zip(point[layout.structure], term.free) {
      lambda[place.row, place.column] = value
    }
    self.lambda = lambda
    dispersion = layout.dispersion.first.map { exp(point[$0]) } ?? 1
    moments = ResponseMoments(family: scenario.family, link: scenario.link, dispersion: dispersion)
    rows = (0..<n).filter { Int(problem.rows.codes[0][$0]) == level }.map { i in
      var fixed = problem.offset.base[i]
      for (c, place) in layout.coefficients.enumerated() {
        fixed += point[place] * problem.design.base[c * n + i]
      }
      var odds = -Double.infinity
      for (c, place) in layout.zero.enumerated() {
        odds = (c == 0 ? 0 : odds) + point[place] * problem.zeroDesign.base[c * n + i]
      }
      return Row(
        response: problem.distribution.response.base[i],
        trials: problem.distribution.trials?.base[i] ?? 1, fixed: fixed,
        effects: (0..<term.width).map { problem.randomColumn(0, $0)[i] },
        zeroProbability: 1 / (1 + exp(-odds)))
    }
  }

  /// The density of responses and u together.
  func density(_ u: [Double]) -> Double {
    let b = lambda * u
    var result = u.reduce(1) { $0 * exp(-$1 * $1 / 2) / (2 * Double.pi).squareRoot() }
    for row in rows {
      let eta = row.fixed + dotProduct(row.effects, b)
      guard let mean = moments.mean(ofPredictor: eta)?.value else { return 0 }
      result *= ResponseDistribution(
        family: scenario.family, mean: mean, dispersion: dispersion, trials: row.trials,
        zeroProbability: row.zeroProbability
      ).probability(row.response)
    }
    return result
  }
}
