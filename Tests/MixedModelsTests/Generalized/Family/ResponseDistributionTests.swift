import Glibc
import Numerics
import Testing

@testable import MixedModels

@Suite("Moments, probabilities and draws of one response")
struct ResponseDistributionTests {
  private static func law(_ row: FamilyRow) -> (law: ResponseDistribution, mean: Double)? {
    let moments = ResponseMoments(family: row.family, link: row.link)
    return moments.mean(ofPredictor: row.eta).map {
      (
        ResponseDistribution(
          family: row.family, mean: $0.value, dispersion: exp(row.logDispersion),
          trials: row.trials, zeroProbability: row.zeta.map(SpecialFunctions.logistic) ?? 0),
        $0.value
      )
    }
  }

  @Test("The probability of a response is the exponential of the rows' log density")
  func densities() throws {
    for row in FamilyRow.grid {
      // A number of events that is not whole has a likelihood, but no probability.
      guard row.response == row.response.rounded() || row.family == .gaussian else { continue }
      let law = try #require(Self.law(row)).law
      let values = row.evaluate()
      let density = exp((values.density + values.constant) / row.weight)
      #expect(abs(law.probability(row.response) - density) <= 1e-12 * density, "\(row)")
    }
  }

  @Test("Probabilities add up to the cumulative ones, to one, and to the moments")
  func sums() throws {
    for row in FamilyRow.grid where row.family != .gaussian && row.response == 0 {
      let (law, mean) = try #require(Self.law(row))
      let moments = ResponseMoments(
        family: row.family, link: row.link, dispersion: exp(row.logDispersion))
      var (total, first, second) = (0.0, 0.0, 0.0)
      var y = 0.0
      while y <= 1e5 {
        let probability = law.probability(y)
        total += probability
        first += y * probability
        second += y * y * probability
        if y < 5 { #expect(abs(law.cumulative(y) - total) < 1e-13, "\(row) at \(y)") }
        if y > mean * row.trials, law.cumulative(y, tail: .upper) < 1e-18 { break }
        y += 1
      }
      let extra = row.zeta.map(SpecialFunctions.logistic) ?? 0
      let variance = moments.variance(mean: mean, trials: row.trials, zeroProbability: extra)
      #expect(abs(total - 1) < 1e-12, "\(row)")
      #expect(abs(first - (1 - extra) * mean * row.trials) < 1e-11 * (1 + first), "\(row)")
      #expect(abs(second - first * first - variance) < 1e-10 * (1 + second), "\(row)")
    }
  }

  @Test("Links and their inverses undo each other, with the right slopes")
  func links() throws {
    for row in FamilyRow.grid where row.response == 0 && row.zeta == nil {
      let moments = ResponseMoments(family: row.family, link: row.link)
      func mean(_ h: Double) throws -> (value: Double, first: Double, second: Double) {
        try #require(moments.mean(ofPredictor: row.eta + h))
      }
      let at = try mean(0)
      let back = moments.predictor(ofMean: at.value)
      let eta = row.link == .squareRoot ? abs(row.eta) : row.eta
      #expect(abs(back - eta) < 1e-13 * (1 + abs(eta)), "\(row)")
      let h = 1e-3 * abs(row.eta)
      let (up, down, farUp, farDown) = (
        try mean(h), try mean(-h), try mean(2 * h), try mean(-2 * h)
      )
      func slope(_ part: ((value: Double, first: Double, second: Double)) -> Double) -> Double {
        (8 * (part(up) - part(down)) - part(farUp) + part(farDown)) / (12 * h)
      }
      #expect(abs(slope { $0.value } - at.first) < 1e-9 * abs(at.first), "\(row)")
      #expect(
        abs(slope { $0.first } - at.second) <= 1e-9 * (abs(at.second) + at.value), "\(row)")
    }
  }

  @Test("Unit deviances are twice the distance to the saturated log density")
  func deviances() throws {
    for row in FamilyRow.grid where row.link == row.family.defaultLink && row.zeta == nil {
      let moments = ResponseMoments(
        family: row.family, link: row.link, dispersion: exp(row.logDispersion))
      let mean = try #require(moments.mean(ofPredictor: row.eta)).value
      let deviance = moments.unitDeviance(row.response, mean: mean, trials: row.trials)
      guard row.family != .negativeBinomial1 else {
        #expect(deviance == nil)
        continue
      }
      // Zero events or only events: the predictor of the saturated mean is far out.
      let share = row.response / row.trials
      let best =
        share == 0
        ? -45 : share == 1 && row.family == .binomial ? 45 : moments.predictor(ofMean: share)
      let saturated = row.with { $0.eta = row.family == .gaussian ? row.response : best }
      var distance = 2 * (saturated.evaluate().density - row.evaluate().density)
      if row.family == .gaussian { distance *= exp(row.logDispersion) }
      let value = try #require(deviance)
      #expect(abs(value - distance) <= 1e-11 * (1 + abs(row.evaluate().density)), "\(row)")
    }
  }

  @Test("Randomised probabilities of simulated responses are uniform, in both tails")
  func residuals() throws {
    var stream = RandomStream(seed: 2_026_0301)
    let rows = FamilyRow.grid.filter { $0.response == 0 || $0.family == .gaussian }
    for (task, row) in rows.enumerated() where task % 5 == 0 {
      let law = try #require(Self.law(row)).law
      let values = (0..<400).map { _ in
        let (value, tail) = law.randomizedProbability(
          law.draw(using: &stream), using: &stream)
        return tail == .lower ? value : 1 - value
      }.sorted()
      // Kolmogorov's distance; 2.3 / sqrt(n) is exceeded once in 20 000 times.
      let distance = values.enumerated().map { index, value in
        max(value - Double(index) / 400, Double(index + 1) / 400 - value)
      }.max()
      #expect(try #require(distance) < 2.3 / 20, "\(row)")
    }
  }

  @Test("Hardly any overdispersion gives Poisson probabilities and draws; a great deal gives zeros")
  func extremeDispersion() {
    var stream = RandomStream(seed: 7)
    let poisson = ResponseDistribution(family: .poisson, mean: 5)
    for family in [ResponseFamily.negativeBinomial1, .negativeBinomial2] {
      for alpha in [1e-12, 1e-16, 1e-30] {
        let law = ResponseDistribution(family: family, mean: 5, dispersion: alpha)
        for y in stride(from: 0.0, through: 30, by: 3) {
          let (value, limit) = (
            law.cumulative(y, tail: .upper), poisson.cumulative(y, tail: .upper)
          )
          #expect(abs(value - limit) <= 1e-9 * limit, "\(family), \(alpha) at \(y)")
        }
        let total = (0..<2000).reduce(0.0) { sum, _ in sum + law.draw(using: &stream) }
        // Five standard deviations of the mean of 2000.
        #expect(abs(total / 2000 - 5) < 0.25, "\(family), \(alpha)")
      }
      let wild = ResponseDistribution(family: family, mean: 1e-3, dispersion: 1e8)
      let zeros = (0..<2000).count { _ in wild.draw(using: &stream) == 0 }
      #expect(zeros > 1990)
      #expect(abs(wild.cumulative(0) - wild.probability(0)) < 1e-15)
    }
    let huge = ResponseDistribution(family: .negativeBinomial2, mean: 1e18, dispersion: 1)
    #expect(huge.draw(using: &stream).isFinite)
    #expect(ResponseDistribution(family: .negativeBinomial1, mean: 0).draw(using: &stream) == 0)
  }
}
