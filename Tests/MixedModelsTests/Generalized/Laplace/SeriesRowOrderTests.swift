import Testing

@testable import MixedModels

@Suite struct SeriesRowOrderTests {
  @Test func rowsAreSortedByLevelSeriesAndTime() throws {
    let sorted = try SeriesRowOrder(
      levels: ([2, 0, 2, 0, 2, 2, 0], 4), groupCodes: [1, 0, 1, 0, 3, 1, 2],
      times: [5, 2, 1, 0, 7, 5, 9])
    // Level 0: series 0 at 0 and 2, series 2 at 9; level 2: series 1 at 1, 5 and 5, series 3 at 7.
    #expect(sorted.order == [3, 1, 6, 2, 0, 5, 4])
    #expect(sorted.design.slotOfRow == [0, 1, 2, 3, 4, 4, 5])
    #expect(sorted.design.gaps == [0, 2, 0, 0, 4, 0])
    #expect(sorted.design.levelSlotStart == [0, 3, 3, 6, 6])
  }

  @Test func withoutLevelsEverySeriesIsOne() throws {
    let sorted = try SeriesRowOrder(levels: nil, groupCodes: [4, 1, 4, 1], times: [1, 8, 0, 7])
    #expect(sorted.order == [3, 1, 2, 0])
    #expect(sorted.design.slotOfRow == [0, 1, 2, 3])
    #expect(sorted.design.levelSlotStart == [0, 2, 4])
    #expect(try SeriesRowOrder(levels: nil, groupCodes: [], times: []).design.levelCount == 0)
  }

  @Test func distancesAreWholeUpToRounding() throws {
    let sorted = try SeriesRowOrder(levels: nil, groupCodes: [0, 0, 0], times: [0.1, 1.1, 3.1])
    #expect(sorted.design.gaps == [0, 1, 2])
    #expect(throws: SeriesDesignError.fractionalDistance(row: 2, distance: 0.5)) {
      try SeriesRowOrder(levels: nil, groupCodes: [0, 0, 0], times: [0, 2, 2.5])
    }
  }

  @Test func aSeriesThatSpansLevelsIsRefused() {
    #expect(throws: SeriesDesignError.spansLevels(row: 2, group: 5)) {
      try SeriesRowOrder(levels: ([0, 0, 1], 2), groupCodes: [5, 5, 5], times: [1, 2, 3])
    }
    #expect(throws: SeriesDesignError.notFinite(row: 1)) {
      try SeriesRowOrder(levels: nil, groupCodes: [0, 0], times: [1, .infinity])
    }
  }
}
