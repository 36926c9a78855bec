import Foundation
import Numerics
import TestSupport
import Testing

@testable import NOf1

/// Ordered levels against the yes/no model, maximum likelihood, and posteriors by other means.
@Suite struct OrdinalPosteriorTests {
  /// Two levels are yes and no, with the threshold in the place of the level, its sign turned.
  @Test func twoLevelsAreTheBinaryModel() throws {
    for seed in 1...3 {
      let log = ModelLogs.log(.binary, seed: UInt64(seed), missing: 0.1)
      var study = ModelLogs.study(.binary)
      let binary = try PersonalModel(log, study: study)
      study.outcome = Outcome(column: "cramps", kind: .ordinal, levels: ["no", "yes"])
      let ordinal = try PersonalModel(log, study: study)
      let (a, b) = (binary.marginal, ordinal.marginal)
      let sd = a.standardDeviation
      var worst = max(abs(a.mean - b.mean), abs(a.standardDeviation - b.standardDeviation)) / sd
      for p in [0.025, 0.25, 0.5, 0.75, 0.975] {
        worst = max(worst, abs(a.quantile(p) - b.quantile(p)) / sd)
      }
      worst = max(worst, abs(a.logNormalisation - b.logNormalisation))
      print("two levels against yes and no, in SD:", worst)
      #expect(worst < 1e-6)
      for (mine, other) in zip(ordinal.fittedNights(), binary.fittedNights()) {
        #expect(abs((mine.fitted ?? 0) - (other.fitted ?? 0)) < 1e-5)
        #expect(abs((mine.fittedHigh ?? 0) - (other.fittedHigh ?? 0)) < 1e-5)
      }
      let threshold = ordinal.parameterSummaries()[0]
      let level = binary.parameterSummaries()[0]
      #expect(threshold.name == "threshold no|yes" && level.name == "level")
      #expect(abs(threshold.mean + level.mean) < 2e-4 * level.sd)
      #expect(abs(threshold.sd - level.sd) < 2e-4 * level.sd)
    }
  }

  /// Without latent variation and with vague priors the mode is the maximum of the likelihood:
  /// cumulative logit of the soup data, as R's `ordinal` has it.
  @Test(.enabled(if: Reference.has("expected/ordinal-soup-clm-logit.json")))
  func theModeIsTheMaximumOfTheLikelihood() throws {
    let rows = try Reference.rows("data/soup.csv")
    let outcome = rows.map { (Double($0["SURENESS"] ?? "") ?? 0) - 1 }
    // Thresholds first and last, regressors in between, as in the series of a log.
    let regressors = rows.flatMap { row -> [Double] in
      [0, row["PROD"] == "Test" ? 1 : 0, row["GENDER"] == "Female" ? 1 : 0, 0, 0, 0, 0]
    }
    let vague = (mean: 0.0, standardDeviation: 1e4)
    let solver = LatentSeriesSolver(
      family: .cumulativeLogit, outcome: outcome, gaps: outcome.map { _ in 1 },
      regressors: regressors,
      prior: [(mean: Double, standardDeviation: Double)](repeating: vague, count: 7),
      thresholds: [0, 3, 4, 5, 6])
    solver.setHyperparameters(sigma: Lanes(repeating: 1e-7), rho: Lanes(repeating: 0.5))
    solver.start(coefficients: [-1.4, 0, 0, -0.5, -0.1, 0.1, 0.8])
    _ = solver.solve(tolerance: 1e-10)
    let results = try Reference.json("expected/ordinal-soup-clm-logit.json").object("results")
    let expected = results.object("coefficients")
    let estimates = expected["estimate"] as? [Double] ?? []
    let errors = expected["se"] as? [Double] ?? []
    let variances = solver.coefficientVariances()
    for (index, column) in [0, 3, 4, 5, 6, 1, 2].enumerated() {
      #expect(abs(solver.point[rows.count + column][0] - estimates[index]) < 1e-7)
      #expect(abs(variances[column][0].squareRoot() - errors[index]) < 1e-7)
    }
    #expect(estimates.count == 7)
  }

  private static let fixture = Reference.repository.appendingPathComponent(
    "Tests/Fixtures/ordinal-posterior.json")

