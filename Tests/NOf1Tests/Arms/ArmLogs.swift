import Glibc
import Numerics

@testable import NOf1

/// Logs of several arms in random order within cycles.
enum ArmLogs {
  /// - Parameters:
  ///   - effects: on the analysis scale, of the arms after the reference.
  ///   - names: of all arms, the reference first.
  ///   - sigma: night-to-night standard deviation, correlation 0.3.
  static func log(
    _ kind: Outcome.Kind, effects: [Double], names: [String], cycles: Int = 3, period: Int = 5,
    seed: UInt64 = 1, level: Double? = nil, sigma: Double = 0.4, missing: Double = 0.05
  ) -> PersonalLog {
    var stream = RandomStream(seed: seed, task: 401)
    let level = level ?? (kind == .score ? 5 : 0)
    var latent = sigma * stream.normal()
    var nights: [PersonalLog.Night] = []
    for cycle in 0..<cycles {
      var order = Array(names.indices)
      stream.shuffle(&order)
      for (place, arm) in order.enumerated() {
        for _ in 0..<period {
          latent = 0.3 * latent + sigma * 0.91.squareRoot() * stream.normal()
          let predictor = level + (arm == 0 ? 0 : effects[arm - 1]) + latent
          let outcome: Double =
            switch kind {
            case .count: Double(stream.poisson(mean: exp(predictor)))
            case .binary: stream.uniform() < 1 / (1 + exp(-predictor)) ? 1 : 0
            case .score: predictor
            case .duration: exp(predictor)
            case .ordinal: drawnLevel(predictor, &stream)
            }
          let isMissing = nights.count > 1 && stream.uniform() < missing
          nights.append(
            .init(
              day: nights.count, arm: arm, outcome: isMissing ? nil : outcome,
              period: cycle * names.count + place, cycle: cycle))
        }
      }
    }
    return PersonalLog(arms: names, nights: nights)
  }

  /// One of three levels, from the cumulative logit model.
  private static func drawnLevel(_ predictor: Double, _ stream: inout RandomStream) -> Double {
    let uniform = stream.uniform()
    let value = predictor + Glibc.log(uniform / (1 - uniform))
    return Double([-0.6, 0.9].count { value > $0 })
  }

  static func study(
    _ kind: Outcome.Kind, _ names: [String], details: [ArmDetail] = [],
    prior: EffectPrior = EffectPrior(name: "wide", mean: 0, standardDeviation: 0.8)
  ) -> PersonalStudy {
    PersonalStudy(
      outcome: Outcome(column: "y", kind: kind), reference: names[0],
      treatments: Array(names.dropFirst()), minimalImportantDifference: kind == .score ? 0.5 : 0.75,
      randomised: true, randomisation: .pairedCycles, prior: prior, armDetails: details)
  }

  /// The log with its arms numbered in another order: `order[new] = old`.
  static func reordered(_ log: PersonalLog, _ order: [Int]) -> PersonalLog {
    ModelLogs.map(log, arms: order.map { log.arms[$0] }) {
      .init(
        day: $0.day, arm: order.firstIndex(of: $0.arm) ?? 0, outcome: $0.outcome,
        period: $0.period, cycle: $0.cycle, dose: $0.dose)
    }
  }
}

/// Mean, SD and quantiles of a sampled posterior with their Monte Carlo errors, as
/// `Benchmarks/Sources/SampleArms` prints them (800,000 iterations, seed 7).
struct SampledPosterior {
  let mean: (Double, Double)
  let sd: (Double, Double)
  /// At 0.025, 0.25, 0.5, 0.75, 0.975.
  let quantiles: [(Double, Double)]

  /// The largest difference in units of 4 Monte Carlo errors + the share of an SD that the
  /// reference folder's README allows a sweep for counts.
  func worst(_ marginal: MarginalPosterior) -> Double {
    let levels = [0.025, 0.25, 0.5, 0.75, 0.975]
    let shares = [0.06, 0.03, 0.02, 0.03, 0.06]
    var worst = abs(marginal.mean - mean.0) / (4 * mean.1 + 0.02 * sd.0)
    worst = max(worst, abs(marginal.standardDeviation - sd.0) / (4 * sd.1 + 0.03 * sd.0))
    for (index, level) in levels.enumerated() {
      let (value, error) = quantiles[index]
      worst = max(worst, abs(marginal.quantile(level) - value) / (4 * error + shares[index] * sd.0))
    }
    return worst
  }
}
