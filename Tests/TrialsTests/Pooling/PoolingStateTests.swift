import Numerics
import Testing

@testable import Trials

@Suite("Few studies, equal studies, unusable input")
struct PoolingStateTests {
  static func effects(_ pairs: [(Double, Double)]) -> [StudyEffect] {
    ReferenceEffects.make(pairs.map(\.0), pairs.map(\.1))
  }

  @Test("One study is that study", arguments: HeterogeneityEstimator.allCases)
  func oneStudy(_ estimator: HeterogeneityEstimator) throws {
    let one = Self.effects([(0.4, 0.09)])
    let pooled = try Pooling(model: .randomEffects(estimator), test: .normal).pool(one)
    #expect(pooled.heterogeneity == .notEstimable)
    #expect(pooled.tauSquared == nil)
    #expect(pooled.inconsistency == nil && pooled.relativeExcess == nil)
    #expect(pooled.residualHeterogeneityProbability == nil)
    #expect(pooled.heterogeneityInterval == .notEstimable)
    #expect(pooled.profileLikelihoodInterval(restricted: true) == .notEstimable)
    #expect(try pooled.prediction() == nil)
    let inference = try #require(pooled.coefficients[0].inference)
    #expect(abs(inference.standardError - 0.3) < 1e-15)
    #expect(abs(inference.interval.upper - 0.4 - 0.3 * 1.959963984540054) < 1e-14)
    let study = try pooled.studyEstimates()[0]
    #expect(study.weight == 1 && study.residualStandardError == nil && study.shrunken == nil)
    #expect(throws: PoolingError.self) { try pooled.leavingOutEach() }
    for test in [Pooling.Test.studentT, .knappHartung, .flooredKnappHartung] {
      let tested = try Pooling(model: .randomEffects(estimator), test: test).pool(one)
      #expect(tested.coefficients[0].inference == nil)
      #expect(tested.coefficients[0].estimate == 0.4)
      #expect(tested.omnibusTest() == nil)
    }
  }

  @Test("Two studies", arguments: HeterogeneityEstimator.allCases)
  func twoStudies(_ estimator: HeterogeneityEstimator) throws {
    let pooled = try Pooling(model: .randomEffects(estimator)).pool(
      Self.effects([(0.1, 0.04), (0.9, 0.09)]))
    let inference = try #require(pooled.coefficients[0].inference)
    #expect(inference.degreesOfFreedom == 1)
    #expect(pooled.tauSquared != nil)
    #expect(try pooled.prediction(.residual) != nil)
    // t(k - 2) would have no degrees of freedom.
    #expect(try pooled.prediction(.residualMinusOne) == nil)
    #expect(try pooled.influence().map { $0 == nil } == [true, true])
  }

  @Test("Studies that agree to the last digit")
  func equalStudies() throws {
    let same = Self.effects([(0.5, 0.04), (0.5, 0.09), (0.5, 0.01)])
    for estimator in HeterogeneityEstimator.allCases {
      let pooled = try Pooling(model: .randomEffects(estimator)).pool(same)
      #expect(pooled.tauSquared == 0)
      #expect(pooled.residualHeterogeneity == 0)
      #expect(pooled.inconsistencyFromQ == 0)
      #expect(pooled.varianceFactor == 1)
      #expect(pooled.heterogeneityInterval == .empty)
    }
    // Without the floor the Knapp-Hartung variance is zero: no test exists.
    let unfloored = try Pooling(test: .knappHartung).pool(same)
    #expect(unfloored.coefficients[0].inference == nil)
  }