  /// A simulated log of 100 nights and four levels whose posterior was found by importance sampling
  /// with a lattice filter: see `ordinal-posterior.py`. Criteria as for counts and yes/no nights.
  @Test func agreesWithImportanceSampling() throws {
    let data = try Data(contentsOf: Self.fixture)
    let fixture = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let columns = fixture.object("data")
    func column(_ name: String) -> [Int] { columns[name] as? [Int] ?? [] }
    let nights = column("day").indices.map { i in
      PersonalLog.Night(
        day: column("day")[i], arm: column("arm")[i], outcome: Double(column("severity")[i]),
        period: column("period")[i] - 1, cycle: (column("period")[i] - 1) / 2)
    }
    #expect(nights.count == 100)
    let log = PersonalLog(arms: ["A", "B"], nights: nights)
    let model = try PersonalModel(log, study: OrdinalLogs.study())
    let marginal = model.marginal
    let expected = fixture.object("parameters").object("beta")
    let sd = expected.number("sd")
    let shares: [(key: String, ours: Double, share: Double)] = [
      ("mean", marginal.mean, 0.02), ("sd", marginal.standardDeviation, 0.03),
      ("q025", marginal.quantile(0.025), 0.06), ("q05", marginal.quantile(0.05), 0.05),
      ("q25", marginal.quantile(0.25), 0.03), ("q50", marginal.quantile(0.5), 0.02),
      ("q75", marginal.quantile(0.75), 0.03), ("q95", marginal.quantile(0.95), 0.05),
      ("q975", marginal.quantile(0.975), 0.06),
    ]
    for (key, ours, share) in shares {
      let difference = ours - expected.number(key)
      let error = expected.object("mc_error").number(key)
      print("ordinal beta", key, "difference in SD", difference / sd, "mc error", error / sd)
      #expect(abs(difference) <= 4 * error + share * sd, "\(key)")
    }
    let probabilities = fixture.object("probabilities")
    let ours = [
      "p_or_lt_1": marginal.probability(atMost: 0),
      "p_or_le_0.75": marginal.probability(atMost: log75),
      "p_or_gt_1.25": marginal.probability(above: log125),
    ]
    for (key, value) in ours.sorted(by: { $0.key < $1.key }) {
      let difference = value - probabilities.number(key)
      print("ordinal", key, "difference", difference)
      #expect(abs(difference) <= 4 * probabilities.object("mc_error").number(key) + 0.01, "\(key)")
    }
    // Thresholds and trend have sweeps of their own; sigma and rho are right to what Laplace's
    // method misses of the coefficients.
    let names = ["theta_1", "theta_2", "theta_3", "tau", "sigma", "rho"]
    for (name, summary) in zip(names, model.parameterSummaries()) {
      let parameter = fixture.object("parameters").object(name)
      let difference = (summary.mean - parameter.number("mean")) / parameter.number("sd")
      print("ordinal", name, summary.name, "difference of means in SD", difference)
      let allowed = name == "sigma" ? 0.1 : name == "rho" ? 0.05 : 0.03
      #expect(abs(difference) <= allowed + 4 * parameter.object("mc_error").number("mean"))
    }
  }

  private let log75 = -0.2876820724517809
  private let log125 = 0.22314355131420976

