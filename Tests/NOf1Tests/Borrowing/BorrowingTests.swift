import Foundation
import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct BorrowingTests {
  private typealias Trials = HeavyTailedPosteriorTests

  private static func study(
    _ kind: Outcome.Kind, _ trials: TrialPrior, better: Outcome.Direction = .lower,
    important: Double? = nil
  ) -> PersonalStudy {
    var study = ModelLogs.study(kind, better: better, prior: EffectPrior(trials))
    study.trialPrior = trials
    if let important { study.minimalImportantDifference = important }
    return study
  }

  private func borrowing(
    _ log: PersonalLog, _ trials: TrialPrior, kind: Outcome.Kind = .count,
    important: Double? = nil
  ) throws -> (Borrowing, PersonalModel) {
    let model = try PersonalModel(
      log, study: BorrowingTests.study(kind, trials, important: important))
    return (try #require(model.borrowing()), model)
  }

  private func row(_ borrowing: Borrowing, _ source: String, _ spread: Double? = nil) throws
    -> Borrowing.Row
  {
    try #require(
      borrowing.rows.first { $0.source == source && (spread == nil || $0.personSpread == spread) })
  }

  @Test func rowsAreInOrderAndAgreeWithTheMainFit() throws {
    let (borrowing, model) = try borrowing(ModelLogs.log(.count, seed: 2), Trials.trials())
    #expect(
      borrowing.rows.map(\.source) == [
        "prior", "own data", "posterior", "prior", "posterior", "prior", "posterior",
      ])
    #expect(borrowing.rows.map(\.personSpread) == [0.28, nil, 0.28, 0.15, 0.15, 0.5, 0.5])
    let posterior = try row(borrowing, "posterior")
    #expect(posterior.estimate == model.main.estimate)
    #expect(posterior.confidenceLow == model.main.confidenceLow)
    #expect(posterior.confidenceHigh == model.main.confidenceHigh)
    #expect(posterior.probabilityOfBenefit == model.main.probabilityOfBenefit)
    #expect(posterior.probabilityOfImportantBenefit == model.main.probabilityOfImportantBenefit)
    #expect(try model.study.analyze(model.log, options: quick).borrowing == borrowing)
    #expect(!borrowing.isConflict && borrowing.ownDataStatement == nil)
    #expect(borrowing.sentence.contains("agree within their uncertainty"))
  }

  private var quick: AnalysisOptions {
    var options = AnalysisOptions()
    options.simulation = false
    return options
  }

  /// Trials that are normal: the prior's rows in closed form, variances added.
  @Test func aSpreadBetweenPersonsWidensThePrior() throws {
    let trials = Trials.trials(scale: 0.3, freedom: nil)
    let (borrowing, _) = try borrowing(ModelLogs.log(.count, seed: 2), trials)
    var widths = [Double]()
    for spread in TrialPrior.personSpreads {
      let prior = try row(borrowing, "prior", spread)
      let normal = NormalDistribution(
        mean: -0.07, standardDeviation: (0.09 + spread * spread).squareRoot())
      #expect(abs(prior.confidenceLow - exp(normal.quantile(0.025))) < 1e-9)
      #expect(abs(prior.confidenceHigh - exp(normal.quantile(0.975))) < 1e-9)
      #expect(abs(prior.estimate - exp(-0.07)) < 1e-9)
      #expect(abs(prior.probabilityOfBenefit - normal.cumulative(0)) < 1e-12)
      #expect(abs(prior.probabilityOfImportantBenefit - normal.cumulative(log(0.75))) < 1e-12)
      let posterior = try row(borrowing, "posterior", spread)
      widths.append(log(posterior.confidenceHigh / posterior.confidenceLow))
    }
    #expect(widths == widths.sorted() && Set(widths).count == 3)
    #expect(EffectPrior(trials).shape == nil)
    #expect(EffectPrior(trials).standardDeviation == hypot(0.3, 0.28))
  }

  /// Heavier tails and a wider spread widen the prior too, and t becomes normal.
  @Test func theStandInHasTheSameCentralRange() {
    let t = StudentTDistribution(degreesOfFreedom: 3)
    let prior = EffectPrior(Trials.trials(scale: 0.3, freedom: 3, spread: 1e-9))
    #expect(abs(prior.standardDeviation - 0.3 * t.quantile(0.975) / 1.959963984540054) < 1e-8)
    let wide = EffectPrior(Trials.trials(scale: 0.3, freedom: 3, spread: 0.5))
    let narrow = EffectPrior(Trials.trials(scale: 0.3, freedom: 3, spread: 0.15))
    #expect(wide.standardDeviation > narrow.standardDeviation)
    let nearly = EffectPrior(Trials.trials(scale: 0.3, freedom: 1e8))
    #expect(abs(nearly.standardDeviation - hypot(0.3, 0.28)) < 1e-7)
  }

  /// The information of one own cycle and that of the prior, from the rows alone.
  @Test func worthInCyclesIsARatioOfInformation() throws {
    let trials = Trials.trials(scale: 0.3, freedom: nil)
    let log = ModelLogs.log(.score, cycles: 6, seed: 5)
    let (borrowing, _) = try borrowing(log, trials.asDifference, kind: .score)
    let own = try row(borrowing, "own data")
    let error = (own.confidenceHigh - own.confidenceLow) / (2 * 1.959963984540054)
    let worth = try #require(borrowing.worthInCycles)
    // The own posterior has the tails of t: its interval is wider than its SD says.
    #expect(abs(worth / (6 * error * error / (0.09 + 0.28 * 0.28)) - 1) < 0.05)
    let half = try self.borrowing(log, trials.with(personSpread: 0.5).asDifference, kind: .score).0
    let ratio = (0.09 + 0.28 * 0.28) / (0.09 + 0.25)
    #expect(abs(try #require(half.worthInCycles) / (worth * ratio) - 1) < 1e-9)
  }

  /// The own-data row knows nothing of the trials.
  @Test func ownDataDoNotDependOnTheTrials() throws {
    let nights = ModelLogs.log(.count, seed: 4)
    let a = try borrowing(nights, Trials.trials()).0
    let b = try borrowing(nights, Trials.trials(mean: 1.5, scale: 0.05, freedom: 1)).0
    #expect(try row(a, "own data") == row(b, "own data"))
    // Under a prior so wide that it says nothing the posterior is the same.
    let wide = try PersonalModel(
      nights,
      study: ModelLogs.study(.count, prior: .init(name: "n", mean: 0, standardDeviation: 50)))
    let own = try row(a, "own data")
    let sd = wide.main.sd
    #expect(abs(log(own.estimate / wide.main.estimate)) < 0.02 * sd)
    #expect(abs(log(own.confidenceLow / wide.main.confidenceLow)) < 0.02 * sd)
    #expect(abs(log(own.confidenceHigh / wide.main.confidenceHigh)) < 0.02 * sd)
  }

  /// Long precise logs: of scores with little noise, and of many events a night.
  private static func longLog(_ kind: Outcome.Kind, nights: Int = 2000) -> PersonalLog {
    let period = 10
    var stream = RandomStream(seed: 9)
    let empty = PersonalLog(
      arms: ["A", "B"],
      nights: (0..<nights).map { night in
        let number = night / period
        return .init(
          day: night, arm: (number + number / 2) % 2, outcome: 1, period: number,
          cycle: number / 2)
      })
    let simulator = SeriesSimulator(
      kind: kind, referenceMean: kind == .score ? 5 : 25, sigma: 0.1, rho: 0.3, effect: -0.3)
    return simulator.draw(empty, &stream)
  }

  @Test(arguments: [Outcome.Kind.score, .count], [3.0, nil])
  func twoThousandNightsOutweighThePrior(_ kind: Outcome.Kind, _ freedom: Double?) throws {
    let trials = Trials.trials(mean: -0.1, scale: 0.3, freedom: freedom, spread: 0.5)
    let (borrowing, model) = try borrowing(
      BorrowingTests.longLog(kind), kind == .score ? trials.asDifference : trials, kind: kind)
    let own = try row(borrowing, "own data")
    let posterior = try row(borrowing, "posterior")
    func analysed(_ value: Double) -> Double { kind == .score ? value : log(value) }
    let sd = (analysed(own.confidenceHigh) - analysed(own.confidenceLow)) / 3.92
    #expect(abs(model.marginal.standardDeviation / sd - 1) < 0.02)
    for path in [\Borrowing.Row.estimate, \.confidenceLow, \.confidenceHigh] {
      #expect(
        abs(analysed(posterior[keyPath: path]) - analysed(own[keyPath: path])) < 0.01 * sd)
    }
    #expect(!borrowing.isConflict)
  }

  /// Precise nights that lie three standard deviations from the trials' centre.
  @Test(arguments: [1.0, 3, 10, nil])
  func threeStandardDeviationsAreAConflict(_ freedom: Double?) throws {
    let log = BorrowingTests.longLog(.score, nights: 400)
    let atZero = EffectPrior(Trials.trials(mean: 0, freedom: freedom))
    for (distance, isConflict) in [(3.0, true), (-3, true), (1, false), (0, false)] {
      let trials = Trials.trials(
        mean: -0.3 + distance * atZero.standardDeviation, freedom: freedom
      ).asDifference
      let (borrowing, _) = try borrowing(log, trials, kind: .score)
      #expect(borrowing.isConflict == isConflict, "\(distance)")
      #expect(abs(borrowing.conflictStatistic + distance) < 0.1)
      #expect((borrowing.conflictPValue < 0.05) == isConflict)
      #expect(borrowing.findings.map(\.code) == (isConflict ? ["N276"] : []))
      #expect(borrowing.sentence.contains("disagree") == isConflict)
      #expect(borrowing.sentence.contains("not be averaged without thought") == isConflict)
    }
  }

  /// Its p value against the predictive distribution written out: t for the trials, normal for
  /// persons and nights, by simulation.
  @Test func theConflictHasThePriorsOwnTails() throws {
    let log = ModelLogs.log(.score, seed: 6)
    let trials = Trials.trials(mean: 1.2, scale: 0.2, freedom: 2).asDifference
    let (borrowing, _) = try borrowing(log, trials, kind: .score)
    let own = try row(borrowing, "own data")
    let error = abs(own.estimate - 1.2) / abs(borrowing.conflictStatistic)
    let prior = EffectPrior(trials).standardDeviation
    let ownError = (error * error - prior * prior).squareRoot()
    var stream = RandomStream(seed: 12)
    let draws = 200_000
    var beyond = 0
    for _ in 0..<draws {
      let chi = 2 * stream.gamma(shape: 1)
      let t = stream.normal() / (chi / 2).squareRoot()
      let draw = 0.2 * t + 0.28 * stream.normal() + ownError * stream.normal()
      if abs(draw) > abs(own.estimate - 1.2) { beyond += 1 }
    }
    let share = Double(beyond) / Double(draws)
    #expect(abs(share - borrowing.conflictPValue) < 0.004, "\(share)")
  }

  /// Another unit of the score, with the trials in that unit, changes no probability.
  @Test func theUnitOfAScoreDoesNotMatter() throws {
    let log = ModelLogs.log(.score, seed: 7)
    let factor = 12.5
    let a = try borrowing(log, Trials.trials().asDifference, kind: .score).0
    let scaled = Trials.trials(
      mean: -0.07 * factor, scale: 0.2 * factor, spread: 0.28 * factor
    ).asDifference
    let b = try borrowing(
      ModelLogs.outcome(log) { $0 * factor }, scaled, kind: .score, important: 0.5 * factor
    ).0
    #expect(a.rows.count == b.rows.count)
    for (x, y) in zip(a.rows, b.rows) {
      #expect(abs(x.estimate * factor - y.estimate) < 1e-4 * factor)
      #expect(abs(x.confidenceLow * factor - y.confidenceLow) < 1e-4 * factor)
      #expect(abs(x.probabilityOfBenefit - y.probabilityOfBenefit) < 1e-5)
      #expect(
        abs(x.probabilityOfImportantBenefit - y.probabilityOfImportantBenefit) < 1e-5)
      #expect(abs((x.personSpread ?? 1) * factor - (y.personSpread ?? factor)) < 1e-9)
    }
    #expect(abs(a.conflictPValue - b.conflictPValue) < 1e-6)
    #expect(abs((a.worthInCycles ?? 0) - (b.worthInCycles ?? 1)) < 1e-4)
  }

  /// No event on an arm: a named state instead of an interval that rests on nothing.
  @Test(arguments: [(Outcome.Kind.count, 1), (.count, 0), (.binary, 1)])
  func withoutEventsOwnDataGiveNoInterval(_ kind: Outcome.Kind, _ arm: Int) throws {
    let empty = ModelLogs.map(ModelLogs.log(kind, seed: 3)) {
      $0.arm == arm ? $0.with(outcome: 0) : $0
    }
    let (borrowing, model) = try borrowing(empty, Trials.trials(freedom: 1), kind: kind)
    #expect(borrowing.rows.map(\.source).contains("own data") == false)
    #expect(borrowing.ownDataStatement != nil && borrowing.worthInCycles == nil)
    #expect(borrowing.conflictPValue == 1 && !borrowing.isConflict)
    #expect(borrowing.findings.map(\.code) == ["N277"])
    #expect(borrowing.rows.allSatisfy { $0.confidenceLow.isFinite && $0.confidenceHigh.isFinite })
    // A Cauchy prior cut off on one side has no variance: the median stands in. (Without events on
    // the reference the prior of its own rate bounds the other side.)
    let isOneSided = kind == .binary || arm == 1
    #expect(model.marginal.hasMoments != isOneSided)
    if isOneSided { #expect(abs(model.main.mean - log(model.main.estimate)) < 1e-9) }
    let analysis = try model.study.analyze(empty, options: quick)
    #expect(analysis.notes.contains { $0.contains("too heavy") } == isOneSided)
    #expect(analysis.findings.contains { $0.code == "N277" })
  }

  @Test func otherPriorsBorrowNothing() throws {
    let analysis = try ModelLogs.study(.count).analyze(ModelLogs.log(.count), options: quick)
    #expect(analysis.borrowing == nil)
  }

  /// The plotted prior is the true one, and results round-trip; results saved before priors had
  /// a shape still decode.
  @Test func densitiesAndFilesKeepTheShape() throws {
    let trials = Trials.trials(freedom: 2)
    let study = BorrowingTests.study(.count, trials)
    let analysis = try study.analyze(ModelLogs.log(.count, seed: 8), options: quick)
    let density = try #require(analysis.densities.first)
    let mixture = NormalScaleMixture(study.prior)
    for (effect, prior) in zip(density.effect, density.prior) {
      #expect(abs(prior - mixture.density(log(effect))) < 1e-9)
    }
    #expect(analysis.verdict.technical.contains("t(2.00) + N(0, 0.28^2)"))
    let data = try JSONEncoder().encode(analysis)
    let decoded = try JSONDecoder().decode(PersonalAnalysis.self, from: data)
    #expect(decoded.borrowing == analysis.borrowing)
    #expect(decoded.study == study)
    let old = #"{"name": "wide", "mean": 0, "standardDeviation": 0.8}"#
    let prior = try JSONDecoder().decode(EffectPrior.self, from: Data(old.utf8))
    #expect(prior == EffectPrior(name: "wide", mean: 0, standardDeviation: 0.8))
  }
}

extension TrialPrior {
  /// The same numbers as a difference.
  fileprivate var asDifference: TrialPrior {
    TrialPrior(
      distribution: distribution, isLogarithmic: false, unit: "points", measure: "MD",
      mapping: "", outcome: outcome, studies: studies, personSpread: personSpread)
  }
}
