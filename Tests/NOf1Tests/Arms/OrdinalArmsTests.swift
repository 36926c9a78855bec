import Testing

@testable import NOf1

/// Contrasts of three arms whose outcome is ordered levels.
@Suite struct OrdinalArmsTests {
  private static let names = ["A", "B", "C"]

  private func comparisons(
    _ kind: Outcome.Kind, _ log: PersonalLog, prior: EffectPrior
  ) throws -> [ArmComparison] {
    let study = ArmLogs.study(kind, log.arms, prior: prior)
    let model = try PersonalModel(log, study: study)
    let analysis = model.armsAnalysis(effects: model.effectsAndDensities().0).analysis
    return try #require(analysis).comparisons
  }

  @Test func twoLevelsAreYesAndNo() throws {
    let log = ArmLogs.log(
      .binary, effects: [-0.8, 0.5], names: Self.names, cycles: 4, period: 6, seed: 3)
    let prior = EffectPrior(name: "wide", mean: 0, standardDeviation: 1)
    let binary = try comparisons(.binary, log, prior: prior)
    let ordinal = try comparisons(.ordinal, log, prior: prior)
    #expect(binary.count == 3)
    for (a, b) in zip(binary, ordinal) {
      #expect(abs(a.mean - b.mean) < 1e-4 * a.sd && abs(a.sd / b.sd - 1) < 1e-4)
      #expect(abs(a.probabilityOfBenefit - b.probabilityOfBenefit) < 1e-4)
    }
  }

  /// Which arm is called the reference matters little to a difference of the two others, when
  /// nothing is known beforehand.
  @Test func threeLevelsGiveTheSameDifferenceFromAnyReference() throws {
    let log = ArmLogs.log(
      .ordinal, effects: [-0.8, 0.6], names: Self.names, cycles: 6, period: 8, seed: 5)
    let prior = EffectPrior(name: "vague", mean: 0, standardDeviation: 6)
    let pair = try #require(
      try comparisons(.ordinal, log, prior: prior).first { $0.arm == "C" && $0.against == "B" })
    let other = ArmLogs.reordered(log, [1, 2, 0])
    let direct = try comparisons(.ordinal, other, prior: prior)[0]
    #expect(direct.arm == "C" && direct.against == "B")
    #expect(abs(pair.mean - direct.mean) < 0.1 * direct.sd)
    #expect(abs(pair.sd / direct.sd - 1) < 0.05)
    #expect(abs(direct.mean - 1.4) < 3 * direct.sd)
  }
}
