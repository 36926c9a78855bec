import Glibc
import Tables
import TestSupport
import Testing

@testable import NOf1

@Suite struct CycleLevelEstimateTests {
  private func estimates(_ log: PersonalLog, _ study: PersonalStudy) -> [CycleEstimate] {
    CycleEstimate.estimates(of: "B", log: log, study: study)
  }

  @Test(.enabled(if: Reference.has("expected/nof1-series-simple.json")))
  func agreesWithThePairedTTestInR() throws {
    let log = try ReferenceSeries.log()
    let study = Logs.study(.score, mcid: 0.5)
    let cycles = estimates(log, study)
    let expected = try ReferenceSeries.expected("paired_t_on_pair_means")
    let differences = try #require(expected["differences_B_minus_A"] as? [Double])
    #expect(cycles.count == differences.count)
    for (cycle, difference) in zip(cycles, differences) {
      #expect(abs(cycle.estimate - difference) < 1e-13)
    }
    let result = try CycleLevelEstimate(arm: "B", cycles: cycles, study: study)
    #expect(abs(result.mean - (expected["estimate"] as? Double ?? .nan)) < 1e-13)
    #expect(abs(result.standardError - (expected["se"] as? Double ?? .nan)) < 1e-13)
    #expect(abs(result.confidenceLow - (expected["ci95_lower"] as? Double ?? .nan)) < 1e-12)
    #expect(abs(result.confidenceHigh - (expected["ci95_upper"] as? Double ?? .nan)) < 1e-12)
    // P(beta < 0) is one minus half the two-sided p value.
    let p = try #require(expected["p"] as? Double)
    #expect(abs(result.probabilityOfBenefit - (1 - p / 2)) < 1e-12)
    #expect(result.degreesOfFreedom == 7)
  }

  @Test func countsCompareRatesWithAHalfAdded() throws {
    let log = Logs.personal("AABBBA", [3, nil, 0, 1, 2, 4], periodLength: 2)
    let cycles = estimates(log, Logs.study(.count))
    #expect(cycles.map(\.cycle) == [1, 2])
    #expect(abs(cycles[0].estimate - (1.5 / 2) / 3.5) < 1e-15)
    #expect(abs(cycles[1].estimate - 2.5 / 4.5) < 1e-15)
    #expect(cycles[0].nights == 2 && cycles[0].referenceNights == 1)
    #expect(cycles[0].mean == 0.5 && cycles[0].referenceMean == 3)
  }

  @Test func binaryIsAnOddsRatioAndDurationAGeometricMean() throws {
    let binary = estimates(
      Logs.personal("AABB", [1, 0, 1, 1], periodLength: 2), Logs.study(.binary))
    #expect(abs(binary[0].estimate - (2.5 / 0.5) / (1.5 / 1.5)) < 1e-14)
    let duration = estimates(
      Logs.personal("AABB", [2, 8, 1, 1], periodLength: 2), Logs.study(.duration))
    #expect(abs(duration[0].estimate - 0.25) < 1e-15)
    #expect(abs(duration[0].referenceMean - 4) < 1e-14)
  }

  @Test func higherBetterMirrorsTheProbabilities() throws {
    let log = Logs.personal("AABBAABB", [3, 4, 1, 2, 5, 3, 4, 1], periodLength: 2)
    let turned = Logs.personal("AABBAABB", [-3, -4, -1, -2, -5, -3, -4, -1], periodLength: 2)
    let lower = Logs.study(.score, mcid: 1)
    let higher = Logs.study(.score, better: .higher, mcid: 1)
    let a = try CycleLevelEstimate(arm: "B", cycles: estimates(log, lower), study: lower)
    let b = try CycleLevelEstimate(arm: "B", cycles: estimates(turned, higher), study: higher)
    #expect(abs(a.probabilityOfBenefit - b.probabilityOfBenefit) < 1e-14)
    #expect(abs(a.probabilityOfImportantBenefit - b.probabilityOfImportantBenefit) < 1e-14)
    #expect(a.probabilityOfBenefit > a.probabilityOfImportantBenefit)
    #expect(abs(a.confidenceLow + b.confidenceHigh) < 1e-12)
    let opposite = try CycleLevelEstimate(
      arm: "B", cycles: estimates(log, higher), study: higher)
    #expect(abs(opposite.probabilityOfBenefit - (1 - a.probabilityOfBenefit)) < 1e-14)
  }

  @Test func oneCycleOrNoSpreadGiveAReason() throws {
    let study = Logs.study(.score, mcid: 1)
    let one = Logs.personal("AABB", [1, 2, 3, 4], periodLength: 2)
    let flat = Logs.personal("AABBAABB", [1, 2, 3, 4, 1, 2, 3, 4], periodLength: 2)
    for (log, code) in [(one, "N183"), (flat, "N184")] {
      do throws(Finding) {
        _ = try CycleLevelEstimate(arm: "B", cycles: estimates(log, study), study: study)
        Issue.record("an estimate came out")
      } catch {
        #expect(error.code == code)
        #expect(error.severity == .information)
      }
    }
  }

  @Test func cyclesWithoutRecordedNightsOnAnArmAreLeftOut() {
    let log = Logs.personal("AABBAABB", [1, 2, nil, nil, 1, 2, 3, 4], periodLength: 2)
    #expect(estimates(log, Logs.study(.score)).map(\.cycle) == [2])
  }

  @Test func washInDropsTheFirstNightsOfLaterPeriods() {
    let log = Logs.personal("AABB", [1, 2, 9, 4], periodLength: 2)
    let cycles = estimates(log, Logs.study(.score, washIn: 1))
    #expect(cycles[0].referenceMean == 1.5 && cycles[0].mean == 4)
  }
}
