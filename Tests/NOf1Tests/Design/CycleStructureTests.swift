import Testing

@testable import NOf1

@Suite struct CycleStructureTests {
  private func structure(
    _ arms: String, days: [Int]? = nil, periods: [String?]? = nil, cycles: [String?]? = nil,
    armCount: Int = 2
  ) -> CycleStructure {
    let codes = arms.unicodeScalars.map { Int($0.value) - 65 }
    return CycleStructure(
      days: days ?? Array(codes.indices), arms: codes, armCount: armCount, periodLabels: periods,
      cycleLabels: cycles)
  }

  @Test func runsOfOneArmArePeriodsAndCyclesAreGreedy() {
    let result = structure("AAABBAB")
    #expect(result.basis == .runs)
    #expect(result.period == [0, 0, 0, 1, 1, 2, 3])
    #expect(result.cycle == [0, 0, 0, 0, 0, 1, 1])
  }

  @Test func lastCycleWithoutEveryArmIsNotComplete() {
    #expect(structure("AABBA").cycle == [0, 0, 0, 0, nil])
    #expect(structure("AAAA").cycle == [nil, nil, nil, nil])
    #expect(structure("ABCABA", armCount: 3).cycle == [0, 0, 0, nil, nil, nil])
  }

  @Test func neighbouringPeriodsOnOneArmAreToldApartByEqualLengths() {
    // A B | B A | A B, two nights each: greedy runs would give two cycles.
    let result = structure("AABBBBAAAABB")
    #expect(result.basis == .equalPeriods(nights: 2))
    #expect(result.period == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(result.cycle == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
  }

  @Test func equalLengthsSurviveMissingDates() {
    // Period length 3; the nights 2, 3 and 8 are missing.
    let result = structure("AABBBBAA", days: [0, 1, 4, 5, 6, 7, 9, 10])
    #expect(result.basis == .equalPeriods(nights: 3))
    #expect(result.cycle == [0, 0, 0, 0, 1, 1, 1, 1])
  }

  @Test func unequalRunsStayRuns() {
    let result = structure("AAABBBBBAA")
    #expect(result.basis == .runs)
    #expect(result.period.last == 2)
  }

  @Test func periodColumnSplitsRunsAndGroupsThem() {
    let result = structure("ABBBA", periods: ["1", "2", "3", "3", "4"])
    #expect(result.basis == .periodColumn)
    #expect(result.period == [0, 1, 2, 2, 3])
    #expect(result.cycle == [0, 0, 1, 1, 1])
  }

  @Test func cycleColumnDecidesAndIncompleteCyclesAreSkippedInNumbering() {
    let result = structure("ABAABA", cycles: ["1", "1", "2", "2", nil, "3"])
    #expect(result.cycle == [0, 0, nil, nil, nil, nil])
    let second = structure("AABA", cycles: ["x", "x", "y", "y"])
    #expect(second.cycle == [nil, nil, 0, 0])
    #expect(second.period == [0, 0, 1, 2])
  }
}
