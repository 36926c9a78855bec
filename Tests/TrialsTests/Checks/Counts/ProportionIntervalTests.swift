import Numerics
import Testing

@testable import Trials

@Suite("Intervals of percentages")
struct ProportionIntervalTests {
  @Test("the table of Newcombe (1998)")
  func newcombe() {
    let table: [(ProportionInterval, Int, Int, Double, Double)] = [
      (.wald, 81, 263, 0.2522, 0.3638), (.wilson, 81, 263, 0.2553, 0.3662),
      (.wilsonCorrected, 81, 263, 0.2535, 0.3682), (.clopperPearson, 81, 263, 0.2527, 0.3676),
      (.wald, 15, 148, 0.0527, 0.1500), (.wilson, 15, 148, 0.0624, 0.1605),
      (.wilsonCorrected, 15, 148, 0.0598, 0.1644), (.clopperPearson, 15, 148, 0.0578, 0.1617),
      (.wilson, 0, 20, 0, 0.1611), (.wilsonCorrected, 0, 20, 0, 0.2005),
      (.clopperPearson, 0, 20, 0, 0.1684), (.wald, 0, 20, 0, 0),
      (.wald, 1, 29, 0, 0.1009), (.wilson, 1, 29, 0.0061, 0.1718),
      (.wilsonCorrected, 1, 29, 0.0018, 0.1963), (.clopperPearson, 1, 29, 0.0009, 0.1776),
    ]
    for (method, events, people, low, high) in table {
      let bounds = method.bounds(events: events, of: people)
      #expect(abs(bounds.low - low) <= 5.1e-5, "\(method) of \(events) of \(people)")
      #expect(abs(bounds.high - high) <= 5.1e-5, "\(method) of \(events) of \(people)")
    }
  }

  @Test("exact limits have the tails of the binomial distribution")
  func binomialTails() {
    for (events, people) in [(3, 17), (21, 64), (37, 130)] {
      let bounds = ProportionInterval.clopperPearson.bounds(events: events, of: people)
      #expect(abs(tail(from: events, of: people, bounds.low) - 0.025) < 1e-10)
      #expect(abs(1 - tail(from: events + 1, of: people, bounds.high) - 0.025) < 1e-10)
    }
  }

  /// P(X >= events), summed term by term.
  private func tail(from events: Int, of people: Int, _ p: Double) -> Double {
    var terms = [Double](repeating: 1, count: people + 1)
    for k in 1...people { terms[k] = terms[k - 1] * Double(people - k + 1) / Double(k) }
    var sum = 0.0
    for k in events...people {
      var power = terms[k]
      for _ in 0..<k { power *= p }
      for _ in k..<people { power *= 1 - p }
      sum += power
    }
    return sum
  }

  @Test("every method mirrors events and others, and narrows with n")
  func mirror() {
    for method in ProportionInterval.allCases {
      for events in 0...12 {
        let a = method.bounds(events: events, of: 12, level: 0.9)
        let b = method.bounds(events: 12 - events, of: 12, level: 0.9)
        #expect(abs(a.low - (1 - b.high)) < 1e-12 && abs(a.high - (1 - b.low)) < 1e-12)
        #expect(a.contains(Double(events) / 12))
        let wide = method.bounds(events: events, of: 12, level: 0.99)
        #expect(wide.low <= a.low && a.high <= wide.high)
        let large = method.bounds(events: 10 * events, of: 120, level: 0.9)
        #expect(large.width <= a.width)
      }
    }
  }

  @Test("the intervals of araujo2020 are those of 18 of 66, 21 of 64 and 37 of 130, only")
  func recovered() {
    let cases = [
      ("27.2", "17.0", "39.6", 66, [18, 66]), ("32.8", "21.6", "45.7", 66, [21, 64]),
      ("28.4", "20.9", "37.0", 132, [37, 130]),
    ]
    for (percent, low, high, largest, expected) in cases {
      let test = ProportionIntervalTest(low: PrintedNumber(low)!, high: PrintedNumber(high)!)
      let fits = test.recovered(percent: PrintedNumber(percent)!, people: 1...largest)
      #expect(fits.map { [$0.events, $0.people] } == [expected], "\(percent)")
      #expect(test.methods(events: expected[0], of: expected[1]).contains(.clopperPearson))
    }
  }

  @Test("a twin of the search that tries every count")
  func searchTwin() {
    let percent = PrintedNumber("25")!
    let test = ProportionIntervalTest(low: PrintedNumber("11")!, high: PrintedNumber("47")!)
    var expected: [[Int]] = []
    for people in 1...60 {
      for events in 0...people {
        let share = 100 * Double(events) / Double(people)
        let fits = ProportionInterval.allCases.contains { method in
          let bounds = method.bounds(events: events, of: people)
          return abs(100 * bounds.low - 11) <= 0.5 && abs(100 * bounds.high - 47) <= 0.5
        }
        if abs(share - 25) <= 0.5 && fits { expected.append([events, people]) }
      }
    }
    #expect(!expected.isEmpty)
    let found = test.recovered(percent: percent, people: 1...60)
    #expect(found.map { [$0.events, $0.people] } == expected)
  }
}
