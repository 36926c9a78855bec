import Glibc
import Testing

@testable import NOf1

@Suite struct RiditScoresTests {
  private let treated = [0.0, 0, 1, 0, 2, 1, 0, 3, 1]
  private let reference = [1.0, 2, 3, 0, 2, 1, 3]

  private func contrast() -> (NightContrast, NightSum, NightSum) {
    let arms = String(repeating: "B", count: 9) + String(repeating: "A", count: 7)
    let contrast = NightContrast(Logs.personal(arms, treated + reference), kind: .ordinal)
    var sums = (NightSum.zero, NightSum.zero)
    for value in treated { sums.0.add(contrast.value(of: value)) }
    for value in reference { sums.1.add(contrast.value(of: value)) }
    return (contrast, sums.0, sums.1)
  }

  /// Z from all pairs of nights, V from the pooled shares.
  @Test func theDifferenceIsTheScoreEstimate() throws {
    let (contrast, treatedSum, referenceSum) = contrast()
    let (nT, nC, n) = (9.0, 7.0, 16.0)
    var pairs = 0.0
    for t in treated { for c in reference { pairs += t > c ? 1 : t < c ? -1 : 0 } }
    let cubes = [0.0, 1, 2, 3].reduce(0) { sum, level in
      let share = Double((treated + reference).count { $0 == level }) / n
      return sum + share * share * share
    }
    let expected = (pairs / n) / (nT * nC / n * (1 - cubes) / 3)
    let difference = try #require(contrast.difference(treatedSum, referenceSum))
    #expect(abs(difference - expected) < 1e-12)
    #expect(difference < 0)
    #expect(contrast.difference(treatedSum, .zero) == nil)
  }

  /// Z is the derivative of the log likelihood of proportional odds where there is no effect.
  @Test func theScoreIsTheDerivativeOfTheLikelihood() {
    let all = treated + reference
    let thresholds = [0.0, 1, 2].map { level in
      let below = Double(all.count { $0 <= level }) / 16
      return Glibc.log(below / (1 - below))
    }
    func logLikelihood(_ effect: Double) -> Double {
      treated.reduce(0) { sum, level in
        func share(_ k: Int) -> Double {
          k < 0 ? 0 : k > 2 ? 1 : 1 / (1 + exp(effect - thresholds[k]))
        }
        return sum + Glibc.log(share(Int(level)) - share(Int(level) - 1))
      }
    }
    let slope = (logLikelihood(1e-5) - logLikelihood(-1e-5)) / 2e-5
    let (_, sum, _) = contrast()
    let cubes = [0.0, 1, 2, 3].reduce(0) { total, level in
      let share = Double(all.count { $0 == level }) / 16
      return total + share * share * share
    }
    #expect(abs(sum.total * (1 - cubes) / 3 - slope) < 1e-6)
  }

  /// What the estimate loses as the first step from no effect, with many levels and equal arms.
  @Test(arguments: [(0.75, 0.005), (0.5, 0.02), (0.25, 0.07)])
  func itIsALittleTooSmall(_ ratio: Double, _ loss: Double) {
    // Quantiles of a logistic distribution, and the same shifted by the effect.
    let grid = (0..<2000).map { (Double($0) + 0.5) / 2000 }
    let base = grid.map { Glibc.log($0 / (1 - $0)) }
    let shift = Glibc.log(ratio)
    let values = base.map { ($0 * 8).rounded() } + base.map { (($0 + shift) * 8).rounded() }
    let scores = RiditScores(values)
    let mean = { (part: ArraySlice<Double>) in
      part.reduce(0) { $0 + scores.score(of: $1) } / Double(part.count)
    }
    let estimate = mean(values[2000...]) - mean(values[..<2000])
    #expect(estimate > shift && estimate < shift * (1 - loss))
  }

  @Test func nightsThatAreAllAlikeHaveNoContrast() {
    let contrast = NightContrast(Logs.personal("AB", [2, 2]), kind: .ordinal)
    #expect(contrast.value(of: 2) == 0)
  }

  @Test func cyclesAndRandomisationTestPointTheSameWay() throws {
    // B is lower in every cycle.
    let log = Logs.personal(
      "AABBBBAAAABB", [2, 3, 0, 1, 1, 0, 3, 1, 2, 2, 1, 0], periodLength: 2)
    let study = Logs.study(.ordinal, randomisation: .pairedCycles)
    let cycles = CycleEstimate.estimates(of: "B", log: log, study: study)
    #expect(cycles.map(\.mean) == [0.5, 0.5, 0.5])
    #expect(cycles.map(\.referenceMean) == [2.5, 2, 2])
    #expect(cycles.allSatisfy { $0.estimate < 1 })
    let pooled = try CycleLevelEstimate(arm: "B", cycles: cycles, study: study)
    #expect(pooled.scale == .oddsRatio && pooled.probabilityOfBenefit > 0.9)
    let test = try RandomisationTest.run(log: log, study: study)
    #expect(test.schedules == 8 && test.exact)
    // The most extreme of the eight orders.
    #expect(test.pValue == 0.125)
    let nightly = Logs.study(.ordinal, randomisation: .nightly(maximumRun: 4))
    #expect(try RandomisationTest.run(log: log, study: nightly).pValue < 0.05)
  }
}