  /// Eight nights, three levels: the posterior of the effect from 300,000 draws of everything else.
  @Test func aShortSeriesAgreesWithImportanceSampling() {
    let outcome = [2.0, 1, 0, 1, 2, 0, 0, 1]
    let arm: [Double] = [0, 0, 1, 1, 0, 0, 1, 1]
    let days = [0, 1, 2, 3, 5, 6, 7, 10]
    let none = [Double](repeating: 0, count: 8)
    let series = Series(
      family: .ordinal, outcome: outcome, days: days, columns: [none, arm, none],
      coefficients: [
        .init(name: "low", mean: 0, standardDeviation: 2),
        .init(name: "B", mean: 0, standardDeviation: 1),
        .init(name: "high", mean: 0, standardDeviation: 2),
      ], thresholds: [0, 2], sigmaScale: 0.75)
    let posterior = SeriesPosterior(series)
    let effect = series.coefficients[1]
    let marginal = posterior.posterior(
      posterior.integratedLikelihood(of: 1, priors: [effect]), prior: effect)

    var stream = RandomStream(seed: 6)
    let count = 300_000
    let batches = 30
    // Weight, weighted effect, weighted square, weight where the effect is below 0; by batch.
    var sums = [[Double]](repeating: [0, 0, 0, 0], count: batches)
    for draw in 0..<count {
      let sigma = 0.75 * abs(stream.normal())
      // Beta(2, 2): the middle of three uniform numbers.
      let rho = [stream.uniform(), stream.uniform(), stream.uniform()].sorted()[1]
      let beta = stream.normal()
      // Thresholds from N(-0.5, 1.2^2) and N(0.8, 1.2^2), weighted to their prior.
      let (e, f) = (stream.normal(), stream.normal())
      let (low, high) = (-0.5 + 1.2 * e, 0.8 + 1.2 * f)
      guard low < high else { continue }
      var logWeight = 0.5 * (e * e + f * f) - (low * low + high * high) / 8
      var u = sigma * stream.normal()
      var likelihood = 1.0
      for night in 0..<8 {
        if night > 0 {
          let kept = pow(rho, Double(days[night] - days[night - 1]))
          u = kept * u + sigma * (1 - kept * kept).squareRoot() * stream.normal()
        }
        let eta = beta * arm[night] + u
        let below = 1 / (1 + exp(eta - low))
        let notAbove = 1 / (1 + exp(eta - high))
        likelihood *=
          outcome[night] == 0 ? below : outcome[night] == 1 ? notAbove - below : 1 - notAbove
      }
      logWeight += Foundation.log(likelihood)
      let weight = exp(logWeight)
      sums[draw % batches][0] += weight
      sums[draw % batches][1] += weight * beta
      sums[draw % batches][2] += weight * beta * beta
      if beta < 0 { sums[draw % batches][3] += weight }
    }
    func summary(_ s: [Double]) -> (mean: Double, sd: Double, below: Double) {
      let mean = s[1] / s[0]
      return (mean, (s[2] / s[0] - mean * mean).squareRoot(), s[3] / s[0])
    }
    let total = (0..<4).map { k in sums.reduce(0) { $0 + $1[k] } }
    let exact = summary(total)
    func error(_ value: ((mean: Double, sd: Double, below: Double)) -> Double) -> Double {
      let values = sums.map { value(summary($0)) }
      let mean = values.reduce(0, +) / Double(batches)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (square / Double(batches * (batches - 1))).squareRoot()
    }
    let below = marginal.probability(atMost: 0)
    print(
      "eight nights: mean", marginal.mean - exact.mean, "+-", error { $0.mean }, "sd",
      marginal.standardDeviation - exact.sd, "+-", error { $0.sd }, "P", below - exact.below, "+-",
      error { $0.below })
    // So few nights are the worst case of Laplace's method.
    #expect(abs(marginal.mean - exact.mean) < 4 * error { $0.mean } + 0.03 * exact.sd)
    #expect(abs(marginal.standardDeviation - exact.sd) < 4 * error { $0.sd } + 0.03 * exact.sd)
    #expect(abs(below - exact.below) < 4 * error { $0.below } + 0.01)
  }

  /// The true odds ratio on average, and the interval as often as it says.
  @Test func aTrueOddsRatioIsRecovered() throws {
    let truth = -0.9
    var means: [Double] = []
    var covered = 0
    for seed in 1...40 {
      let log = OrdinalLogs.log(cycles: 5, seed: UInt64(seed), effect: truth)
      let model = try PersonalModel(
        log, study: OrdinalLogs.study(spread: 3), resolution: .simulation)
      means.append(model.marginal.mean)
      let reach = model.marginal.quantile(0.025)...model.marginal.quantile(0.975)
      if reach.contains(truth) { covered += 1 }
    }
    let mean = means.reduce(0, +) / 40
    let spread = (means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39).squareRoot()
    print("mean of 40 estimates of \(truth):", mean, "+-", spread / 40.0.squareRoot(), covered)
    #expect(abs(mean - truth) < 3 * spread / 40.0.squareRoot())
    #expect(covered >= 34)
  }
}
