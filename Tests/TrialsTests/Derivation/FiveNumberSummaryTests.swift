import Foundation
import Numerics
import Testing

@testable import Trials

/// Means and SDs from medians, quartiles and extremes.
@Suite("Five-number summaries")
struct FiveNumberSummaryTests {
  /// Published output of `Wan.std(c(1, 4, 10), 30, "S1")` of the R package metaBLUE.
  @Test func publishedExample() throws {
    let summary = try FiveNumberSummary(
      min: printed("1"), median: printed("4"), max: printed("10"), count: 30)
    let deviation = try summary.standardDeviation()
    #expect(abs(deviation.value - 2.205578) < 5e-7)
    #expect(summary.scenario == .extremes)
  }

  /// The formulas, written out a second time in R's terms (qnorm to 15 digits).
  @Test func weightsOfTheThreeScenarios() throws {
    let n = 61.0
    let (a, q1, m, q3, b) = (2.0, 5.0, 7.0, 9.4, 15.0)
    let z = NormalDistribution.standard
    let xi = 2 * z.quantile((n - 0.375) / (n + 0.25))
    let eta = 2 * z.quantile((0.75 * n - 0.125) / (n + 0.25))
    let all = try FiveNumberSummary(
      min: printed("2"), q1: printed("5"), median: printed("7"), q3: printed("9.4"),
      max: printed("15"), count: 61)
    let (w1, w2) = (2.2 / (2.2 + pow(n, 0.75)), 0.7 - 0.72 / pow(n, 0.55))
    let mean = w1 * (a + b) / 2 + w2 * (q1 + q3) / 2 + (1 - w1 - w2) * m
    #expect(abs(try all.mean().value - mean) < 1e-12)
    let w = 1 / (1 + 0.07 * pow(n, 0.6))
    let deviation = w * (b - a) / xi + (1 - w) * (q3 - q1) / eta
    #expect(abs(try all.standardDeviation().value - deviation) < 1e-12)
    #expect(
      abs(try all.mean(method: .wan).value - (a + 2 * q1 + 2 * m + 2 * q3 + b) / 8) < 1e-12)
    let wan = ((b - a) / xi + (q3 - q1) / eta) / 2
    #expect(abs(try all.standardDeviation(method: .wan).value - wan) < 1e-12)
    let quartiles = try FiveNumberSummary(
      q1: printed("5"), median: printed("7"), q3: printed("9.4"), count: 61)
    let weight = 0.7 + 0.39 / n
    #expect(
      abs(try quartiles.mean().value - weight * (q1 + q3) / 2 - (1 - weight) * m) < 1e-12)
    #expect(abs(try quartiles.mean(method: .wan).value - (q1 + m + q3) / 3) < 1e-12)
    #expect(abs(try quartiles.standardDeviation().value - (q3 - q1) / eta) < 1e-12)
    let extremes = try FiveNumberSummary(
      min: printed("2"), median: printed("7"), max: printed("15"), count: 61)
    let outer = 4 / (4 + pow(n, 0.75))
    #expect(abs(try extremes.mean().value - outer * (a + b) / 2 - (1 - outer) * m) < 1e-12)
    #expect(abs(try extremes.mean(method: .wan).value - (a + 2 * m + b) / 4) < 1e-12)
  }

  /// Normal samples: the mean and the SD are hit on average, and the test for skewness errs in
  /// about 5 of 100 samples.
  @Test(arguments: [9, 25, 101])
  func normalSamples(count: Int) throws {
    var stream = RandomStream(seed: 404, task: UInt64(count))
    let rounds = 1_000
    for scenario in FiveNumberSummary.Scenario.allCases {
      var (means, deviations, skewed) = ([Double](), [Double](), 0)
      for _ in 0..<rounds {
        let summary = try summary((0..<count).map { _ in 50 + 10 * stream.normal() }, scenario)
        means.append(try summary.mean(evenIfSkewed: true).value)
        deviations.append(try summary.standardDeviation(evenIfSkewed: true).value)
        if summary.skewness.isSkewed { skewed += 1 }
      }
      // Four standard errors of the simulation, and 1 % of the SD for the formulas themselves.
      let noise = 4 * Moments(means).deviation / Double(rounds).squareRoot()
      #expect(abs(Moments(means).mean - 50) < noise, "\(scenario)")
      let spread = 4 * Moments(deviations).deviation / Double(rounds).squareRoot()
      #expect(abs(Moments(deviations).mean - 10) < spread + 0.1, "\(scenario)")
      let share = Double(skewed) / Double(rounds)
      #expect(share > 0.02 && share < 0.08, "\(scenario) \(share)")
    }
  }

  @Test func skewedSamplesAreRefused() throws {
    var stream = RandomStream(seed: 9)
    let skewed = try summary((0..<200).map { _ in exp(2 * stream.normal()) }, .both)
    #expect(skewed.skewness.isSkewed)
    let test = skewed.skewness
    #expect(throws: DerivationError.skewed(statistic: test.statistic, critical: test.critical)) {
      try skewed.mean()
    }
    #expect(try skewed.mean(evenIfSkewed: true).value > 0)
  }

  /// The ends of a rounding box, and what is between.
  @Test func boundsAreThoseOfTheBox() throws {
    let texts = ["2", "5", "7", "9.4", "15"]
    let summary = try FiveNumberSummary(
      min: printed(texts[0]), q1: printed(texts[1]), median: printed(texts[2]),
      q3: printed(texts[3]), max: printed(texts[4]), count: 20)
    func twin(_ x: [Double]) throws -> FiveNumberSummary {
      let numbers = x.map { PrintedNumber(rounding: $0, decimals: 6) }
      return try FiveNumberSummary(
        min: numbers[0], q1: numbers[1], median: numbers[2], q3: numbers[3], max: numbers[4],
        count: 20)
    }
    let box = RoundingBox(texts)
    let mean = try summary.mean()
    let triedMeans = box.grid(steps: 3) { (try? twin($0).mean(evenIfSkewed: true).value) ?? .nan }
    #expect(isTight(mean.bounds, around: triedMeans, within: 1e-4))
    let triedSkewness = box.grid(steps: 5) { (try? twin($0).skewness.statistic) ?? .nan }
    #expect(isTight(summary.skewness.bounds, around: triedSkewness, within: 0.05))
    let deviation = try summary.standardDeviation()
    let triedDeviations = box.grid(steps: 3) {
      (try? twin($0).standardDeviation(evenIfSkewed: true).value) ?? .nan
    }
    #expect(isTight(deviation.bounds, around: triedDeviations, within: 1e-4))
  }

  @Test func roundingCanDecideSkewness() throws {
    let summary = try FiveNumberSummary(
      q1: printed("1"), median: printed("2"), q3: printed("5"), count: 24)
    #expect(summary.skewness.hangsOnRounding)
  }

  @Test func whatCannotBeIsRefused() {
    #expect(throws: DerivationError.missing(names: ["median"])) {
      try FiveNumberSummary(q1: printed("1"), median: nil, q3: printed("3"), count: 9)
    }
    #expect(throws: DerivationError.missing(names: ["quartiles", "minimum and maximum"])) {
      try FiveNumberSummary(q1: printed("1"), median: printed("2"), count: 9)
    }
    #expect(throws: DerivationError.notInOrder(texts: ["1", "5", "3"])) {
      try FiveNumberSummary(
        q1: printed("1"), median: printed("5"), q3: printed("3"), count: 9)
    }
    #expect(throws: DerivationError.outOfRange(name: "n", text: "4")) {
      try FiveNumberSummary(q1: printed("1"), median: printed("2"), q3: printed("3"), count: 4)
    }
    #expect(throws: DerivationError.outOfRange(name: "spread", text: "0")) {
      try FiveNumberSummary(q1: printed("2"), median: printed("2"), q3: printed("2"), count: 9)
    }
  }

  /// Quartiles by R's type 7, in a sample of 4 k + 1 values those of the (k + 1)th value.
  private func summary(
    _ values: [Double], _ scenario: FiveNumberSummary.Scenario
  ) throws -> FiveNumberSummary {
    let sorted = values.sorted()
    func value(_ share: Double) -> PrintedNumber {
      let position = share * Double(sorted.count - 1)
      let index = Int(position)
      let next = min(index + 1, sorted.count - 1)
      let rest = position - Double(index)
      return PrintedNumber(
        rounding: (1 - rest) * sorted[index] + rest * sorted[next], decimals: 6)
    }
    let (hasExtremes, hasQuartiles) = (scenario != .quartiles, scenario != .extremes)
    return try FiveNumberSummary(
      min: hasExtremes ? value(0) : nil, q1: hasQuartiles ? value(0.25) : nil,
      median: value(0.5), q3: hasQuartiles ? value(0.75) : nil, max: hasExtremes ? value(1) : nil,
      count: values.count)
  }
}
