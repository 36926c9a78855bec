import Foundation
import Tables
import Testing

@testable import NOf1

/// The whole analysis: logs at the edge of what can be analysed, determinism, mirror image.
@Suite struct PersonalAnalysisTests {
  private func analyse(
    _ log: PersonalLog, _ study: PersonalStudy, simulations: Int = 0, jobs: Int = 1
  ) throws -> PersonalAnalysis {
    var options = AnalysisOptions()
    options.simulation = simulations > 0
    options.simulationsPerCell = simulations
    options.jobs = jobs
    return try study.analyze(log, options: options)
  }

  private func bytes(_ analysis: PersonalAnalysis) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Throws for a number that is not finite, wherever it stands.
    return try encoder.encode(analysis)
  }

  private static let forbidden = ["significant", "proven", "no effect", "trend towards"]

  /// Encodes, and reads every sentence.
  private func check(_ analysis: PersonalAnalysis) throws {
    _ = try bytes(analysis)
    let verdict = analysis.verdict
    let sentences =
      [verdict.sentence, verdict.clinical, verdict.technical] + verdict.reasons
      + verdict.conditions.map(\.sentence) + analysis.sensitivity.map(\.label) + analysis.notes
      + analysis.findings.map(\.message) + [verdict.nextStep ?? ""]
    for sentence in sentences {
      let lower = sentence.lowercased()
      for word in Self.forbidden { #expect(!lower.contains(word), "\(sentence)") }
      #expect(!lower.contains("nan") && !lower.contains(" inf"), "\(sentence)")
    }
    for effect in analysis.effects + analysis.sensitivity.map(\.effect) {
      #expect(effect.confidenceLow < effect.estimate && effect.estimate < effect.confidenceHigh)
      #expect(effect.sd > 0)
      for probability in [
        effect.probabilityOfBenefit, effect.probabilityOfImportantBenefit,
        effect.probabilityOfImportantHarm, effect.probabilityWorse,
      ] { #expect(probability >= 0 && probability <= 1) }
      #expect(effect.probabilityOfImportantBenefit <= effect.probabilityOfBenefit)
    }
    for night in analysis.nights {
      guard let fitted = night.fitted, let low = night.fittedLow, let high = night.fittedHigh
      else { continue }
      #expect(low <= fitted && fitted <= high)
    }
  }

  private func nights(_ outcomes: [Double?], days: [Int]? = nil, period: Int = 1) -> PersonalLog {
    PersonalLog(
      arms: ["A", "B"],
      nights: outcomes.indices.map {
        .init(
          day: days?[$0] ?? $0, arm: $0 / period % 2, outcome: outcomes[$0], period: $0 / period,
          cycle: $0 / (2 * period))
      })
  }

  @Test func countsAtTheEdge() throws {
    let study = ModelLogs.study(.count)
    let ones = [Double](repeating: 1, count: 12)
    let logs: [PersonalLog] = [
      nights([Double](repeating: 0, count: 12), period: 3),
      nights([2, 1, 3, 0, 0, 0, 1, 2, 4, 0, 0, 0], period: 3),
      nights([0, 0, 0, 2, 1, 3, 0, 0, 0, 1, 2, 4], period: 3),
      nights(ones.map { $0 * 1e7 }, period: 3),
      nights([1e7, 0, 0, 0, 0, 0, 1e7, 0, 0, 0, 0, 0], period: 3),
      nights([3, 1]), nights([0, 0]), nights([1e7, 0]),
      nights([2, 1, 0, 3, 1, 0], days: [0, 1, 2, 3002, 3003, 3004]),
      nights([2, 1, nil, 3, nil, 0, 1, 1], period: 2),
    ]
    for log in logs { try check(try analyse(log, study)) }
  }

  @Test func otherOutcomesAtTheEdge() throws {
    let binary = ModelLogs.study(.binary)
    for share in [0.0, 1] {
      try check(try analyse(nights([Double](repeating: share, count: 16), period: 4), binary))
    }
    try check(try analyse(nights([1, 1, 0, 0, 1, 1, 0, 0], period: 2), binary))
    try check(try analyse(nights([1, 0]), binary))
    let score = ModelLogs.study(.score)
    try check(
      try analyse(
        nights([3, 4, 2, 5, 3.5, 1, 4, 2], days: [0, 1, 2, 3, 3003, 3004, 3005, 3006]), score))
    try check(try analyse(nights((0..<24).map { Double($0) }, period: 3), score))
    try check(try analyse(nights([0, 0, 0, 0, 0, 1e6, 0, 0, 0, 0, 0, 0], period: 3), score))
    let duration = ModelLogs.study(.duration)
    try check(try analyse(nights([3, nil, 4, 9, nil, 2, 5, 1], period: 2), duration))
  }

  /// A prior so wide that only it limits the effect of an arm without events.
  @Test func aVeryWidePriorIsNoTrap() throws {
    for sd in [5.0, 60, 300] {
      let prior = EffectPrior(name: "normal", mean: 0, standardDeviation: sd)
      let study = ModelLogs.study(.count, prior: prior)
      _ = try bytes(try analyse(nights([0, 0, 2, 1, 0, 0, 3, 1], period: 2), study))
    }
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    let log = ModelLogs.log(.count, cycles: 4, period: 8, seed: 1, effect: -3, mean: 4)
    let study = ModelLogs.study(.count)
    let first = try analyse(log, study, simulations: 2)
    try check(first)
    // An open answer would have the search for the next step simulate many more logs.
    #expect(first.verdict.answer == .responder)
    #expect(first.operatingCharacteristics.count == 9)
    #expect(try bytes(first) == bytes(try analyse(log, study, simulations: 2)))
    #expect(try bytes(first) == bytes(try analyse(log, study, simulations: 2, jobs: 2)))
    let decoded = try JSONDecoder().decode(PersonalAnalysis.self, from: bytes(first))
    #expect(try bytes(decoded) == bytes(first))
  }

  /// Mood instead of its negative: the same answer in mirrored words.
  @Test func higherIsBetterIsTheMirrorImage() throws {
    let log = ModelLogs.log(.score, seed: 3, effect: -0.8)
    let negated = ModelLogs.outcome(log) { -$0 }
    let spread = OutcomeScale(log, kind: .score).standardDeviation
    let prior = EffectPrior(name: "wide", mean: 0, standardDeviation: spread)
    let low = try analyse(log, ModelLogs.study(.score, prior: prior))
    let high = try analyse(negated, ModelLogs.study(.score, better: .higher, prior: prior))
    #expect(low.verdict.answer == high.verdict.answer)
    #expect(
      low.verdict.conditions
        == high.verdict.conditions.map { condition in
          .init(
            name: condition.name, holds: condition.holds,
            sentence: condition.sentence.replacingOccurrences(of: "higher", with: "lower"))
        })
    func mirrored(_ text: String) -> String {
      text.replacingOccurrences(of: "higher", with: "#")
        .replacingOccurrences(of: "lower", with: "higher").replacingOccurrences(
          of: "#", with: "lower")
    }
    #expect(mirrored(low.verdict.sentence) == high.verdict.sentence)
    let (a, b) = (low.effects[0], high.effects[0])
    #expect(abs(a.mean + b.mean) < 1e-9 && abs(a.sd - b.sd) < 1e-9)
    #expect(abs(a.confidenceLow + b.confidenceHigh) < 1e-9)
    #expect(abs(a.probabilityOfImportantBenefit - b.probabilityOfImportantBenefit) < 1e-9)
    #expect(abs(a.probabilityWorse - b.probabilityWorse) < 1e-9)
    for (one, other) in zip(low.sensitivity, high.sensitivity) {
      #expect(one.key == other.key)
      #expect(abs(one.effect.mean + other.effect.mean) < 1e-9, "\(one.key)")
    }
  }

  @Test func anABLogOrOneThatIsNotRandomisedGetsNoVerdict() throws {
    let strong: [Double?] = (0..<40).map { $0 < 20 ? 6 : 0 }
    let switched = PersonalLog(
      arms: ["A", "B"],
      nights: strong.indices.map {
        .init(day: $0, arm: $0 / 20, outcome: strong[$0], period: $0 / 20, cycle: 0)
      })
    let study = ModelLogs.study(.count)
    let once = try analyse(switched, study)
    #expect(once.verdict.answer == .designCannotIdentify)
    #expect(once.verdict.sentence.contains("this design cannot identify a responder"))
    let log = ModelLogs.log(.count, cycles: 4, period: 8, seed: 1, effect: -3, mean: 4)
    #expect(try analyse(log, study).verdict.answer == .responder)
    var notRandomised = study
    notRandomised.randomised = false
    notRandomised.randomisation = nil
    let result = try analyse(log, notRandomised)
    #expect(result.verdict.answer == .designCannotIdentify)
    #expect(result.effects == (try analyse(log, study)).effects)
    try check(result)
  }

  @Test func harmIsAPossiblyWorseNonResponder() throws {
    let log = ModelLogs.log(.count, cycles: 4, period: 8, seed: 1, effect: 1.2, mean: 2)
    let analysis = try analyse(log, ModelLogs.study(.count))
    #expect(analysis.verdict.answer == .nonResponder)
    #expect(analysis.verdict.label == "possibly worse")
    try check(analysis)
  }

  @Test func everyArmHasAnEffectAndADensity() throws {
    let log = PersonalLog(
      arms: ["A", "B", "C"],
      nights: (0..<54).map {
        .init(
          day: $0, arm: $0 / 6 % 3, outcome: Double(($0 * 7) % 4), period: $0 / 6, cycle: $0 / 18)
      })
    var study = ModelLogs.study(.count)
    study.treatments = ["B", "C"]
    let analysis = try analyse(log, study)
    #expect(analysis.effects.map(\.arm) == ["B", "C"])
    #expect(analysis.densities.map(\.arm) == ["B", "C"])
    #expect(analysis.hyperparameters.map(\.name) == ["level", "trend", "sigma", "rho"])
    try check(analysis)
    let keys = analysis.sensitivity.map(\.key)
    #expect(Set(keys).count == keys.count)
  }
}
