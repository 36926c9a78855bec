import Testing

@testable import MixedModels

/// The analytic gradient against Richardson's differences of the deviance.
@Suite struct LaplaceGradientTests {
  private static let tolerance = 1e-6

  private static let kinds: [(ResponseFamily, LinkFunction)] = ResponseFamily.allCases
    .filter { $0 != .gaussian }.flatMap { family in family.links.map { (family, $0) } }

  /// Every family, link, design, curvature and kind of extra zeros (where these are, the weights
  /// are the observed ones); case weights, offsets and trials in turn.
  static let laplace: [GradientScenario] = {
    var result: [GradientScenario] = []
    for (family, link) in kinds {
      for design in GradientScenario.Design.allCases {
        var variants: [(Curvature, zeros: String?)] = [(.observed, nil), (.expected, nil)]
        if family.isCount { variants += [(.observed, "~ 1"), (.observed, "~ x")] }
        for (curvature, zeros) in variants {
          let index = result.count
          result.append(
            GradientScenario(
              family: family, link: link, design: design, curvature: curvature,
              zeroInflation: zeros, hasWeights: index % 3 == 0, hasOffset: index % 5 < 3,
              hasTrials: index % 7 != 0, seed: UInt64(index)))
        }
      }
    }
    return result
  }()

  /// One factor with quadrature, of one, two and three effects.
  static let quadrature: [GradientScenario] = kinds.flatMap { family, link in
    [(.scalar, 2), (.scalar, 5), (.slope, 3), (.three, 3)].flatMap {
      (design: GradientScenario.Design, nodes: Int) in
      [Curvature.observed, .expected].map { curvature in
        GradientScenario(
          family: family, link: link, design: design, curvature: curvature,
          zeroInflation: family.isCount && nodes == 5 ? "~ x" : nil, hasWeights: nodes == 2,
          hasOffset: nodes == 3, integration: .gaussHermite(nodes: nodes),
          seed: UInt64(nodes + 10 * design.random.count))
      }
    }
  }

  static let fast: [GradientScenario] = kinds.flatMap { family, link in
    [GradientScenario.Design.scalar, .slope, .nested, .seriesWithIntercept].map { design in
      GradientScenario(
        family: family, link: link, design: design, curvature: .expected, hasWeights: true,
        hasOffset: true, integration: .fast, seed: 5)
    }
  }

  @Test(arguments: [("Laplace", laplace), ("quadrature", quadrature), ("fast", fast)])
  func gradientEqualsDifferences(_ name: String, _ scenarios: [GradientScenario]) throws {
    var (worst, place) = (0.0, "")
    for scenario in scenarios {
      do {
        let error = try scenario.gradientError()
        if !(error <= worst) { (worst, place) = (error, scenario.description) }
        #expect(error < Self.tolerance, "\(scenario)")
      } catch {
        Issue.record("\(scenario): \(error)")
      }
    }
    print("gradients, \(name): \(scenarios.count) scenarios, worst error \(worst) in \(place)")
  }
}
