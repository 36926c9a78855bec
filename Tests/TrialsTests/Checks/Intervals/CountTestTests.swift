import Testing

@testable import Trials

@Suite("P of counts")
struct CountTestTests {
  static func table(_ a: Int, _ m: Int, _ c: Int, _ n: Int) throws -> TwoGroupEvents {
    TwoGroupEvents(
      treatment: try GroupEvents(events: a, total: m),
      comparator: try GroupEvents(events: c, total: n))
  }

  /// All small tables against sums over cells and over tables.
  @Test func agreesWithEnumeration() throws {
    for m in [1, 4, 9] {
      for n in [1, 6, 13] {
        for a in 0...m {
          for c in 0...n {
            let table = try Self.table(a, m, c, n)
            let twin = TextbookTable(a, m, c, n)
            let pairs: [(CountTest, TextbookTable.Test)] = [
              (.chiSquared, .pearson), (.fisher, .fisher),
            ]
            for (test, other) in pairs {
              let (p, q) = (test.pValue(table), twin.pValue(other))
              #expect((p == nil) == (q == nil))
              if let p, let q { #expect(abs(p - q) < 1e-6) }
            }
          }
        }
      }
    }
  }

  /// R: chisq.test(correct = FALSE and TRUE), fisher.test of 30/43 and 21/43.
  @Test func supakatisantIntensity() throws {
    let table = try Self.table(30, 43, 21, 43)
    let values = CountTest.usual.compactMap { $0.pValue(table) }
    #expect(abs(values[0] - 0.0482) < 5e-5)
    #expect(abs(values[1] - 0.0791) < 5e-5)
    #expect(abs(values[2] - 0.0784) < 5e-5)
    let rule = PValueOfCounts(printed: try #require(PrintedNumber("0.048")), tables: [table])
    #expect(rule.verdict == .consistent)
    #expect(rule.agreeing == [.chiSquared])
    #expect(rule.hangsOnTest)
  }

  @Test(arguments: CountTest.allCases)
  func swappingArmsAndOutcomesChangesNothing(_ test: CountTest) throws {
    let table = try Self.table(7, 20, 13, 31)
    let p = try #require(test.pValue(table))
    #expect(abs(p - (test.pValue(table.swapped) ?? 2)) < 1e-9)
    if test != .logRiskRatio {
      #expect(abs(p - (test.pValue(table.withoutEvent) ?? 2)) < 1e-9)
    }
  }

  @Test func noEventsNoTest() throws {
    let table = try Self.table(0, 20, 0, 31)
    for test in CountTest.allCases { #expect(test.pValue(table) == nil) }
  }

  /// Binomial probabilities by Pascal's triangle.
  @Test func mcNemarByEnumeration() {
    for total in 1...24 {
      var row = [1.0]
      for _ in 0..<total {
        row = zip([0] + row, row + [0]).map { ($0 + $1) / 2 }
      }
      for first in 0...total {
        let second = total - first
        let tail = row[...min(first, second)].reduce(0, +)
        #expect(abs(PairedCountTest.exact.pValue(first, second) - min(1, 2 * tail)) < 1e-12)
        let half = row[min(first, second)]
        #expect(abs(PairedCountTest.midP.pValue(first, second) - min(1, 2 * tail - half)) < 1e-12)
      }
    }
  }

  /// Every way to place people by their two answers, and nothing else.
  @Test func discordantPairsByEnumeration() {
    let total = 9
    for treatment in 0...total {
      for comparator in 0...total {
        var expected = Set<[Int]>()
        for both in 0...total {
          let (first, second) = (treatment - both, comparator - both)
          if first >= 0, second >= 0, both + first + second <= total {
            expected.insert([first, second])
          }
        }
        let pairs = PairedCountTest.discordantPairs(
          treatment: treatment, comparator: comparator, total: total)
        #expect(Set(pairs.map { [$0.treatmentOnly, $0.comparatorOnly] }) == expected)
        #expect(pairs.count == expected.count)
      }
    }
  }

  @Test func percentagesStandForCounts() throws {
    let arms = [
      IntervalRecords.arm(.treatment, n: "43", percent: "86.0"),
      IntervalRecords.arm(.comparator, n: "43", percent: "60.5"),
    ]
    let checks = IntervalRecords.checks(arms, [IntervalRecords.contrast(p: "0.007")])
    let check = try #require(checks.first { $0.code == "A122" })
    #expect(check.verdict == .consistent)
    #expect(check.message.contains("37/43 and 26/43"))
  }
}
