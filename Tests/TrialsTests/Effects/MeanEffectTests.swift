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

  /// Values of 40-digit arithmetic.
  @Test(arguments: [
    (2.0, 0.564189583547756287), (3, 0.723601254558267659), (7.5, 0.895955732870212707),
    (47, 0.983942855405500595), (274, 0.997259856595604748), (5000, 0.999849991249437546),
  ])
  func hedgesFactorByDigits(_ m: Double, _ expected: Double) {
    #expect(abs(HedgesCorrection.exact(degreesOfFreedom: m) / expected - 1) < 3e-15)
  }

  @Test func hedgesFactorTendsToOne() {
    for m in [1e3, 1e5, 1e7, 1e9] {
      let approximation = 1 - 3 / (4 * m - 1)
      let difference = HedgesCorrection.exact(degreesOfFreedom: m) - approximation
      #expect(abs(difference) < 1 / (m * m) + 2e-15)
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
    let rest = (1 - correlation * correlation).squareRoot()
    var stream = RandomStream(seed: 4711)
    let specification = EffectSpecification(measure: measure)
    let estimates = try (0..<20_000).map { _ in
      // The means are normal; the sums of squares and products are a Wishart matrix, which is drawn
      // as its root (Bartlett 1933).
      let count = Double(n)
      let shift = stream.normal()
      let other = correlation * shift + rest * stream.normal()
      let first = stream.chiSquared(degreesOfFreedom: count - 1).squareRoot()
      let slope = stream.normal()
      let second = stream.chiSquared(degreesOfFreedom: count - 2)
      let across = correlation * first + rest * slope
      let length = (across * across + rest * rest * second).squareRoot()
      let scale = (count - 1).squareRoot()
      let pair = try Self.pair(
        n, (12 + 2 * shift / count.squareRoot(), 2 * first / scale),
        (11 + 3 * other / count.squareRoot(), 3 * length / scale), across / length)
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
