import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct SeriesSimulatorTests {
  /// Long alternating log, far more nights than a person has.
  private func schedule(_ count: Int, gap: Int = 1) -> PersonalLog {
    PersonalLog(
      arms: ["A", "B"],
      nights: (0..<count).map {
        .init(day: $0 * gap, arm: $0 / 7 % 2, outcome: 1, period: $0 / 7, cycle: $0 / 14)
      })
  }

  private func mean(_ log: PersonalLog, arm: Int, _ value: (Double) -> Double = { $0 }) -> Double {
    let values = log.nights.filter { $0.arm == arm }.compactMap { $0.outcome.map(value) }
    return values.reduce(0, +) / Double(values.count)
  }

  private func simulator(
    _ kind: Outcome.Kind, mean: Double, sigma: Double = 0.7, rho: Double = 0.3, effect: Double = 0
  ) -> SeriesSimulator {
    SeriesSimulator(kind: kind, referenceMean: mean, sigma: sigma, rho: rho, effect: effect)
  }

  @Test func theReferenceHasTheGivenMean() {
    let log = schedule(28_000)
    var stream = RandomStream(seed: 1)
    let count = simulator(.count, mean: 0.6, effect: log2).draw(log, &stream)
    #expect(abs(mean(count, arm: 0) - 0.6) < 0.03)
    #expect(abs(mean(count, arm: 1) - 1.2) < 0.06)
    let binary = simulator(.binary, mean: 0.3).draw(log, &stream)
    #expect(abs(mean(binary, arm: 0) - 0.3) < 0.02)
    #expect(binary.nights.allSatisfy { $0.outcome == 0 || $0.outcome == 1 })
    let score = simulator(.score, mean: 5, effect: -1.5).draw(log, &stream)
    #expect(abs(mean(score, arm: 0) - 5) < 0.04)
    #expect(abs(mean(score, arm: 1) - 3.5) < 0.04)
    let duration = simulator(.duration, mean: 12, effect: -log2).draw(log, &stream)
    #expect(abs(exp(mean(duration, arm: 0) { Glibc.log($0) }) - 12) < 0.4)
    #expect(abs(exp(mean(duration, arm: 1) { Glibc.log($0) }) - 6) < 0.2)
  }

  private let log2 = 0.6931471805599453

  @Test(arguments: [(0.0, 1), (0.6, 1), (0.6, 3), (0.9, 2)])
  func neighboursAreCorrelatedByTheirDistance(_ rho: Double, _ gap: Int) {
    var stream = RandomStream(seed: 2)
    let drawn = simulator(.score, mean: 0, sigma: 1.3, rho: rho).draw(
      schedule(30_000, gap: gap), &stream)
    let values = drawn.nights.compactMap(\.outcome)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    let products = zip(values, values.dropFirst()).map { $0 * $1 }
    let correlation = products.reduce(0, +) / Double(products.count) / variance
    #expect(abs(variance.squareRoot() - 1.3) < 0.06)
    #expect(abs(correlation - pow(rho, Double(gap))) < 0.03)
  }

  @Test func trendMissingNightsAndOverdispersionAreAsAsked() {
    var stream = RandomStream(seed: 3)
    let falling = SeriesSimulator(
      kind: .score, referenceMean: 5, sigma: 0.5, rho: 0, effect: 0, trend: -2, missing: 0.1
    ).draw(schedule(20_000), &stream)
    let recorded = falling.recorded
    #expect(abs(Double(recorded.count) / 20_000 - 0.9) < 0.01)
    let (early, late) = (recorded.prefix(1000), recorded.suffix(1000))
    func mean(_ nights: ArraySlice<PersonalLog.Night>) -> Double {
      nights.compactMap(\.outcome).reduce(0, +) / Double(nights.count)
    }
    #expect(abs(mean(early) - 6.9) < 0.1)
    #expect(abs(mean(late) - 3.1) < 0.1)
    let overdispersed = SeriesSimulator(
      kind: .count, referenceMean: 2, sigma: 1e-9, rho: 0, effect: 0, overdispersionSize: 1.5
    ).draw(schedule(40_000), &stream)
    let counts = overdispersed.nights.compactMap(\.outcome)
    let average = counts.reduce(0, +) / Double(counts.count)
    let variance =
      counts.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(counts.count)
    #expect(abs(average - 2) < 0.06)
    #expect(abs(variance - (2 + 4 / 1.5)) < 0.25)
  }

  @Test func onlyRecordedOutcomesAreDrawn() {
    let log = ModelLogs.log(.count, seed: 3, missing: 0.3)
    var stream = RandomStream(seed: 3)
    let drawn = simulator(.count, mean: 0.5).draw(log, &stream)
    #expect(drawn.arms == log.arms)
    for (old, new) in zip(log.nights, drawn.nights) {
      #expect((old.outcome == nil) == (new.outcome == nil))
      #expect(old.with(outcome: nil) == new.with(outcome: nil))
    }
  }

  @Test func theSameStreamGivesTheSameLog() {
    let log = schedule(60)
    var (one, two) = (RandomStream(seed: 4), RandomStream(seed: 4))
    let first = simulator(.count, mean: 1).draw(log, &one)
    let second = simulator(.count, mean: 1).draw(log, &two)
    #expect(first.nights == second.nights)
  }

  @Test func tailsAreFinite() {
    var stream = RandomStream(seed: 5)
    for mean in [0.0, 1e7] {
      let drawn = simulator(.count, mean: mean, sigma: 3).draw(schedule(200), &stream)
      #expect(drawn.nights.allSatisfy { $0.outcome?.isFinite == true })
    }
    for share in [0.0, 1] {
      let drawn = simulator(.binary, mean: share).draw(schedule(50), &stream)
      #expect(drawn.nights.allSatisfy { $0.outcome == 0 || $0.outcome == 1 })
    }
  }
}
