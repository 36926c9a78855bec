import Glibc
import Numerics
import Testing

@testable import NOf1

/// Gradual onset and carry-over with several arms.
@Suite struct CarryOverTests {
  private static let names = ["P", "A", "B"]

  private func data(_ log: PersonalLog, halfLife: Double) throws -> LogSeries {
    var variant = ModelVariant(washInNights: 0)
    variant.halfLife = halfLife
    let study = ArmLogs.study(.score, log.arms)
    return try #require(
      LogSeries(
        log, study: study, scale: OutcomeScale(log, kind: .score), prior: study.prior,
        variant: variant))
  }

  /// A log with gaps, of which one lies within a period and one at a switch.
  private static let log: PersonalLog = {
    let log = ArmLogs.log(
      .score, effects: [-0.6, 0.4], names: names, cycles: 2, period: 5, seed: 31, missing: 0.1)
    return PersonalLog(
      arms: log.arms, nights: log.nights.filter { ![7, 8, 14, 15].contains($0.day) })
  }()

  /// Exposure to an arm is the sum of what every earlier night on it has left.
  @Test(arguments: [2.0, 5, 10])
  func exposureIsTheSumOfWhatIsLeft(_ halfLife: Double) throws {
    let log = Self.log
    let data = try data(log, halfLife: halfLife)
    let last = log.nights.last?.day ?? 0
    // The arm of every day: days without a row continue the arm of the row before.
    let armOfDay = (0...last).map { day in log.nights.last { $0.day <= day }?.arm ?? 0 }
    for arm in 1...2 {
      let column = data.series.column(arm)
      for (index, row) in data.rows.enumerated() {
        let day = log.nights[row].day
        let expected = (0...day).filter { armOfDay[$0] == arm }.reduce(0.0) { sum, earlier in
          sum + (1 - exp2(-1 / halfLife)) * exp2(-Double(day - earlier) / halfLife)
        }
        #expect(abs(column[index] - expected) < 1e-12)
      }
    }
  }

  /// On a switch between two active arms the one fades exactly as the other builds up: together
  /// they are as one arm that was never left.
  @Test(arguments: [2.0, 10])
  func exposuresOfActiveArmsAddUp(_ halfLife: Double) throws {
    let apart = try data(Self.log, halfLife: halfLife)
    let merged = ModelLogs.map(Self.log, arms: ["P", "A"]) {
      .init(
        day: $0.day, arm: min(1, $0.arm), outcome: $0.outcome, period: $0.period, cycle: $0.cycle)
    }
    let together = try data(merged, halfLife: halfLife).series.column(1)
    let (a, b) = (apart.series.column(1), apart.series.column(2))
    for night in together.indices {
      #expect(abs(a[night] + b[night] - together[night]) < 1e-12)
      #expect(a[night] + b[night] < 1)
    }
  }

  /// The fit and its Bayes factor against dense matrices.
  @Test(arguments: [2.0, 10])
  func theFitAgreesWithDenseMatrices(_ halfLife: Double) throws {
    let log = Self.log
    let model = try PersonalModel(log, study: ArmLogs.study(.score, log.arms))
    func twin(_ series: Series) throws -> NormalMixture {
      let deviations = series.coefficients.map(\.standardDeviation)
      return NormalMixture(
        try DenseGaussianTwin(
          outcome: series.outcome, days: log.recorded.map(\.day),
          columns: series.coefficients.indices.map(series.column),
          mean: series.coefficients.map(\.mean),
          covariance: Matrix(diagonal: deviations.map { $0 * $0 }), sigmaScale: series.sigmaScale
        ).pieces(of: [0, 1, 0, 0]))
    }
    let carried = try twin(try data(log, halfLife: halfLife).series)
    let atOnce = try twin(model.fit.data.series)
    let fit = try #require(
      model.sensitivityFits().first { $0.key == "half-life-\(Int(halfLife))" })
    #expect(abs(fit.effect.mean - carried.mean) < 0.01 * carried.standardDeviation)
    #expect(abs(fit.effect.sd / carried.standardDeviation - 1) < 0.01)
    let factor = try #require(fit.logBayesFactor)
    #expect(abs(factor - (carried.logEvidence - atOnce.logEvidence)) < 0.01)
  }
}
