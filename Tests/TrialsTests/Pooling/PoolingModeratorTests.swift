import Glibc
import Numerics
import TestSupport
import Testing

@testable import Trials

/// Values of metafor 3.8-1 with threshold = 1e-13, for what the reference cases leave out.
@Suite("Moderators, weights, ties", .enabled(if: Reference.has("data/bcg.csv")))
struct PoolingModeratorTests {
  func design() throws -> PoolingDesign {
    try PoolingDesign(moderators: [("ablat", try ReferenceEffects.column("bcg", "ablat"))])
  }

  func agrees(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-8) -> Bool {
    value.map { abs($0 - expected) <= tolerance * abs(expected) } ?? false
  }

  @Test("Influence in a meta-regression with the Knapp-Hartung factor")
  func influence() throws {
    let pooled = try Pooling(test: .knappHartung).pool(
      try ReferenceEffects.bcg(), design: try design())
    let all = try pooled.influence()
    let rows = try [0, 3, 7].map { try #require(all[$0]) }
    func check(_ value: (StudyInfluence) -> Double?, _ expected: [Double]) {
      for (row, number) in zip(rows, expected) {
        #expect(agrees(value(row), number), "\(String(describing: value(row))), \(number)")
      }
    }
    check(
      { $0.studentizedResidual }, [0.193600002906897, -0.583041077450426, 0.503553748232415])
    check({ $0.fittedChange }, [0.0548322222990043, -0.40942328612144, 0.401562939223616])
    check({ $0.cookDistance }, [0.00369783551720835, 0.192044886184782, 0.209270092205015])
    check({ $0.covarianceRatio }, [1.36555737127102, 1.90069858422306, 2.13757719549794])
    check({ $0.deletedTauSquared }, [0.0858830970056125, 0.0897310268991012, 0.106797380421933])
    check(
      { $0.deletedResidualHeterogeneity },
      [30.7241786526719, 25.6461829595524, 28.4856726022825])
    check({ $0.leverage }, [0.0490232949590519, 0.348103266420731, 0.357034089992083])
    check({ 100 * $0.weight }, [2.82286880186937, 11.774875047288, 14.1278771497156])
    check(
      { $0.coefficientChanges[0] }, [0.00557884019452451, 0.228451420063077, 0.397741917717613])
    check(
      { $0.coefficientChanges[1] }, [0.0191752248525536, -0.35424531470012, -0.310594243969926])
  }

  @Test("Weights that are not the inverse variances")
  func weights() throws {
    let effects = try ReferenceEffects.bcg()
    let equal = try Pooling(test: .normal, weighting: .equal).pool(effects, design: try design())
    let errors = equal.coefficients.map { $0.inference?.standardError }
    #expect(agrees(equal.estimates[0], 0.141824224858582))
    #expect(agrees(equal.estimates[1], -0.0263728043193189))
    #expect(agrees(errors[0], 0.284674869825186))
    #expect(agrees(errors[1], 0.00834132526038841))
    #expect(agrees(equal.fitStatistics(restricted: true).logLikelihood, -8.18514348731233))
    let studies = try equal.studyEstimates()
    for (place, expected) in [
      (0, 0.223557625870381), (3, -0.6553295813588), (7, 0.757796968625445),
    ] {
      #expect(agrees(studies[place].standardizedResidual, expected))
    }
    let weights = (1...13).map(Double.init)
    let given = try Pooling(test: .normal, weighting: .given(weights)).pool(
      effects, design: try design())
    #expect(agrees(given.estimates[0], 0.125985567144392))
    #expect(agrees(given.estimates[1], -0.0215093332085661))
    #expect(agrees(given.coefficients[0].inference?.standardError, 0.274652514240188))
    #expect(agrees(given.coefficients[1].inference?.standardError, 0.00836014876708861))
  }

  @Test("A rank test with ties")
  func ties() throws {
    let effects = ReferenceEffects.make(
      [0.3, 0.5, 0.2, 0.9, 1.1, 0.7, 0.2, 0.6, 0.1, 0.4],
      [0.1, 0.2, 0.1, 0.3, 0.4, 0.4, 0.25, 0.15, 0.1, 0.3])
    let test = try FunnelRankTest(effects)
    #expect(agrees(test.correlation, 0.565685424949238, 1e-13))
    #expect(agrees(test.probability, 0.0280203382438002, 1e-13))
  }

  @Test("Differences between groups, whichever comes first")
  func differences() throws {
    let effects = try ReferenceEffects.bcg()
    let groups = try Reference.rows("data/bcg.csv").map { $0["alloc"] ?? "" }
    let levels = ["alternate", "random", "systematic"]
    let pooling = Pooling(test: .knappHartung)
    let one = try SubgroupComparison(effects, groups: groups, levels: levels, pooling: pooling)
    let other = try SubgroupComparison(
      effects, groups: groups, levels: levels.reversed(), pooling: pooling)
    #expect(one.differences.count == 3)
    for difference in one.differences {
      let opposite = try #require(
        other.differences.first {
          $0.group == difference.reference && $0.reference == difference.group
        })
      #expect(abs(difference.estimate.estimate + opposite.estimate.estimate) < 1e-12)
      let (mine, theirs) = (difference.estimate.inference, opposite.estimate.inference)
      #expect(agrees(mine?.standardError, try #require(theirs?.standardError), 1e-12))
    }
    #expect(one.differences[0].estimate.estimate == one.common.estimates[1])
    #expect(agrees(one.contrast?.statistic, try #require(other.contrast).statistic, 1e-10))
    #expect(throws: PoolingError.self) {
      try SubgroupComparison(effects, groups: groups, levels: ["random"], pooling: pooling)
    }
  }

  @Test("Two studies of equal variance in closed form")
  func closedForm() throws {
    var stream = RandomStream(seed: 31)
    for _ in 0..<300 {
      let variance = exp(4 * stream.normal())
      let gap = 3 * variance.squareRoot() * stream.normal()
      let effects = ReferenceEffects.make([0.1, 0.1 + gap], [variance, variance])
      let moment = max(0, gap * gap / 2 - variance)
      for estimator in HeterogeneityEstimator.allCases {
        let expected: Double
        switch estimator {
        case .maximumLikelihood, .hunterSchmidt: expected = max(0, gap * gap / 4 - variance)
        case .sidikJonkman:
          let start = gap * gap / 4
          expected = start * gap * gap / 2 / (variance + start)
        case .pauleMandelMedian:
          let median = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(0.5)
          expected = max(0, gap * gap / 2 / median - variance)
        default: expected = moment
        }
        let pooled = try Pooling(model: .randomEffects(estimator)).pool(effects)
        let found = try #require(pooled.tauSquared)
        #expect(abs(found - expected) <= 1e-11 * (expected + variance), "\(estimator)")
      }
    }
  }
}
