import Testing

@testable import Trials

@Suite("Fragility index")
struct FragilityIndexTests {
  private func table(_ a: Int, _ n1: Int, _ c: Int, _ n2: Int) throws -> TwoGroupEvents {
    TwoGroupEvents(
      treatment: try GroupEvents(events: a, total: n1),
      comparator: try GroupEvents(events: c, total: n2))
  }

  /// Fisher's P by counting ways with whole numbers.
  private func fisher(_ a: Int, _ n1: Int, _ c: Int, _ n2: Int) -> Double {
    func choose(_ n: Int, _ k: Int) -> Int {
      guard k >= 0, k <= n else { return 0 }
      return (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
    }
    let ways = (0...(a + c)).map { choose(n1, $0) * choose(n2, a + c - $0) }
    let observed = ways[a]
    let extreme = ways.filter { $0 <= observed }.reduce(0, +)
    return Double(extreme) / Double(ways.reduce(0, +))
  }

  @Test("Fisher's P is the share of the ways, exactly counted")
  func probability() throws {
    for (n1, n2) in [(1, 1), (4, 7), (10, 10), (13, 6)] {
      for a in 0...n1 {
        for c in 0...n2 {
          let p = FisherTest.probability(try table(a, n1, c, n2))
          #expect(abs(p - fisher(a, n1, c, n2)) < 1e-12)
        }
      }
    }
  }

  @Test("Every way across the level is the first that a search over all tables finds")
  func search() throws {
    var counts: [FragilityIndex.Direction: Int] = [:]
    for (n1, n2) in [(9, 9), (12, 8), (7, 14)] {
      for a in 0...n1 {
        for c in 0...n2 {
          let index = try FragilityIndex(try table(a, n1, c, n2))
          counts[index.direction, default: 0] += 1
          let isBelow = fisher(a, n1, c, n2) < 0.05
          #expect(index.direction == (isBelow ? .fragility : .reversed))
          // All tables with one arm changed, by the number of people changed.
          var ways: [(arm: FragilityIndex.Arm, adds: Bool, people: Int)] = []
          for other in 0...n1 where other != a && (fisher(other, n1, c, n2) < 0.05) != isBelow {
            ways.append((.treatment, other > a, abs(other - a)))
          }
          for other in 0...n2 where other != c && (fisher(a, n1, other, n2) < 0.05) != isBelow {
            ways.append((.comparator, other > c, abs(other - c)))
          }
          #expect(index.smallest?.people == ways.map(\.people).min())
          for arm in FragilityIndex.Arm.allCases {
            for adds in [true, false] {
              let expected = ways.filter { $0.arm == arm && $0.adds == adds }.map(\.people).min()
              let found = index.changes.first { $0.arm == arm && $0.addsEvents == adds }
              #expect(found?.people == expected)
            }
          }
        }
      }
    }
    #expect(counts.values.allSatisfy { $0 > 50 }, "\(counts)")
  }

  /// Walsh's procedure, word for word: one event more in the arm with fewer, until P >= 0.05.
  /// The figures are by R's `fisher.test` in a loop.
  @Test("Walsh's index adds events to the arm with fewer")
  func walsh() throws {
    let index = try FragilityIndex(try table(1, 100, 9, 100))
    #expect(index.byEvents?.people == 1)
    #expect(index.byEvents?.arm == .treatment && index.byEvents?.addsEvents == true)
    #expect(abs(index.pValue - 0.0184876798774764) < 1e-14)
    #expect(abs((index.byEvents?.pValue ?? 0) - 0.0582207175802875) < 1e-14)
    var events = 1
    while FisherTest.probability(try table(events, 100, 9, 100)) < 0.05 { events += 1 }
    #expect(events - 1 == index.byEvents?.people)
    for (a, n1, c, n2, people) in [
      (12, 150, 34, 148, 9), (40, 500, 80, 500, 18), (210, 1000, 150, 990, 24),
    ] {
      #expect(try FragilityIndex(try table(a, n1, c, n2)).byEvents?.people == people)
    }
    // The other coding: the comparator has fewer people without the event.
    var lost = 0
    while FisherTest.probability(try table(1, 100, 9 - lost, 100)) < 0.05 { lost += 1 }
    #expect(index.byNonEvents?.people == lost && index.byNonEvents?.arm == .comparator)
  }

  @Test("Coding the outcome or the arms the other way round changes the names alone")
  func symmetry() throws {
    for (a, n1, c, n2) in [(2, 20, 11, 22), (8, 15, 9, 30), (0, 12, 6, 12)] {
      let index = try FragilityIndex(try table(a, n1, c, n2))
      let coded = try FragilityIndex(try table(n1 - a, n1, n2 - c, n2))
      #expect(abs(index.pValue - coded.pValue) < 1e-12)
      #expect(index.smallest?.people == coded.smallest?.people)
      #expect(index.byEvents?.people == coded.byNonEvents?.people)
      let swapped = try FragilityIndex(try table(c, n2, a, n1))
      #expect(index.smallest?.people == swapped.smallest?.people)
      #expect(index.byEvents?.people == swapped.byEvents?.people)
    }
  }

  @Test("The text names test and level")
  func text() throws {
    func format(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
    let below = try FragilityIndex(try table(1, 100, 9, 100)).text(format)
    #expect(
      below == "Fisher's P is 0.018, below 0.05; with 1 person without the event in the treatment "
        + "arm counted as with it, P would be 0.058, no longer below 0.05.")
    let reversed = try FragilityIndex(try table(4, 30, 9, 30)).text(format)
    #expect(reversed.contains("not below 0.05") && reversed.contains("P would be"))
    let small = try FragilityIndex(try table(0, 2, 1, 2)).text(format)
    #expect(
      small
        == "Fisher's P is 1.0, not below 0.05; no change of up to 200 outcomes in one arm would "
        + "alter that.")
    for text in [below, reversed, small] { #expect(!text.contains("significant")) }
    #expect(throws: EvidenceError.levelOutOfRange(5)) {
      try FragilityIndex(try table(1, 10, 2, 10), level: 5)
    }
  }
}
