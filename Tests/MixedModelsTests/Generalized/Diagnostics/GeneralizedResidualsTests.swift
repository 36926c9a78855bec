import Glibc
import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct GeneralizedResidualsTests {
  @Test(
    .enabled(if: Reference.has("expected/glmm-epil-poisson.json")),
    arguments: [
      "glmm-epil-poisson", "glmm-epil-poisson-slope", "glmm-grouseticks-brood",
      "glmm-owls-poisson",
    ])
  func residualsOfCounts(_ name: String) throws { try compare(GeneralizedReference(name)) }

  @Test(.enabled(if: Reference.has("expected/glmm-cbpp-laplace.json")))
  func residualsOfEvents() throws {
    try compare(GeneralizedReference("glmm-cbpp-laplace", family: .binomial))
  }

  private func compare(_ reference: GeneralizedReference) throws {
    let pearson = try reference.model.residuals()
    for (a, b) in zip(pearson, try reference.numbers("head", "pearson_residual")) {
      #expect(abs(a - b) < 1e-5 * max(1, abs(b)))
    }
    let sum = try reference.number("pearson_chisq")
    #expect(abs(pearson.reduce(0) { $0 + $1 * $1 } / sum - 1) < 1e-6)
    let deviance = try reference.model.residuals(.deviance)
    let expected = try reference.number("conditional_deviance")
    #expect(abs(deviance.reduce(0) { $0 + $1 * $1 } / expected - 1) < 1e-6)
    let raw = try reference.model.residuals(.response)
    for (a, b) in zip(raw, zip(reference.model.frame.response, reference.model.fittedValues())) {
      #expect(reference.model.family == .binomial || abs(a - (b.0 - b.1)) < 1e-12)
    }
  }

  /// Each is between the probabilities of less and of at most the response.
  @Test func quantileResidualsAreWithinTheirSteps() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 21))
    let residuals = model.quantileResiduals(seed: 5)
    #expect(residuals == model.quantileResiduals(seed: 5))
    #expect(residuals != model.quantileResiduals(seed: 6))
    for (row, y) in model.frame.response.enumerated() {
      let law = PoissonDistribution(mean: model.fittedValues()[row])
      let place = NormalDistribution.standard.cumulative(residuals[row])
      #expect(place >= (y == 0 ? 0 : law.cumulative(y - 1)) - 1e-12)
      #expect(place <= law.cumulative(y) + 1e-12)
    }
    let mean = residuals.reduce(0, +) / Double(residuals.count)
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count)
    #expect(abs(mean) < 0.15 && variance > 0.75 && variance < 1.15)
  }

  @Test func familiesWithoutDevianceSaySo() throws {
    for (family, hasIt) in [
      (ResponseFamily.poisson, true), (.negativeBinomial2, true), (.negativeBinomial1, false),
      (.binomial, true),
    ] {
      let law = ResponseLaw(family: family, link: family.defaultLink, dispersion: 0.5)
      let unit = law.unitDeviance(1, mean: 0.4, trials: 2)
      #expect((unit != nil) == hasIt)
      #expect((law.unitDeviance(1, mean: family == .binomial ? 0.5 : 1, trials: 2) ?? 0) < 1e-12)
      guard let unit else { continue }
      // Twice the difference of the log densities.
      let best = log(
        law.distribution(family == .binomial ? 0.5 : 1, trials: 2, zeta: nil).probability(1))
      let here = log(law.distribution(0.4, trials: 2, zeta: nil).probability(1))
      #expect(abs(unit - 2 * (best - here)) < 1e-10)
    }
  }
}
