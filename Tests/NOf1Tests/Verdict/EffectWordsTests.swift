import Glibc
import Testing

@testable import NOf1

@Suite struct EffectWordsTests {
  private func change(
    _ value: Double, _ kind: Outcome.Kind = .count, _ better: Outcome.Direction = .lower
  ) -> String {
    EffectWords(study: ModelLogs.study(kind, better: better)).change(value)
  }

  @Test func ratiosOfCounts() {
    #expect(change(0.58) == "42 % fewer")
    #expect(change(1.06) == "6 % more")
    #expect(change(1) == "the same")
    #expect(change(1.004) == "the same")
    #expect(change(2.5) == "150 % more")
    #expect(change(3) == "3 times as many")
    #expect(change(12.4) == "12 times as many")
    #expect(change(1.06, .count, .higher) == "6 % more")
  }

  @Test func ratiosOfOddsAndMinutes() {
    #expect(change(0.5, .binary) == "50 % lower odds")
    #expect(change(1.3, .binary) == "30 % higher odds")
    #expect(change(4, .binary) == "4 times the odds")
    #expect(change(0.8, .duration) == "20 % shorter")
    #expect(change(1.2, .duration) == "20 % longer")
    #expect(change(4, .duration) == "4 times as long")
  }

  @Test func differencesOfScores() {
    #expect(change(-1.3, .score) == "1.3 lower")
    #expect(change(0.25, .score) == "0.25 higher")
    #expect(change(0, .score) == "no different")
    #expect(change(-14, .score) == "14 lower")
  }

  /// A ratio is never rounded to nothing at all.
  @Test func smallRatiosAreNotAHundredPerCent() {
    #expect(change(0.003) == "over 99 % fewer")
    #expect(change(0.01) == "99 % fewer")
    #expect(change(1e-30, .binary) == "over 99 % lower odds")
  }

  @Test func hugeNumbersAreNoTrap() {
    for value in [1e12, 1e18, 1e25, 1e300, .infinity] {
      #expect(!change(value).isEmpty)
      #expect(!change(value, .score).isEmpty)
      #expect(!change(-value, .score).isEmpty)
    }
    #expect(change(1e-300, .score) != "0 higher")
  }

  @Test func theImportantChange() {
    func important(_ kind: Outcome.Kind, _ better: Outcome.Direction) -> String {
      EffectWords(study: ModelLogs.study(kind, better: better)).important
    }
    #expect(important(.count, .lower) == "at least 25 % fewer cramps")
    #expect(important(.count, .higher) == "at least 33 % more cramps")
    #expect(important(.score, .lower) == "cramps at least 0.5 lower")
    #expect(important(.score, .higher) == "cramps at least 0.5 higher")
    #expect(important(.binary, .lower) == "at least 25 % lower odds for cramps")
    #expect(important(.duration, .lower) == "at least 25 % shorter for cramps")
  }

  @Test func levelsAreGivenInFull() {
    let words = EffectWords(study: ModelLogs.study(.count))
    #expect(words.percentOf(0.95) == "95 %")
    #expect(words.percentOf(0.9) == "90 %")
    #expect(words.percentOf(0.999) == "99.9 %")
    #expect(words.percentOf(0.995) == "99.5 %")
  }

  @Test func probabilitiesNeverBecomeCertain() {
    for value in [1e-300, 1e-9, 0.004, 0.00999] { #expect(percent(value) == "under 1 %") }
    for value in [0.9901, 0.996, 1 - 1e-15] { #expect(percent(value) == "over 99 %") }
    for step in 1..<1000 {
      let text = percent(Double(step) / 1000)
      #expect(text != "0 %" && text != "100 %")
    }
    #expect(percent(0.5) == "50 %")
    #expect(percent(0.01) == "1 %")
    #expect(percent(0.99) == "99 %")
  }

  @Test(arguments: Outcome.Kind.allCases, Outcome.Direction.allCases)
  func theFavourableEndComesFirst(_ kind: Outcome.Kind, _ better: Outcome.Direction) {
    let low = kind == .score ? -1.5 : 0.5
    let high = kind == .score ? 0.5 : 1.25
    let effect = EffectEstimate(
      arm: "magnesium", prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 1),
      scale: .ratio, estimate: low, mean: 0, sd: 1, confidenceLow: low, confidenceHigh: high,
      probabilityOfBenefit: 0.8, probabilityOfImportantBenefit: 0.5,
      probabilityOfImportantHarm: 0, probabilityWorse: 0, nights: 1, referenceNights: 1,
      avoidedPer28Nights: nil)
    let words = EffectWords(study: ModelLogs.study(kind, better: better))
    let sentence = words.sentence(effect, level: 0.95)
    let first = better == .lower ? low : high
    let second = better == .lower ? high : low
    #expect(
      sentence.contains(
        "(95 % interval: from \(words.change(first)) to \(words.change(second)))"))
    #expect(sentence.hasSuffix(".") && sentence.contains("magnesium"))
  }
}
