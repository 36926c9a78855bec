import Glibc
import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct SimulatedResidualsTests {
  @Test func threadsMakeNoDifference() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(people: 12, seed: 31))
    let one = model.simulatedResiduals(simulations: 50, seed: 3)
    #expect(model.simulatedResiduals(simulations: 50, seed: 3, jobs: 4) == one)
    #expect(model.simulatedResiduals(simulations: 50, seed: 4) != one)
    #expect(one.residuals.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(one.checks.map(\.kind) == ResidualCheck.Kind.allCases)
  }

  /// Where the model is true, p values are as uniform as they claim: also with rows that depend on
  /// each other, for which tests of independent rows reject much too often.
  @Test func trueModelsAreRejectedAtTheLevel() throws {
    let model = try SimulatedCounts.fit(
      try SimulatedCounts.table(people: 20, nights: 20, deviation: 1, seed: 32))
    let simulator = GeneralizedSimulator(model)
    var rejected = [0, 0, 0, 0]
    var (independent, binomial) = (0, 0)
    let replicates = 200
    for replicate in 0..<replicates {
      let sets = (0..<60).map { index in
        var stream = RandomStream(seed: 77, task: UInt64(replicate), substream: UInt64(index))
        return simulator.draw(&stream).map { Int32($0) }
      }
      let summary = SimulationSummary(sets, seed: UInt64(replicate))
      let statistics = [
        summary.distances, summary.dispersions, summary.zeros, summary.outliers,
      ]
      for (index, values) in statistics.enumerated() {
        let tails = SimulationSummary.tails(values)
        let isTwoSided = index == 1 || index == 2
        let pValue = isTwoSided ? min(1, 2 * min(tails.upper, tails.lower)) : tails.upper
        if pValue < 0.05 { rejected[index] += 1 }
      }
      // The usual critical value of Kolmogorov and Smirnov.
      if summary.distances[0] > 1.358 / Double(summary.residuals.count).squareRoot() {
        independent += 1
      }
      let outside = (summary.outliers[0] * 400).rounded()
      if BinomialDistribution(size: 400, probability: 2.0 / 60).cumulative(
        outside - 1, tail: .upper)
        < 0.05
      {
        binomial += 1
      }
    }
    print("rejected of \(replicates): \(rejected), as independent: \(independent), \(binomial)")
    // 10 are expected, and more than 20 come once in a thousand times.
    #expect(rejected.allSatisfy { $0 <= 20 }, "\(rejected)")
    #expect(independent > 60)
  }

  @Test func overdispersionIsFound() throws {
    let table = try SimulatedCounts.table(people: 30, nights: 15, size: 1.2, seed: 33)
    let checks = try SimulatedCounts.fit(table).simulatedResiduals(simulations: 250, jobs: 2)
    let pearson = try #require(checks.check(.pearson))
    #expect(pearson.statistic > 2 && pearson.pValue < 1e-6)
    #expect(pearson.finding?.code == "M415")
    let zeros = try #require(checks.check(.zeros))
    #expect(zeros.statistic > 1.3 * zeros.expected && zeros.finding?.code == "M417")
    let dispersion = try #require(checks.check(.dispersion))
    #expect(dispersion.ratio > 1)
    #expect(checks.check(.uniformity)?.finding?.code == "M414")
  }

  @Test func soundModelsPass() throws {
    var warnings = 0
    for seed in 40..<50 as Range<UInt64> {
      let model = try SimulatedCounts.fit(try SimulatedCounts.table(people: 15, seed: seed))
      warnings += model.simulatedResiduals(simulations: 99, seed: seed).findings.count
    }
    #expect(warnings <= 5, "\(warnings)")
  }

  /// Extra zeros, and outliers, put into sound data.
  @Test func zerosAndOutliersAreFound() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 34))
    let simulator = GeneralizedSimulator(model)
    let sets = (0..<200).map { index in
      var stream = RandomStream(seed: 5, task: UInt64(index))
      return simulator.draw(&stream).map { Int32($0) }
    }
    var zeros = sets
    for row in zeros[0].indices where row % 5 == 0 { zeros[0][row] = 0 }
    let summary = SimulationSummary(zeros, seed: 1)
    #expect(SimulationSummary.tails(summary.zeros).upper == 1.0 / 200)
    var wild = sets
    for row in wild[0].indices where row % 20 == 0 { wild[0][row] = 500 }
    let outlying = SimulationSummary(wild, seed: 1)
    #expect(SimulationSummary.tails(outlying.outliers).upper == 1.0 / 200)
    #expect(outlying.outliers[0] > 0.0499)
    #expect(outlying.residuals[20] > 1 - 1.0 / 200)
  }

  /// With every value the same, ranks are uniform draws.
  @Test func rankOfTiesIsRandom() {
    let sets = (0..<100).map { _ in [Int32](repeating: 3, count: 2000) }
    let residuals = SimulationSummary(sets, seed: 2).residuals
    let mean = residuals.reduce(0, +) / 2000
    #expect(abs(mean - 0.5) < 0.03 && residuals.max() ?? 0 > 0.99)
  }
}
