import Glibc
import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct ResponseLawTests {
  private static let laws: [ResponseLaw] = [
    ResponseLaw(family: .poisson, link: .log, dispersion: nil),
    ResponseLaw(family: .negativeBinomial1, link: .log, dispersion: 0.8),
    ResponseLaw(family: .negativeBinomial2, link: .squareRoot, dispersion: 0.4),
    ResponseLaw(family: .binomial, link: .logit, dispersion: nil),
    ResponseLaw(family: .binomial, link: .complementaryLogLog, dispersion: nil),
  ]

  @Test func meansVariancesAndDrawsAgree() {
    for law in Self.laws {
      let mean = law.mean(0.7)
      for zeta in [nil, -1.0] {
        var stream = RandomStream(seed: 1)
        let trials = law.family == .binomial ? 7.0 : 1
        let draws = (0..<40_000).map { _ in
          law.distribution(mean, trials: trials, zeta: zeta).draw(using: &stream)
        }
        let average = draws.reduce(0, +) / 40_000
        let spread = draws.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 40_000
        let expected = law.variance(mean, trials: trials, zeta: zeta)
        #expect(
          abs(average - law.expectation(mean, trials: trials, zeta: zeta))
            < 4 * (expected / 40_000).squareRoot())
        #expect(abs(spread / expected - 1) < 0.06, "\(law) \(spread) \(expected)")
        for y in [0.0, 1, 3] {
          let share = Double(draws.count { $0 <= y }) / 40_000
          let found = law.distribution(mean, trials: trials, zeta: zeta).cumulative(y)
          #expect(abs(share - found) < 0.012)
        }
      }
    }
  }

  /// Beyond what a mean can be it stays at the end, and does not move.
  @Test func impossiblePredictorsHaveTheNearestMean() {
    for (family, link, eta, mean) in [
      (ResponseFamily.poisson, LinkFunction.identity, -0.5, 0.0),
      (.poisson, .inverse, -0.5, .infinity), (.binomial, .log, 0.5, 1),
      (.binomial, .identity, -0.5, 0), (.binomial, .identity, 1.5, 1),
    ] {
      let law = ResponseLaw(family: family, link: link, dispersion: nil)
      #expect(law.mean(eta) == mean && law.meanSlope(eta) == 0)
    }
  }

  @Test func averagesAgreeWithClosedForms() {
    let (eta, variance) = (0.4, 0.7)
    func averaged(_ family: ResponseFamily, _ link: LinkFunction) -> AveragedMean {
      AveragedMean(
        law: ResponseLaw(family: family, link: link, dispersion: nil), variance: variance)
    }
    let log = averaged(.poisson, .log)
    #expect(abs(log.value(eta) - exp(eta + variance / 2)) < 1e-12)
    #expect(abs(log.slope(eta) - log.value(eta)) < 1e-12)
    #expect(abs(averaged(.poisson, .squareRoot).value(eta) - (eta * eta + variance)) < 1e-12)
    let probit = NormalDistribution.standard.cumulative(eta / (1 + variance).squareRoot())
    #expect(abs(averaged(.binomial, .probit).value(eta) - probit) < 1e-12)
    let logit = averaged(.binomial, .logit)
    let difference = (logit.value(eta + 1e-5) - logit.value(eta - 1e-5)) / 2e-5
    #expect(abs(difference - logit.slope(eta)) < 1e-8)
  }

  /// The mixture of a Poisson over a gamma has a closed form; over a normal predictor it is
  /// compared with a fine sum, and where the counts are large with the normal's own quantiles.
  @Test func mixturesHaveTheirQuantiles() {
    let law = ResponseLaw(family: .poisson, link: .log, dispersion: nil)
    for (eta, variance) in [(0.5, 0.4), (3.0, 0.05), (-2.0, 1.0), (6.0, 0.5)] {
      let mixture = PredictiveMixture(
        law, predictor: eta, variance: variance, trials: 1, zeta: nil)
      let deviation = variance.squareRoot()
      for y in [0.0, 1, 5, 30, 400] {
        var sum = 0.0
        for index in -4000...4000 {
          let z = Double(index) / 400
          sum +=
            exp(-z * z / 2) / (2 * Double.pi).squareRoot() / 400
            * PoissonDistribution(mean: exp(eta + deviation * z)).cumulative(y)
        }
        #expect(abs(mixture.cumulative(y) - sum) < 1e-7, "\(eta) \(y)")
      }
      for probability in [0.025, 0.5, 0.975] {
        let quantile = mixture.quantile(probability)
        #expect(mixture.cumulative(quantile) >= probability)
        #expect(quantile == 0 || mixture.cumulative(quantile - 1) < probability)
      }
    }
    let large = PredictiveMixture(law, predictor: 14, variance: 1, trials: 1, zeta: nil)
    #expect(abs(large.quantile(0.975) / exp(14 + 1.959964) - 1) < 0.01)
    let certain = PredictiveMixture(law, predictor: 1, variance: 0, trials: 1, zeta: nil)
    #expect(certain.quantile(0.9) == PoissonDistribution(mean: exp(1)).quantile(0.9))
  }

  /// The error of (1 - pi) mu against draws of both predictors.
  @Test func extraZerosHaveTheirShareOfTheError() throws {
    let covariance = Matrix(rows: 2, columns: 2, columnMajor: [0.02, 0.008, 0.008, 0.05])
    let predictor = GeneralizedPredictor(
      law: ResponseLaw(family: .poisson, link: .log, dispersion: nil),
      linear: LinearPredictor(
        coefficients: [1.2], coefficientCovariance: covariance.elements, sigma: 1, factors: []),
      zeroCoefficients: [-0.5], seriesVariance: 0)
    let one = Matrix(rows: 1, columns: 1, columnMajor: [1])
    let rows = GeneralizedRows(
      linear: PredictionRows(
        count: 1, fixed: one, offset: [], factors: [], rows: [0], omissions: []), zero: one,
      trials: [], series: [])
    let request = GeneralizedPredictionRequest(
      target: .population, scale: .response, averaging: false, interval: .mean, level: 0.95)
    let found = try request.prediction(predictor, rows) { _ in (0, [1, 0]) }
    let root = try CholeskyFactor(covariance).lower
    var stream = RandomStream(seed: 4)
    let means = (0..<40_000).map { _ in
      let moved = root * [stream.normal(), stream.normal()]
      return exp(1.2 + moved[0]) * (1 - SpecialFunctions.logistic(-0.5 + moved[1]))
    }.sorted()
    let average = means.reduce(0, +) / 40_000
    let spread = means.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 40_000
    #expect(abs(found.means[0] - exp(1.2) * (1 - SpecialFunctions.logistic(-0.5))) < 1e-12)
    #expect(abs(found.standardErrors[0] / spread.squareRoot() - 1) < 0.05)
    #expect(abs(found.lower[0] / means[1000] - 1) < 0.03)
    #expect(abs(found.upper[0] / means[39_000] - 1) < 0.03)
  }
}
