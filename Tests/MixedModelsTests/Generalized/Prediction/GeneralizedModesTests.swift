import Glibc
import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Conditional modes against lme4 and glmmTMB.
@Suite struct GeneralizedModesTests {
  static let cases = [
    "glmm-epil-poisson", "glmm-epil-poisson-offset", "glmm-epil-poisson-slope",
    "glmm-grouseticks-brood", "glmm-grouseticks-poisson", "glmm-owls-poisson",
    "glmm-owls-poisson-slope",
    "glmm-epil-poisson-tmb", "glmm-owls-poisson-tmb", "glmm-owls-poisson-slope-tmb",
  ]

  private func compare(_ reference: GeneralizedReference) throws {
    let modes = try reference.model.conditionalModes()
    let expected = try #require(reference.results["ranef"] as? [[String: Any]])
    for group in expected {
      let found = try #require(modes.first { $0.group == group["group"] as? String })
      let terms = try #require(group["terms"] as? [String])
      let levels = try #require(group["levels"] as? [String])
      let values = try #require(group["modes"] as? [[Double]])
      let errors = group["conditional_sd"] as? [[Double]] ?? []
      for (i, level) in levels.enumerated() {
        for (j, term) in terms.enumerated() {
          // Names of slopes are our own; their order is R's.
          let name = found.terms[j]
          let row = try #require(found.rows.first { $0.level == level && $0.term == name })
          #expect(abs(row.estimate - values[i][j]) < 2e-6, "\(level) \(term)")
          if !errors.isEmpty {
            #expect(abs(row.standardError / errors[i][j] - 1) < 1e-5, "\(level) \(term)")
          }
        }
      }
      let sums = group["sum_of_squares_of_modes"] as? [Double] ?? []
      for (index, sum) in sums.enumerated() {
        let squares = found.rows.filter { $0.term == found.terms[index] }
          .reduce(0) { $0 + $1.estimate * $1.estimate }
        #expect(abs(squares / sum - 1) < 1e-5)
      }
    }
  }

  @Test(.enabled(if: Reference.has("expected/glmm-epil-poisson.json")), arguments: cases)
  func counts(_ name: String) throws { try compare(GeneralizedReference(name)) }

  @Test(
    .enabled(if: Reference.has("expected/glmm-cbpp-laplace.json")),
    arguments: ["glmm-cbpp-laplace", "glmm-cbpp-tmb"])
  func events(_ name: String) throws { try compare(GeneralizedReference(name, family: .binomial)) }

  @Test(.enabled(if: Reference.has("expected/glmm-epil-zip-tmb.json"))) func otherFamilies() throws
  {
    try compare(GeneralizedReference("glmm-epil-zip-tmb", zeroInflation: "~ 1"))
    try compare(GeneralizedReference("glmm-epil-nb2-tmb", family: .negativeBinomial2))
    try compare(GeneralizedReference("glmm-epil-nb1-tmb", family: .negativeBinomial1))
  }

  /// One random intercept: the mode solves sum (y - mu) = b / sigma^2, which is differentiated by
  /// hand.
  @Test func sensitivitiesAreThoseOfTheEquationOfTheMode() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 3))
    let found = try ModeSensitivities(model).modes[0]
    let (design, sigma) = (model.frame.random[0], model.parameters.theta[0][0])
    let modes = try model.conditionalModes()[0].estimates
    let means = model.fittedValues()
    for level in design.levels.indices {
      let rows = design.codes.indices.filter { Int(design.codes[$0]) == level }
      let information = 1 / (sigma * sigma) + rows.reduce(0) { $0 + means[$1] }
      for column in 0..<2 {
        let sum = rows.reduce(0) { $0 + means[$1] * model.frame.fixed.matrix[$1, column] }
        #expect(abs(found[level * 3 + column] + sum / information) < 1e-7)
      }
      let slope = 2 * modes[level] / (sigma * sigma * sigma) / information
      #expect(abs(found[level * 3 + 2] - slope) < 1e-6)
    }
  }

  @Test func totalErrorsAreLarger() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 4))
    let known = try model.conditionalModes()[0]
    let total = try model.conditionalModes(.total)[0]
    #expect(known.estimates == total.estimates)
    let covariance = try model.parameterCovariance()
    let sensitivities = try ModeSensitivities(model).modes[0]
    for index in known.estimates.indices {
      let row = Array(sensitivities[(3 * index)..<(3 * index + 3)])
      let extra = dotProduct(row, covariance * row)
      let expected = (known.standardErrors[index] * known.standardErrors[index] + extra)
      #expect(abs(total.standardErrors[index] / expected.squareRoot() - 1) < 1e-10)
      #expect(total.standardErrors[index] > known.standardErrors[index])
    }
  }

  /// Over many data sets the modes miss the true effects as far as their total errors say.
  @Test func totalErrorsAreThoseOfThePrediction() throws {
    var (sum, count) = (0.0, 0)
    for seed in 100..<140 as Range<UInt64> {
      // The first draw of the stream, and of every person's, is the effect.
      let table = try SimulatedCounts.table(people: 12, nights: 6, seed: seed)
      let modes = try SimulatedCounts.fit(table).conditionalModes(.total)[0]
      for (person, effect) in Self.effects(people: 12, nights: 6, seed: seed).enumerated() {
        let row = try #require(modes.levels.firstIndex(of: "p\(person)"))
        let error = (modes.estimates[row] - effect) / modes.standardErrors[row]
        sum += error * error
        count += 1
      }
    }
    #expect(count == 480 && abs(sum / Double(count) - 1) < 0.25, "\(sum / Double(count))")
  }

  private static func effects(people: Int, nights: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<people).map { _ in
      let effect = 0.6 * stream.normal()
      for _ in 0..<nights {
        let x = stream.uniform()
        let time = 1 + stream.uniform()
        _ = stream.poisson(mean: time * exp(0.8 + 0.7 * x + effect))
      }
      return effect
    }
  }
}
