import Testing

@testable import NOf1

/// A night without a row is as missing as one with an empty cell.
@Suite struct AbsentNightsTests {
  private let whole = PersonalLog(
    arms: ["A", "B"],
    nights: (0..<12).map { day in
      PersonalLog.Night(
        day: day, arm: day / 3 % 2, outcome: [4, 7, 8].contains(day) ? nil : Double(day),
        period: day / 3, cycle: day / 6)
    })

  @Test func rowsThatAreLeftOutComeBack() {
    let stripped = PersonalLog(arms: whole.arms, nights: whole.recorded)
    #expect(stripped.nights.count == 9)
    #expect(stripped.withAbsentNights.nights == whole.nights)
    #expect(whole.withAbsentNights.nights == whole.nights)
  }

  @Test func aNightBeforeASwitchBelongsToThePeriodBefore() {
    let nights = whole.nights.filter { $0.day != 3 }
    let added = PersonalLog(arms: whole.arms, nights: nights).withAbsentNights.nights[3]
    #expect(added.day == 3 && added.arm == 0 && added.period == 0 && added.outcome == nil)
  }

  @Test func theSensitivitySetFillsThemToo() {
    let stripped = PersonalLog(arms: whole.arms, nights: whole.recorded)
    let study = PersonalStudy(
      outcome: Outcome(column: "cramps", kind: .count), reference: "A", treatments: ["B"],
      minimalImportantDifference: 0.75,
      prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 0.8))
    func keys(_ log: PersonalLog) -> [String] {
      SensitivityPlan(log, study: study).alternatives.map(\.key)
    }
    #expect(keys(stripped) == keys(whole))
    #expect(keys(stripped).contains("missing-against-treatment"))
  }
}
