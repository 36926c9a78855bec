import Testing

@testable import Trials

/// Numbers of people behind a percentage.
@Suite("Counts from percentages")
struct CountCandidatesTests {
  /// supakatisant2015: 86.0, 60.5, 69.8 and 48.8 % of 43.
  @Test(arguments: [("86.0", 37), ("60.5", 26), ("69.8", 30), ("48.8", 21)])
  func publishedPercentages(text: String, count: Int) throws {
    let found = try CountCandidates(percent: printed(text), total: 43)
    #expect(found.isUnique && found.counts == count...count)
    #expect(found.derived.value == Double(count) && found.derived.quantity == .events)
  }

  @Test func everyCountIsFoundAgain() throws {
    for total in [1, 7, 43, 64, 250, 1_000] {
      for count in 0...total {
        for decimals in 0...2 {
          let text = PrintedNumber(
            rounding: 100 * Double(count) / Double(total), decimals: decimals)
          let found = try CountCandidates(percent: text, total: total)
          #expect(found.counts.contains(count))
          for candidate in found.counts {
            let share = 100 * Double(candidate) / Double(total)
            #expect(text.range.widened(by: 1e-6).contains(share))
          }
        }
      }
    }
  }

  @Test func severalCountsAreAllGiven() throws {
    let found = try CountCandidates(percent: printed("23"), total: 400)
    #expect(found.counts == 90...94 && !found.isUnique)
    #expect(found.derived.value == 92 && found.derived.bounds == ValueRange(90, 94))
  }

  /// A count halfway between two roundings is a candidate of both.
  @Test func tiesBelongToBoth() throws {
    for text in ["12", "13"] {
      #expect(try CountCandidates(percent: printed(text), total: 8).counts == 1...1)
    }
  }

  /// araujo2020: 32.8 % is no number of 66 people, and 21 of 64.
  @Test func anotherTotal() throws {
    #expect(throws: DerivationError.noCount(percent: "32.8", total: 66)) {
      try CountCandidates(percent: printed("32.8"), total: 66)
    }
    #expect(try CountCandidates(percent: printed("32.8"), total: 64).counts == 21...21)
    let totals = CountCandidates.totals(percentages: [printed("32.8")], among: 60...70)
    #expect(totals.contains(64) && !totals.contains(66))
    #expect(
      CountCandidates.totals(percentages: [printed("86.0"), printed("60.5")], among: 40...46)
        == [43])
  }

  @Test func whatCannotBeIsRefused() {
    #expect(throws: DerivationError.outOfRange(name: "percentage", text: "100.5")) {
      try CountCandidates(percent: printed("100.5"), total: 40)
    }
    #expect(throws: DerivationError.outOfRange(name: "total", text: "0")) {
      try CountCandidates(percent: printed("50"), total: 0)
    }
    #expect(throws: DerivationError.limit(name: "percentage", text: "<5")) {
      try CountCandidates(percent: printed("<5"), total: 40)
    }
    #expect(throws: DerivationError.missing(names: ["percentage"])) {
      try CountCandidates(percent: nil, total: 40)
    }
  }
}
