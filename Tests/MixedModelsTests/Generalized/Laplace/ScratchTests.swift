import Foundation
import Numerics
import TestSupport
import Testing

@testable import MixedModels

struct ScratchTests {
  func fit(_ name: String, family: ResponseFamily, formula: String? = nil, integration: Integration = .laplace) throws {
    let reference = try ReferenceCase(name)
    let table = try ReferenceCase.table(reference.dataset)
    var spec = MixedModelSpecification(formula ?? reference.formula, levels: try ReferenceCase.levels(dataset: reference.dataset, formula: reference.formula))
    spec.family = family
    spec.integration = integration
    let problem = try GeneralizedProblem(spec, ModelFrame(spec, table))
    let objective = LaplaceObjective(problem)
    let start = GeneralizedStart(problem)
    let x0 = start.parameters(objective.layout)
    var point = x0
    for i in point.indices { point[i] += 0.05 * Double(i % 3) - 0.02 }
    _ = try objective.value(point)
    let g = objective.gradient()
    for i in objective.variables {
      let h = 1e-5
      var a = point, b = point
      a[i] += h; b[i] -= h
      let d = (try objective.value(a) - objective.value(b)) / (2 * h)
      #expect(abs(d - g[i]) < 1e-6 * max(1, abs(d)), "\(name) \(i): \(g[i]) \(d)")
    }
    let m = try GeneralizedMinimizer().minimize(objective, from: x0)
    let clock = ContinuousClock()
    let t = try clock.measure { _ = try GeneralizedMinimizer().minimize(LaplaceObjective(problem), from: x0) }
    print(name, -m.deviance / 2, (try? reference.results.number("log_lik")) ?? 0, m.evaluations, m.gradientEvaluations, m.decrement, t)
    print(problem.basis.coefficients2(Array(m.parameters[objective.layout.coefficients])))
    print(m.parameters[objective.layout.structure], m.gradient.map { abs($0) }.max() ?? 0)
  }
  @Test func all() throws {
    for i in [Integration.fast, .laplace, .gaussHermite(nodes: 2), .gaussHermite(nodes: 15)] {
      try fit("glmm-epil-poisson", family: .poisson, integration: i)
    }
    for i in [Integration.fast, .laplace, .gaussHermite(nodes: 3)] {
    try fit("glmm-epil-poisson-slope", family: .poisson, integration: i)
    try fit("glmm-owls-poisson-slope", family: .poisson, integration: i)
    }
    try fit("glmm-grouseticks-brood", family: .poisson)
  }
}
extension ResponseBasis {
  func coefficients2(_ t: [Double]) -> [Double] { designTransform * t }
}
