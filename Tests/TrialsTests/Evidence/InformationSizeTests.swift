import Glibc
import Numerics
import Testing

@testable import Trials

@Suite("Information size")
struct InformationSizeTests {
  /// 4 (1.959964 + 1.281552)^2 = 42.0297 people for a difference of one standard deviation.
  @Test("Means: 4 SD^2 (z + z)^2 / mid^2, in pairs")
  func means() throws {
    let target = InformationTarget.mean(standardDeviation: 10, minimalImportantDifference: 2)
    let size = try InformationSize(target)
    #expect(size.people == 1052)  // 42.0297 x 25 = 1050.74
    let weaker = try InformationSize(target, power: 0.8)
    #expect(weaker.people == 786)  // 31.3955 x 25 = 784.89
    #expect(abs(size.share(people: 525) - 525 / 1050.7423) < 1e-6)
    #expect(size.diversityAdjustedPeople == nil)
  }

  /// Wetterslev et al. (2009): p the mean of both risks.
  @Test("Risks: 4 (z + z)^2 p (1 - p) / difference^2")
  func risks() throws {
    let size = try InformationSize(.risk(comparator: 0.3, treatment: 0.24))
    let expected = 42.029697 * 0.27 * 0.73 / 0.0036
    #expect(size.people == 2 * Int((expected / 2).rounded(.up)))
    #expect(abs(size.share(people: 1000) - 1000 / expected) < 1e-6)
  }

  /// The pooled z test of so many people in two arms finds the difference with the power.
  @Test("With that many people the test has its power")
  func power() throws {
    for power in [0.8, 0.9, 0.95] {
      let (deviation, difference) = (7.0, 1.5)
      let size = try InformationSize(
        .mean(standardDeviation: deviation, minimalImportantDifference: difference), power: power)
      let error = 2 * deviation / Double(size.people).squareRoot()
      let normal = NormalDistribution.standard
      let reached = normal.cumulative(
        difference / error - normal.quantile(0.025, tail: .upper))
      #expect(reached >= power && reached < power + 0.01)
    }
  }

  @Test("Diversity is 1 - the variances' ratio, and lowers the share")
  func diversity() throws {
    let effects = [(0.1, 0.04), (0.6, 0.02), (-0.2, 0.05), (0.9, 0.08)].enumerated().map {
      StudyEffect(
        study: "\($0)", measure: .meanDifference, estimate: $1.0, variance: $1.1)
    }
    let random = try Pooling(test: .normal).pool(effects)
    let equal = try Pooling(model: .equalEffects, test: .normal).pool(effects)
    let (first, second) = (random.coefficients[0].inference, equal.coefficients[0].inference)
    let ratio = (second?.standardError ?? 0) / (first?.standardError ?? 1)
    let diversity = try random.diversity()
    #expect(abs(diversity - (1 - ratio * ratio)) < 1e-12)
    #expect(diversity >= random.inconsistency ?? 1)
    let floored = try Pooling().pool(effects).diversity()
    #expect(floored == diversity)
    let size = try InformationSize(
      .mean(standardDeviation: 1, minimalImportantDifference: 0.3), diversity: diversity)
    let plain = 42.029697 / 0.09
    #expect(size.diversityAdjustedPeople == 2 * Int((plain / (1 - diversity) / 2).rounded(.up)))
    #expect(abs(size.share(people: 400) - 400 * (1 - diversity) / plain) < 1e-6)
    #expect(throws: EvidenceError.self) { try equal.diversity() }
    #expect(throws: EvidenceError.self) { try Pooling().pool([effects[0]]).diversity() }
  }

  @Test("Impossible targets are refused")
  func errors() {
    let targets: [InformationTarget] = [
      .mean(standardDeviation: 0, minimalImportantDifference: 1),
      .mean(standardDeviation: 1, minimalImportantDifference: 0),
      .mean(standardDeviation: .infinity, minimalImportantDifference: 1),
      .mean(standardDeviation: 1, minimalImportantDifference: 1e-9),
      .risk(comparator: 0.2, treatment: 0.2), .risk(comparator: 1.2, treatment: 0.2),
    ]
    for target in targets {
      #expect(throws: EvidenceError.self, "\(target)") { try InformationSize(target) }
    }
    let usual = InformationTarget.risk(comparator: 0.3, treatment: 0.2)
    #expect(throws: EvidenceError.levelOutOfRange(90)) { try InformationSize(usual, power: 90) }
    for diversity in [-0.1, 1, 1 - 1e-14] {
      #expect(throws: EvidenceError.self) { try InformationSize(usual, diversity: diversity) }
    }
  }

  @Test("Settings beyond the difference, from both kinds of prediction")
  func settings() throws {
    let prediction = PredictiveDistribution(mean: -1, scale: 2, degreesOfFreedom: 4)
    let beyond = try SettingsBeyond(prediction, minimalImportantDifference: 1)
    let t = StudentTDistribution(degreesOfFreedom: 4)
    #expect(abs(beyond.above - (1 - t.cumulative(1))) < 1e-12)
    #expect(abs(beyond.below - 0.5) < 1e-12)
    #expect(abs(beyond.above + beyond.below + beyond.between - 1) < 1e-12)
    let effects = [0.1, 0.5, 0.4].map {
      StudyEffect(study: "1", measure: .oddsRatio, estimate: $0, variance: 0.1)
    }
    let posterior = try BayesianPooling(prior: .halfNormal(scale: 0.5)).pool(effects)
    let shares = try SettingsBeyond(posterior.newStudy, minimalImportantDifference: log(1.2))
    #expect(shares.above == posterior.newStudy.probability(.upper, log(1.2)))
    #expect(shares.below < 0.2 && shares.above > 0.5)
    #expect(throws: EvidenceError.self) {
      try SettingsBeyond(prediction, minimalImportantDifference: -1)
    }
  }
}
