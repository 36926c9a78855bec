import Glibc
import Numerics
import Testing

@testable import Trials

/// The formulas of means against simulation, and Hedges' factor against quadrature.
@Suite("Effects of means")
struct MeanEffectTests {
  /// J is the reciprocal of E sqrt(m / X) with X chi-squared.
  @Test(arguments: [2.0, 3, 7.5, 40, 1000])
  func hedgesFactorByQuadrature(_ m: Double) throws {
    let distribution = ChiSquaredDistribution(degreesOfFreedom: m)
    // In t = sqrt x, where the integrand is smooth at 0.
    let integral = try AdaptiveQuadrature(absoluteTolerance: 1e-14, relativeTolerance: 1e-13)
      .integrate(from: 0, to: (m + 60 * (m + 20).squareRoot()).squareRoot()) { t in
        2 * m.squareRoot() * distribution.density(t * t)
      }
    #expect(abs(HedgesCorrection.exact(degreesOfFreedom: m) * integral.value - 1) < 1e-11)
  }

  @Test func hedgesFactorTendsToOne() {
    for m in [1e4, 1e6, 1e9] {
      let approximation = 1 - 3 / (4 * m - 1)
      #expect(abs(HedgesCorrection.exact(degreesOfFreedom: m) - approximation) < 1 / (m * m))
    }
  }

  /// The variance over 20,000 simulated studies of 80 and 120 people: its own error is 1 %.
  @Test(arguments: [
    EffectMeasure.meanDifference, .standardizedMeanDifference,
    .standardizedMeanDifferenceHeteroscedastic, .glassDeltaHeteroscedastic, .ratioOfMeans,
    .variabilityRatio, .coefficientOfVariationRatio,
  ])
  func simulatedGroups(_ measure: EffectMeasure) throws {
    let isPooled = measure == .standardizedMeanDifference
    let deviations = (2.0, isPooled ? 2.0 : 3.0)
    var stream = RandomStream(seed: 90_210)
    let specification = EffectSpecification(measure: measure)
    func group(_ n: Int, _ mean: Double, _ deviation: Double) throws -> GroupMean {
      // The mean and variance of a normal sample are independent, normal and chi-squared.
      let error = stream.normal() * deviation / Double(n).squareRoot()
      let ratio = stream.chiSquared(degreesOfFreedom: Double(n - 1)) / Double(n - 1)
      return try GroupMean(
        count: n, mean: mean + error, standardDeviation: deviation * ratio.squareRoot())
    }
    let estimates = try (0..<20_000).map { _ in
      let means = TwoGroupMeans(
        treatment: try group(80, 12, deviations.0), comparator: try group(120, 11, deviations.1))
      return try specification.effect(of: .means(means)).estimate
    }
    let truth = TwoGroupMeans(
      treatment: try GroupMean(count: 80, mean: 12, standardDeviation: deviations.0),
      comparator: try GroupMean(count: 120, mean: 11, standardDeviation: deviations.1))
    let formula = try specification.effect(of: .means(truth)).variance
    #expect(abs(variance(estimates) / formula - 1) < 0.05)
  }

  /// The same of 60 pairs with correlation 0.6.
  @Test(arguments: [
    EffectMeasure.meanChange, .standardizedMeanChangeChange,
    .standardizedMeanChangeRawHeteroscedastic, .standardizedMeanChangePooledHeteroscedastic,
    .pairedRatioOfMeans, .pairedVariabilityRatio, .pairedCoefficientOfVariationRatio,
  ])
  func simulatedPairs(_ measure: EffectMeasure) throws {
    let (n, correlation) = (60, 0.6)
    var stream = RandomStream(seed: 4711)
    let specification = EffectSpecification(measure: measure)
    let estimates = try (0..<20_000).map { _ in
      var sums = (x: 0.0, y: 0.0, xx: 0.0, yy: 0.0, xy: 0.0)
      for _ in 0..<n {
        let first = stream.normal()
        let second =
          correlation * first + (1 - correlation * correlation).squareRoot() * stream.normal()
        let (x, y) = (12 + 2 * first, 11 + 3 * second)
        sums = (sums.x + x, sums.y + y, sums.xx + x * x, sums.yy + y * y, sums.xy + x * y)
      }
      let count = Double(n)
      let vx = (sums.xx - sums.x * sums.x / count) / (count - 1)
      let vy = (sums.yy - sums.y * sums.y / count) / (count - 1)
      let covariance = (sums.xy - sums.x * sums.y / count) / (count - 1)
      let pair = try Self.pair(
        n, (sums.x / count, vx.squareRoot()), (sums.y / count, vy.squareRoot()),
        covariance / (vx * vy).squareRoot())
      return try specification.effect(of: .pairedMeans(pair)).estimate
    }
    let truth = try Self.pair(n, (12, 2), (11, 3), correlation)
    let formula = try specification.effect(of: .pairedMeans(truth)).variance
    #expect(abs(variance(estimates) / formula - 1) < 0.06)
  }

  static func pair(
    _ n: Int, _ first: (Double, Double), _ second: (Double, Double), _ correlation: Double
  ) throws -> PairedMeans {
    try PairedMeans(
      treatment: try GroupMean(count: n, mean: first.0, standardDeviation: first.1),
      comparator: try GroupMean(count: n, mean: second.0, standardDeviation: second.1),
      correlation: correlation)
  }

  private func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
