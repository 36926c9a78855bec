import Numerics
import Testing

@testable import Trials

/// What a crossover's P says about its pairs.
@Suite("Paired derivations")
struct PairedDerivationTests {
  /// frusso1999: 42 people, 11.1 (7.3) under placebo and 11.8 (7.6) under magnesium, P = .59.
  private func frusso() throws -> PairedDerivation {
    try PairedDerivation(
      difference: bounded("11.8") - bounded("11.1"), p: PrintedProbability(printed(".59")),
      count: 42, standardDeviations: (bounded("7.6"), bounded("7.3")))
  }

  private static func implied(_ x: [Double]) -> (error: Double, deviation: Double, r: Double) {
    let t = StudentTDistribution(degreesOfFreedom: 41).quantile(x[2] / 2, tail: .upper)
    let error = abs(x[0] - x[1]) / t
    let deviation = error * 42.0.squareRoot()
    return (
      error, deviation,
      (x[3] * x[3] + x[4] * x[4] - deviation * deviation) / (2 * x[3] * x[4])
    )
  }

  @Test func publishedCrossover() throws {
    let derived = try frusso()
    let texts = ["11.8", "11.1", ".59", "7.6", "7.3"]
    let value = Self.implied([11.8, 11.1, 0.59, 7.6, 7.3])
    let r = try #require(derived.correlation)
    #expect(abs(derived.standardError.value - value.error) < 1e-12)
    #expect(abs(derived.differenceStandardDeviation.value - value.deviation) < 1e-12)
    #expect(abs(r.value - value.r) < 1e-12)
    let box = RoundingBox(texts)
    #expect(
      isTight(derived.standardError.bounds, around: box.grid(steps: 5) { Self.implied($0).error }))
    #expect(isTight(r.bounds, around: box.grid(steps: 5) { Self.implied($0).r }, within: 0.01))
    #expect(r.bounds.low > 0.1 && r.bounds.high < 0.6)
    #expect(!derived.holdsEveryCorrelation && derived.isPossible)
    #expect(r.inputs.map(\.printed) == ["7.6", "7.3", "11.8", "11.1", ".59", "42"])
  }

  /// Pairs with a known correlation, printed with few digits: the bounds hold it.
  @Test func roundTripOfSimulatedPairs() throws {
    var stream = RandomStream(seed: 77)
    for round in 0..<100 {
      let count = 8 + stream.uniform(below: 40)
      let shared = Double(round % 5) / 5
      let pairs = (0..<count).map { _ in
        let common = stream.normal()
        return (
          10 + 3 * (shared * common + (1 - shared) * stream.normal()),
          9 + 2 * (shared * common + (1 - shared) * stream.normal())
        )
      }
      let first = Moments(pairs.map(\.0))
      let second = Moments(pairs.map(\.1))
      let difference = Moments(pairs.map { $0.0 - $0.1 })
      let t = difference.mean / (difference.deviation / Double(count).squareRoot())
      let p = PrintedNumber(
        rounding: StudentTDistribution(degreesOfFreedom: Double(count - 1)).twoSidedProbability(t),
        decimals: 3)
      guard p.value > 0, p.value < 1 else { continue }
      func text(_ x: Double) -> PrintedNumber { PrintedNumber(rounding: x, decimals: 2) }
      let derived = try PairedDerivation(
        difference: BoundedValue(text(first.mean), "m1") - BoundedValue(text(second.mean), "m2"),
        p: PrintedProbability(p), count: count,
        standardDeviations: (
          BoundedValue(text(first.deviation), "s1"), BoundedValue(text(second.deviation), "s2")
        ))
      let truth = PairedFormula.correlation(
        first.deviation, second.deviation, difference.deviation)
      let r = try #require(derived.correlation)
      #expect(r.bounds.widened(by: 1e-9).contains(truth))
      #expect(derived.differenceStandardDeviation.bounds.contains(difference.deviation))
      #expect(derived.isPossible)
    }
  }

  @Test func intervalsGiveTheSameAsP() throws {
    let interval = try interval95(estimate: 1.5, error: 0.5, count: 20)
    let derived = try PairedDerivation(
      interval: interval, count: 20, standardDeviations: (bounded("3.0"), bounded("2.5")))
    #expect(derived.standardError.bounds.contains(0.5))
    #expect(derived.standardError.bounds.width < 0.01)
  }

  private func interval95(
    estimate: Double, error: Double, count: Int
  ) throws -> PrintedInterval {
    let half =
      error * StudentTDistribution(degreesOfFreedom: Double(count - 1)).quantile(0.975)
    return try PrintedInterval(
      low: PrintedNumber(rounding: estimate - half, decimals: 2),
      high: PrintedNumber(rounding: estimate + half, decimals: 2))
  }

  @Test func coarseNumbersHoldEveryCorrelation() throws {
    let derived = try PairedDerivation(
      difference: bounded("3") - bounded("2"), p: PrintedProbability(printed("0.5")), count: 9,
      standardDeviations: (bounded("2"), bounded("2")))
    #expect(derived.holdsEveryCorrelation && derived.isPossible)
  }

  @Test func impossibleCorrelationsAreReported() throws {
    let derived = try PairedDerivation(
      difference: bounded("9.00") - bounded("3.00"), p: PrintedProbability(printed("0.90")),
      count: 40, standardDeviations: (bounded("2.0"), bounded("2.0")))
    #expect(!derived.isPossible)
    #expect((derived.correlation?.bounds.high ?? 0) < -1)
  }

  @Test func aLimitHasNoValue() throws {
    #expect(throws: DerivationError.self) {
      try PairedDerivation(
        difference: bounded("17") - bounded("7"), p: PrintedProbability(printed("<0.05")),
        count: 10, standardDeviations: nil)
    }
    #expect(throws: DerivationError.outOfRange(name: "n", text: "1")) {
      try PairedDerivation(
        difference: bounded("2"), p: PrintedProbability(printed("0.05")), count: 1,
        standardDeviations: nil)
    }
  }
}

/// Mean and SD of a sample.
struct Moments {
  let mean: Double
  let deviation: Double

  init(_ values: [Double]) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = (squares / Double(values.count - 1)).squareRoot()
  }
}
