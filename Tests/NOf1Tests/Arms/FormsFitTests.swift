import Glibc
import Numerics
import TestSupport
import Testing

@testable import NOf1

@Suite struct FormsFitTests {
  private static let names = ["P", "citrate", "oxide", "glycinate"]
  private static let details = ["citrate", "oxide", "glycinate"].map {
    ArmDetail(arm: $0, form: $0)
  }

  private func fit(
    _ kind: Outcome.Kind, _ log: PersonalLog, details: [ArmDetail] = Self.details
  ) throws -> FormsFit {
    let model = try PersonalModel(log, study: ArmLogs.study(kind, log.arms, details: details))
    return try #require(FormsFit(model))
  }

  private func same(_ a: MarginalPosterior, _ b: MarginalPosterior, within share: Double) {
    let sd = a.standardDeviation
    #expect(abs(a.mean - b.mean) < share * sd)
    #expect(abs(b.standardDeviation / sd - 1) < share)
    for p in [0.025, 0.25, 0.5, 0.75, 0.975] {
      #expect(abs(a.quantile(p) - b.quantile(p)) < 2 * share * sd)
    }
  }

  /// Citrate and glycinate of p4 as two forms: a long sampling run of the hierarchical model.
  @Test(.enabled(if: ReferencePosterior.areThere))
  func formsAgreeWithSampling() throws {
    var read = try ReferencePosterior(series: "p4", prior: "wide").read()
    #expect(read.study.armDetails.map(\.form) == ["citrate", "glycinate"])
    let model = try PersonalModel(read.log, study: read.study)
    let forms = try #require(FormsFit(model))
    let sampled: [(String, MarginalPosterior, SampledPosterior)] = [
      (
        "citrate", forms.effects[0],
        SampledPosterior(
          mean: (-0.26577, 0.00172), sd: (0.39355, 0.00108),
          quantiles: [
            (-1.01851, 0.00318), (-0.52952, 0.00165), (-0.27426, 0.00165), (-0.01100, 0.00185),
            (0.53680, 0.00394),
          ])
      ),
      (
        "glycinate", forms.effects[1],
        SampledPosterior(
          mean: (-0.51940, 0.00195), sd: (0.42048, 0.00096),
          quantiles: [
            (-1.35340, 0.00290), (-0.79375, 0.00184), (-0.51979, 0.00186), (-0.24429, 0.00218),
            (0.31240, 0.00430),
          ])
      ),
      (
        "common", forms.common,
        SampledPosterior(
          mean: (-0.36613, 0.00180), sd: (0.40012, 0.00098),
          quantiles: [
            (-1.13498, 0.00309), (-0.63357, 0.00164), (-0.37365, 0.00179), (-0.10640, 0.00214),
            (0.44364, 0.00404),
          ])
      ),
      (
        "omega", forms.omega,
        SampledPosterior(
          mean: (0.25226, 0.00045), sd: (0.17782, 0.00023),
          quantiles: [
            (0.01110, 0.00011), (0.11035, 0.00040), (0.22316, 0.00052), (0.36128, 0.00069),
            (0.66417, 0.00093),
          ])
      ),
    ]
    for (name, ours, theirs) in sampled {
      #expect(theirs.worst(ours) < 1, "\(name)")
      print("p4 forms, \(name): worst difference / tolerance", theirs.worst(ours))
    }
    read = try ReferencePosterior(series: "p1", prior: "wide").read()
    #expect(FormsFit(try PersonalModel(read.log, study: read.study)) == nil)
  }

  /// Scores, where all is exact but the integral over omega: dense matrices on a fine grid of
  /// (sigma, rho, omega), level and trend and the common effect among the coefficients.
  @Test func formsOfScoresAgreeWithDenseMatrices() throws {
    let log = ArmLogs.log(
      .score, effects: [-0.9, 0.1, -0.2], names: Self.names, cycles: 2, period: 3, seed: 8)
    let study = ArmLogs.study(.score, log.arms, details: Self.details)
    let model = try PersonalModel(log, study: study)
    let forms = try #require(FormsFit(model))
    let series = model.fit.data.series
    let unit = model.scale.standardDeviation
    let omegas = QuadratureRule.gaussLegendre(count: 16, over: 0...(1.5 * unit))
    // Level, three deviations from the common effect, trend, common effect.
    let columns = series.coefficients.indices.map(series.column)
    let common = series.outcome.indices.map { columns[1][$0] + columns[2][$0] + columns[3][$0] }
    var pieces = [[DenseGaussianTwin.Piece]](repeating: [], count: 4)
    var alongOmega: [(omega: Double, logWeight: Double)] = []
    for (omega, weight) in zip(omegas.nodes, omegas.weights) {
      let own = series.coefficients
      let deviations =
        [own[0].standardDeviation, omega, omega, omega, own[4].standardDeviation]
        + [study.prior.standardDeviation]
      let twin = DenseGaussianTwin(
        outcome: series.outcome, days: log.recorded.map(\.day), columns: columns + [common],
        mean: [own[0].mean, 0, 0, 0, 0, study.prior.mean],
        covariance: Matrix(diagonal: deviations.map { $0 * $0 }), sigmaScale: series.sigmaScale)
      let logWeight = Glibc.log(weight) - 0.5 * pow(omega / (0.3 * unit), 2)
      let combinations = (0..<4).map { target -> [Double] in
        var combination = [0.0, 0, 0, 0, 0, 1]
        if target < 3 { combination[target + 1] = 1 }
        return combination
      }
      let all = try twin.pieces(of: combinations, sigmas: 20, rhos: 12)
      for (target, found) in all.enumerated() {
        pieces[target] += found.map {
          .init(
            logWeight: $0.logWeight + logWeight, mean: $0.mean,
            standardDeviation: $0.standardDeviation)
        }
        if target == 3 {
          alongOmega.append((omega, logWeight + logSumExp(found.map(\.logWeight))))
        }
      }
    }
    for (target, ours) in (forms.effects + [forms.common]).enumerated() {
      let theirs = NormalMixture(pieces[target])
      let sd = theirs.standardDeviation
      #expect(abs(ours.mean - theirs.mean) < 0.005 * sd, "\(target)")
      #expect(abs(ours.standardDeviation / sd - 1) < 0.005, "\(target)")
      for p in [0.025, 0.25, 0.5, 0.75, 0.975] {
        #expect(abs(theirs.cumulative(ours.quantile(p)) - p) < 0.002, "\(target)")
      }
    }
    let total = logSumExp(alongOmega.map(\.logWeight))
    let mean = alongOmega.reduce(0) { $0 + $1.omega * exp($1.logWeight - total) }
    #expect(abs(forms.omega.mean - mean) < 0.005 * forms.omega.standardDeviation)
  }

