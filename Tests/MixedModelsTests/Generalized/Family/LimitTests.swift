import Glibc
import Numerics
import Testing

@testable import MixedModels

@Suite("Limits and impossible means of the response families")
struct LimitTests {
  @Test("Without overdispersion both negative binomial families are Poisson")
  func noOverdispersion() {
    for base in FamilyRow.grid where base.family == .poisson {
      for family in [ResponseFamily.negativeBinomial1, .negativeBinomial2] {
        let poisson = base.evaluate()
        // At phi = -36 the difference is of the order of alpha = 2e-16; beyond, none is left.
        for phi in [-36, -80, -700.0] {
          let row = base.with { ($0.family, $0.logDispersion) = (family, phi) }
          let values = row.evaluate()
          let pairs = [
            (values.density, poisson.density), (values.score, poisson.score),
            (values.information, poisson.information),
            (values.weightSlope, poisson.weightSlope),
          ]
          for (value, limit) in pairs {
            #expect(abs(value - limit) <= 1e-11 * (1 + abs(limit)), "\(row)")
          }
          #expect(abs(values.dispersion[0]) < 1e-11, "\(row)")
        }
      }
    }
  }

  @Test("With hardly any extra zeros there are none")
  func noExtraZeros() {
    for base in FamilyRow.grid where base.zeta == nil && base.family != .gaussian {
      let (plain, none) = (base.evaluate(), base.with { $0.zeta = -300 }.evaluate())
      #expect(abs(plain.density - none.density) <= 1e-12 * (1 + abs(plain.density)), "\(base)")
      #expect(abs(plain.score - none.score) <= 1e-12 * abs(plain.score), "\(base)")
      #expect(
        abs(plain.weightSlope - none.weightSlope) <= 1e-12 * (1 + abs(plain.weightSlope)), "\(base)"
      )
    }
  }

  @Test("An impossible mean has the density zero, and a mean of zero allows only a zero")
  func impossibleMeans() {
    typealias Case = (ResponseFamily, LinkFunction, Double, Double, Bool)
    let cases: [Case] = [
      (.poisson, .identity, -0.1, 0, false), (.poisson, .identity, 0, 0, true),
      (.poisson, .identity, 0, 1, false), (.poisson, .squareRoot, 0, 0, true),
      (.poisson, .squareRoot, 0, 2, false), (.poisson, .inverse, -1, 3, false),
      (.poisson, .inverse, 0, 0, false), (.poisson, .log, 800, 0, false),
      (.negativeBinomial1, .identity, 0, 0, true), (.negativeBinomial1, .identity, 0, 1, false),
      (.negativeBinomial2, .identity, -2, 1, false), (.negativeBinomial2, .inverse, -1, 0, false),
      (.binomial, .identity, 0, 0, true), (.binomial, .identity, 0, 1, false),
      (.binomial, .identity, 1, 1, true), (.binomial, .identity, 1.1, 1, false),
      (.binomial, .log, 0, 1, true), (.binomial, .log, 0, 0, false),
      (.binomial, .log, 0.1, 1, false),
    ]
    for (family, link, eta, response, isPossible) in cases {
      let row = FamilyRow(family: family, link: link, response: response, eta: eta)
      let density = row.evaluate().density
      #expect(isPossible ? density == 0 : density == -.infinity, "\(row)")
      // The expected information of a certain response is infinite, but for eta = sqrt(mu) and NB1.
      let expected = row.with { $0.curvature = .expected }.evaluate()
      if link != .squareRoot && family != .negativeBinomial1 {
        #expect(expected.density == -.infinity, "\(row)")
      }
      let ignored = row.with { $0.weight = 0 }.evaluate()
      #expect(ignored.density == 0 && ignored.score == 0, "\(row)")
    }
  }

  @Test("Nothing is NaN at any predictor, and what is possible has finite derivatives")
  func extremes() {
    for base in FamilyRow.grid {
      for eta in [-1e5, -800, -700, -38, -1e-300, 1e-300, 1e-9, 38, 700, 800, 1e5] {
        // The curvature of log(1 - exp(eta)) at zero is beyond the largest number.
        if base.family == .binomial && base.link == .log && eta == -1e-300 { continue }
        for phi in [-27.6, 18.4] {
          let row = base.with { ($0.eta, $0.logDispersion) = (eta, phi) }
          let values = row.evaluate()
          #expect(!values.density.isNaN && values.density < .infinity, "\(row)")
          guard values.density > -.infinity, base.link == .log || base.family == .binomial
          else { continue }
          let all =
            [values.score, values.information, values.weight, values.weightSlope]
            + values.dispersion + values.zero
          #expect(all.allSatisfy { !$0.isNaN }, "\(row): \(values)")
        }
      }
    }
  }

  @Test("Expected information is the observed one, averaged over the responses")
  func expectedInformation() {
    for base in FamilyRow.grid where base.zeta == nil && base.family != .negativeBinomial1 {
      guard base.family != .gaussian, base.response == 0 else { continue }
      let moments = ResponseMoments(family: base.family, link: base.link)
      guard let mean = moments.mean(ofPredictor: base.eta)?.value else { continue }
      let law = ResponseDistribution(
        family: base.family, mean: mean, dispersion: exp(base.logDispersion), trials: base.trials)
      var average = 0.0
      var score = 0.0
      var y = 0.0
      while y <= (base.family == .binomial ? base.trials : 1e5) {
        let probability = law.probability(y)
        let row = base.with { ($0.response) = y }.evaluate()
        average += probability * row.information
        score += probability * row.score
        y += 1
        if y > 10 * mean, base.family != .binomial, law.cumulative(y, tail: .upper) < 1e-18 {
          break
        }
      }
      let expected = base.with { $0.curvature = .expected }.evaluate().weight
      #expect(abs(average - expected) <= 1e-9 * expected, "\(base): \(average), \(expected)")
      #expect(abs(score) <= 1e-9 * expected.squareRoot(), "\(base)")
    }
  }
}