  @Test("What cannot be pooled says why")
  func refusals() throws {
    let good = Self.effects([(0.1, 0.04), (0.9, 0.09), (0.3, 0.1)])
    func error(_ body: () throws -> Void) -> PoolingError? {
      do { try body() } catch { return error as? PoolingError }
      return nil
    }
    #expect(error { _ = try Pooling().pool([]) } == .noStudies)
    #expect(
      error { _ = try Pooling().pool(Self.effects([(0.1, 0), (0.2, 1)])) }
        == .unusableEffect(study: "1"))
    #expect(
      error { _ = try Pooling().pool(Self.effects([(0.1, 1), (.nan, 1)])) }
        == .unusableEffect(study: "2"))
    let other = StudyEffect(study: "x", measure: .oddsRatio, estimate: 1, variance: 1)
    #expect(
      error { _ = try Pooling().pool(good + [other]) } == .mixedMeasures([.oddsRatio, .generic]))
    let twice = try? PoolingDesign(moderators: [("a", [1, 2, 3]), ("b", [2, 4, 6])])
    #expect(twice == nil)
    #expect(
      error { _ = try PoolingDesign(moderators: [("a", [1, 2, 3]), ("b", [2, 4, 6])]) }
        == .collinearDesign(rank: 2, columns: 3))
    #expect(
      error {
        _ = try Pooling().pool(good, design: PoolingDesign(moderators: [("a", [1, 2])]))
      } == .designRows(rows: 2, studies: 3))
    #expect(
      error { _ = try Pooling(weighting: .equal).pool(good) }
        == .inverseVarianceWeightsNeeded(purpose: "The Knapp-Hartung test"))
    #expect(
      error { _ = try Pooling(test: .normal, weighting: .given([1, 2])).pool(good) }
        == .unusableWeights)
    let moderated = try Pooling().pool(
      good, design: PoolingDesign(moderators: [("a", [1, 2, 4])]))
    #expect(
      error { _ = try moderated.prediction() }
        == .rowValues(values: 0, columns: ["intercept", "a"]))
    #expect(
      error { _ = try moderated.cumulating(order: [0, 1, 2]) }
        == .moderatorsNotAllowed(purpose: "Cumulative pooling"))
    #expect(
      error { _ = try TrimAndFill(moderated) } == .moderatorsNotAllowed(purpose: "Trim and fill"))
    #expect(
      error { _ = try SubgroupComparison(good, groups: ["a", "a", "a"], pooling: Pooling()) }
        == .unusableGroups(levels: ["a"]))
    #expect(error { _ = try FunnelRegression(good) } != nil)
    #expect(error { _ = try FunnelRegression(good, refusesFewStudies: false) } == nil)
    #expect(error { _ = try FunnelRankTest(good) } != nil)
    #expect(
      error { _ = try TrimAndFill(try Pooling().pool(good)) }
        == .tooFewStudies(needed: 10, studies: 3, purpose: "Trim and fill"))
  }

  @Test("Every reason reads as a sentence")
  func descriptions() {
    let errors: [PoolingError] = [
      .noStudies, .mixedMeasures([.oddsRatio]), .unusableEffect(study: "a"),
      .designRows(rows: 1, studies: 2), .designNotFinite, .collinearDesign(rank: 1, columns: 2),
      .unusableWeights, .inverseVarianceWeightsNeeded(purpose: "Influence"), .outOfRange("x"),
      .tooFewStudies(needed: 10, studies: 3, purpose: "A test"),
      .rowValues(values: 1, columns: ["a", "b"]), .unusableGroups(levels: ["a"]),
      .moderatorsNotAllowed(purpose: "Trim and fill"),
    ]
    for error in errors { #expect(error.description.hasSuffix(".")) }
  }

  @Test("The headline follows the number of studies")
  func headline() throws {
    let pairs = [(0.1, 0.04), (0.9, 0.09), (0.3, 0.1), (-0.2, 0.06), (0.5, 0.02)]
    let prior = BayesianPooling(prior: .halfNormal(scale: 0.5))
    for count in 1...5 {
      let headline = try PoolingHeadline(Self.effects(Array(pairs.prefix(count))), prior: prior)
      let interval = try #require(headline.interval)
      #expect(interval.contains(headline.estimate))
      let prediction = try headline.prediction()
      #expect(prediction.interval(level: 0.95).width > interval.width * 0.9)
      let widths = [headline.bayesianHalfScale, headline.bayesian, headline.bayesianDoubleScale]
        .map { $0.newStudy.interval().width }
      #expect(widths[0] < widths[1] && widths[1] < widths[2])
      switch count {
      case 1:
        #expect(headline.row == .singleStudy)
        #expect(headline.estimate == 0.1)
        #expect(headline.knappHartung.coefficients[0].inference == nil)
      case 2...4: #expect(headline.row == .bayesian)
      default:
        #expect(headline.row == .flooredKnappHartung)
        #expect(prediction.degreesOfFreedom == 4)
      }
    }
  }
}
