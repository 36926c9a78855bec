import Testing

@testable import Trials

@Suite("Percentages of counts")
struct PercentageTestTests {
  @Test("every rounding of every count is consistent, cut-off digits never inconsistent")
  func allCounts() {
    var wrong: [String] = []
    for people in 1...70 {
      for events in 0...people {
        for decimals in 0...2 {
          for mode in PrintedFraction.Mode.allCases {
            let percent = PrintedFraction.number(100 * events, people, decimals: decimals, mode)
            let verdict = PercentageTest(percent: percent).verdict(events: events, of: people)
            if mode == .cutOff ? verdict == .inconsistent : verdict != .consistent {
              wrong.append("\(events) of \(people), \(percent.text)")
            }
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("a percentage more than a unit away is inconsistent")
  func otherPercentages() {
    for digits in 0...1000 {
      let percent = PrintedNumber(PrintedFraction.point(digits, decimals: 1))!
      let distance = abs(Double(digits) / 10 - 100.0 * 21 / 66)
      let verdict = PercentageTest(percent: percent).verdict(events: 21, of: 66)
      #expect((verdict == .consistent) == (distance <= 0.05))
      #expect((verdict == .inconsistent) == (distance >= 0.1))
    }
  }

  @Test("the one repair of 32.8 % of 66 is 21 of 64, that of 28.4 % of 132 is 37 of 130")
  func repairs() {
    let first = PercentageTest(percent: PrintedNumber("32.8")!)
    #expect(first.verdict(events: 21, of: 66) == .inconsistent)
    #expect(
      first.repairs(events: 21, of: 66, alternatives: [65, 64]).map { [$0.events, $0.people] }
        == [[21, 64]])
    let whole = PercentageTest(percent: PrintedNumber("28.4")!)
    let fits = whole.repairs(events: 39, of: 132, alternatives: [130, 131])
    #expect(fits.map { [$0.events, $0.people] } == [[37, 130]])
    #expect(fits.first?.verdict == .rounding)
  }

  @Test("events beyond the people, and limits")
  func edges() {
    let percent = PercentageTest(percent: PrintedNumber("105.0")!)
    #expect(percent.verdict(events: 21, of: 20) == .inconsistent)
    let limit = PercentageTest(percent: PrintedNumber("<1")!)
    #expect(limit.verdict(events: 1, of: 400) == .consistent)
    #expect(limit.verdict(events: 5, of: 400) == .inconsistent)
  }
}
