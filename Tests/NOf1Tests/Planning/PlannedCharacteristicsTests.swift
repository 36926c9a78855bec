import Glibc
import Synchronization
import Tables
import Testing

@testable import NOf1

@Suite struct PlannedCharacteristicsTests {
  private func trial(_ kind: Outcome.Kind, mcid: Double? = nil) throws -> PlannedTrial {
    var settings = StudyFile()
    settings.outcomeColumn = "y"
    settings.outcomeKind = kind
    settings.minimalImportantDifference = mcid
    return try PlannedTrial(
      try Plans.design(cycles: 4, period: 7).draw(seed: 3), settings: settings)
  }

  @Test func everyEffectIsTriedAtEveryCorrelation() throws {
    let cells = try trial(.count).characteristics(referenceMean: 1, simulations: 4)
    let half = exp(-Glibc.log(2.0))
    #expect(cells.map(\.rho) == [0, 0.3, 0.6, 0, 0.3, 0.6, 0, 0.3, 0.6])
    #expect(
      zip(cells, [1, 1, 1, 0.75, 0.75, 0.75, half, half, half]).allSatisfy {
        abs($0.effect - $1) < 1e-12
      })
    #expect(cells.allSatisfy { $0.simulations == 4 })
    #expect(
      cells.allSatisfy {
        abs($0.probabilityResponder + $0.probabilityNonResponder + $0.probabilityInconclusive - 1)
          < 1e-12
      })
    let score = try trial(.score, mcid: 1.5).characteristics(referenceMean: 5, simulations: 2)
    #expect(score.map(\.effect) == [0, 0, 0, -1.5, -1.5, -1.5, -3, -3, -3])
  }

  @Test func theNumbersDoNotDependOnTheJobs() throws {
    let trial = try trial(.count)
    let calls = Atomic(0)
    let one = try trial.characteristics(referenceMean: 2, simulations: 8)
    let three = try trial.characteristics(referenceMean: 2, simulations: 8, jobs: 3) {
      done, total in
      #expect(done <= total && total == 72)
      calls.add(1, ordering: .relaxed)
    }
    #expect(three == one)
    #expect(try trial.characteristics(referenceMean: 2, simulations: 8, seed: 2) != one)
    #expect(calls.load(ordering: .relaxed) == 4)
  }

  /// A strong effect on frequent events is found more often than no effect is mistaken for one,
  /// and no plan without three cycles finds anything.
  @Test func strongEffectsAreFoundAndPoorPlansFindNothing() throws {
    let cells = try trial(.score, mcid: 1).characteristics(
      referenceMean: 5, sigma: 0.5, simulations: 10)
    #expect(cells[0].probabilityResponder <= 0.1)
    #expect(cells[6].probabilityResponder >= 0.8)
    let short = try PlannedTrial(try Plans.design(cycles: 2, period: 7).draw(seed: 3))
    let none = try short.characteristics(referenceMean: 2, simulations: 4)
    #expect(none.allSatisfy { $0.probabilityInconclusive == 1 })
  }

  @Test func assumptionsMustBePossible() throws {
    let (count, binary) = (try trial(.count), try trial(.binary))
    func codes(_ trial: PlannedTrial, _ mean: Double, sigma: Double? = nil, missing: Double = 0)
      -> [String]
    {
      Plans.errors {
        _ = try trial.characteristics(
          referenceMean: mean, sigma: sigma, missing: missing, simulations: 1)
      }.map(\.code)
    }
    #expect(codes(count, 0) == ["N218"])
    #expect(codes(count, .nan) == ["N218"])
    #expect(codes(binary, 1) == ["N218"])
    #expect(codes(count, 1, sigma: 0) == ["N218"])
    #expect(codes(count, 1, missing: 1) == ["N218"])
    #expect(codes(count, -1, sigma: -1, missing: -1) == ["N218", "N218", "N218"])
  }
}
