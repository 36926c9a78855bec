import Glibc
import Numerics
import Testing

@testable import Trials

@Suite("Effective sample size of a predictive distribution")
struct EffectiveSampleSizeTests {
  private func mixture(_ parts: [(Double, Double, Double)]) -> NormalMixture {
    NormalMixture(
      parts.map { .init(weight: $0.0, mean: $0.1, standardDeviation: $0.2) }, hasMean: true,
      hasVariance: true)
  }

  @Test("A normal prior from n people is worth n people")
  func normal() throws {
    for (unit, people) in [(2.0, 37.0), (0.3, 4), (150, 1200)] {
      let information = try mixture([(1, 5, unit / people.squareRoot())]).expectedInformation()
      #expect(abs(unit * unit * information / people - 1) < 1e-9)
    }
  }

  /// (v + 1) / ((v + 3) s^2), the information of Student's t about its centre, which is a mixture
  /// of normals whose precision is gamma distributed.
  @Test("Student's t has its known information")
  func studentT() throws {
    let (freedom, scale) = (5.0, 0.7)
    let count = 4000
    let gamma = GammaDistribution(shape: freedom / 2, rate: freedom / 2)
    let parts = (0..<count).map { place in
      let precision = gamma.quantile((Double(place) + 0.5) / Double(count))
      return (1 / Double(count), 2.0, scale / precision.squareRoot())
    }
    let expected = (freedom + 1) / ((freedom + 3) * scale * scale)
    #expect(abs(try mixture(parts).expectedInformation() / expected - 1) < 1e-3)
  }

  /// E[-(log p)''] by finite differences on a fine grid.
  @Test("By parts: the mean of the second derivative is that of the squared first one")
  func twin() throws {
    for parts in [
      [(0.6, 0.0, 1.0), (0.4, 1.0, 3.0)], [(0.5, -2.0, 0.5), (0.5, 2.0, 0.5)],
      [(0.9, 0, 0.1), (0.1, 0, 2)],
    ] {
      let mixture = mixture(parts)
      let (width, step) = (0.002, 1e-3)
      var sum = 0.0
      for place in -10_000...10_000 {
        let x = Double(place) * width
        let (low, middle, high) = (
          mixture.density(x - step), mixture.density(x), mixture.density(x + step)
        )
        guard low > 1e-280, middle > 1e-280, high > 1e-280 else { continue }
        let curvature = (log(low) - 2 * log(middle) + log(high)) / (step * step)
        sum -= width * middle * curvature
      }
      let information = try mixture.expectedInformation()
      #expect(abs(information / sum - 1) < 1e-4, "\(parts)")
    }
  }

  @Test("Heterogeneity costs people, and units do not matter")
  func posterior() throws {
    // Trials of 100 people in all with an outcome of standard deviation 5: 4 x 25 / 100 = 1.
    func size(_ scale: Double, unit: Double = 1) throws -> Double {
      let effects = [1.0, 2.5, 1.5, 3].map {
        StudyEffect(
          study: "\($0)", measure: .meanDifference, estimate: unit * $0, variance: unit * unit)
      }
      return try BayesianPooling(prior: .halfNormal(scale: scale * unit)).pool(effects)
        .effectiveSampleSize(unitStandardDeviation: 10 * unit)
    }
    let sizes = try [1e-4, 0.2, 1, 5].map { try size($0) }
    #expect(abs(sizes[0] - 400) < 0.1)
    #expect(sizes == sizes.sorted(by: >))
    #expect(sizes[3] > 5 && sizes[3] < 100)
    #expect(abs(try size(1, unit: 1000) / sizes[2] - 1) < 1e-8)
    #expect(throws: EvidenceError.self) {
      try BayesianPooling(prior: .halfNormal(scale: 1)).pool(
        [StudyEffect(study: "1", measure: .meanDifference, estimate: 0, variance: 1)]
      ).effectiveSampleSize(unitStandardDeviation: 0)
    }
  }
}
