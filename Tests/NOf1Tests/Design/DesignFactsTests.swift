import Testing

@testable import NOf1

@Suite struct DesignFactsTests {
  private func facts(
    _ arms: String, _ outcomes: [Double?], study: PersonalStudy? = nil, periodLength: Int? = nil,
    thresholds: GuardThresholds = .init()
  ) -> DesignFacts {
    DesignFacts(
      log: Logs.personal(arms, outcomes, periodLength: periodLength),
      study: study ?? Logs.study(.count, randomisation: .pairedCycles), thresholds: thresholds)
  }

  private let periods = ["A", "B", "B", "A", "A", "B"].map { String(repeating: $0, count: 5) }

  @Test func everythingHoldsForThreeRandomisedCycles() {
    let facts = facts(
      periods.joined(), [Double?](repeating: 1, count: 30), periodLength: 5)
    #expect(facts.guards.map(\.name) == ["randomised", "cycles", "nights", "events"])
    #expect(facts.guards.map(\.observed) == [1, 3, 15, 15])
    #expect(facts.identifiesResponder)
    #expect(facts.periods == 6)
    #expect(facts.transitions == 3)
    #expect(facts.spanDays == 30)
    #expect(facts.arms[1].events == 15)
  }

  @Test func everyGuardFailsByItself() {
    let outcomes = [Double?](repeating: 1, count: 30)
    let arms = periods.joined()
    func failing(_ facts: DesignFacts) -> [String] { facts.guards.filter { !$0.holds }.map(\.name) }
    #expect(
      failing(facts(arms, outcomes, study: Logs.study(.count), periodLength: 5)) == ["randomised"])
    #expect(
      failing(facts(arms, outcomes, periodLength: 5, thresholds: .init(cycles: 4))) == ["cycles"])
    var fewer = outcomes
    for night in [25, 26] { fewer[night] = nil }
    #expect(failing(facts(arms, fewer, periodLength: 5)) == ["nights"])
    var quiet = outcomes
    for night in [0, 1, 2, 3, 4, 15] { quiet[night] = 0 }
    #expect(failing(facts(arms, quiet, periodLength: 5)) == ["events"])
  }

  @Test(arguments: ["AB", "ABA"])
  func oneOrTwoSwitchesNeverMakeThreeCycles(_ order: String) {
    let arms = order.map { String(repeating: $0, count: 28) }.joined()
    let log = Logs.personal(arms, [Double?](repeating: 2, count: arms.count))
    let days = Array(0..<arms.count)
    let structure = CycleStructure(
      days: days, arms: log.nights.map(\.arm), armCount: 2)
    #expect(Set(structure.cycle.compactMap { $0 }).count == 1)
    let facts = DesignFacts(
      log: PersonalLog(
        arms: log.arms,
        nights: log.nights.indices.map {
          .init(
            day: $0, arm: log.nights[$0].arm, outcome: 2, period: structure.period[$0],
            cycle: structure.cycle[$0])
        }), study: Logs.study(.count, randomisation: .pairedCycles))
    #expect(!facts.identifiesResponder)
    #expect(facts.guards.first { $0.name == "cycles" }?.holds == false)
  }

  @Test func scoresHaveNoEvents() {
    let facts = facts("AB", [1, nil], study: Logs.study(.score, mcid: 1))
    #expect(facts.arms.map(\.events) == [nil, nil])
    #expect(facts.arms.map(\.mean) == [1, nil])
    #expect(facts.guards.map(\.name) == ["randomised", "cycles", "nights"])
  }
}