  /// Eight values of omega and coarse fits are enough, also where forms clearly differ.
  @Test(arguments: [[-0.5, -0.5, -0.5], [-1.5, 0, 0.8]])
  func eightValuesOfOmegaAreEnough(_ effects: [Double]) throws {
    let log = ArmLogs.log(
      .count, effects: effects, names: Self.names, cycles: 4, period: 6, seed: 11, level: 0.7)
    let model = try PersonalModel(
      log, study: ArmLogs.study(.count, log.arms, details: Self.details))
    let few = try #require(FormsFit(model))
    let many = try #require(FormsFit(model, nodes: 16, resolution: .full))
    for (a, b) in zip(few.effects + [few.common], many.effects + [many.common]) {
      same(a, b, within: 0.01)
    }
    same(few.omega, many.omega, within: 0.01)
  }

  @Test(arguments: [Outcome.Kind.count, .score])
  func theOrderOfTheArmsDoesNotMatter(_ kind: Outcome.Kind) throws {
    let log = ArmLogs.log(kind, effects: [-0.8, 0.2, -0.3], names: Self.names, seed: 12)
    let a = try fit(kind, log)
    let b = try fit(kind, ArmLogs.reordered(log, [0, 2, 3, 1]))
    #expect(b.forms.map(\.name) == ["oxide", "glycinate", "citrate"])
    same(a.effects[0], b.effects[2], within: 5e-4)
    same(a.effects[1], b.effects[0], within: 5e-4)
    same(a.common, b.common, within: 5e-4)
    same(a.omega, b.omega, within: 5e-4)
  }

  /// Two arms of one form are one form: the same answer as from a log in which they are one arm.
  @Test(arguments: [Outcome.Kind.count, .binary])
  func armsOfOneFormCollapse(_ kind: Outcome.Kind) throws {
    let log = ArmLogs.log(kind, effects: [-0.8, 0.2, -0.3], names: Self.names, seed: 13)
    let details = [
      ArmDetail(arm: "citrate", form: "citrate"), ArmDetail(arm: "oxide", form: "Mg oxide"),
      ArmDetail(arm: "glycinate", form: "oxide"),
    ]
    let a = try fit(kind, log, details: details)
    #expect(a.forms.map(\.name) == ["citrate", "Mg oxide"])
    #expect(a.forms.map(\.arms) == [[1], [2, 3]])
    let merged = ModelLogs.map(log, arms: ["P", "citrate", "oxide"]) {
      .init(
        day: $0.day, arm: min(2, $0.arm), outcome: $0.outcome, period: $0.period, cycle: $0.cycle)
    }
    let b = try fit(kind, merged)
    for (x, y) in zip(a.effects + [a.common], b.effects + [b.common]) {
      same(x, y, within: 1e-3)
    }
  }

  /// Every form lies between what it would be alone and what they have in common, or near.
  @Test func formsAreDrawnTowardsEachOther() throws {
    let log = ArmLogs.log(
      .count, effects: [-1, -0.2, -0.2], names: Self.names, seed: 14, level: 0.5)
    let model = try PersonalModel(
      log, study: ArmLogs.study(.count, log.arms, details: Self.details))
    let forms = try #require(FormsFit(model)).estimate(model)
    let alone = model.effectsAndDensities().0
    func spread(_ values: [Double]) -> Double {
      Glibc.log((values.max() ?? 1) / (values.min() ?? 1))
    }
    #expect(spread(forms.forms.map(\.estimate)) < spread(alone.map(\.estimate)))
    #expect(spread(forms.forms.map(\.estimate)) > 0.05)
    #expect(forms.common.arms == ["citrate", "oxide", "glycinate"])
    #expect(forms.omega.prior == "half-normal(0.3)")
    #expect(forms.omega.confidenceLow > 0)
  }

  /// A treatment that is no form keeps an effect of its own.
  @Test func aTreatmentThatIsNoFormIsNotPooled() throws {
    let names = ["P", "citrate", "oxide", "stretching"]
    let log = ArmLogs.log(.count, effects: [-0.6, -0.4, 1], names: names, seed: 15, level: 0.5)
    let forms = try fit(.count, log, details: Array(Self.details.prefix(2)))
    #expect(forms.forms.map(\.name) == ["citrate", "oxide"])
    #expect(forms.common.mean < 0)
    let one = ArmLogs.study(.count, names, details: Array(Self.details.prefix(1)))
    #expect(FormsFit(try PersonalModel(log, study: one)) == nil)
  }
}
