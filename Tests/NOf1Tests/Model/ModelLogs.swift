import Glibc
import Numerics

@testable import NOf1

/// Random series and logs for the tests of the model.
enum ModelLogs {
  /// Paired cycles of two arms, `period` nights each, on consecutive days but for a few gaps.
  static func log(
    _ kind: Outcome.Kind, cycles: Int = 4, period: Int = 7, seed: UInt64 = 1, effect: Double = -0.5,
    missing: Double = 0.06, mean: Double = 0.8
  ) -> PersonalLog {
    var stream = RandomStream(seed: seed, task: 77)
    var nights: [PersonalLog.Night] = []
    for cycle in 0..<cycles {
      let first = stream.uniform(below: 2)
      for half in 0..<2 {
        for night in 0..<period {
          let number = 2 * cycle + half
          nights.append(
            .init(
              day: number * period + night, arm: (first + half) % 2,
              outcome: nights.count > 1 && stream.uniform() < missing ? nil : 1, period: number,
              cycle: cycle))
        }
      }
    }
    let means: [Outcome.Kind: Double] = [.binary: 0.5, .score: 5, .duration: 5, .ordinal: 1.3]
    let simulator = SeriesSimulator(
      kind: kind, referenceMean: means[kind] ?? mean, sigma: 0.6, rho: 0.4, effect: effect)
    return simulator.draw(PersonalLog(arms: ["A", "B"], nights: nights), &stream)
  }

  static func study(
    _ kind: Outcome.Kind, better: Outcome.Direction = .lower, prior: EffectPrior? = nil,
    washIn: Int = 0
  ) -> PersonalStudy {
    let important: Double = kind == .score ? 0.5 : better == .lower ? 0.75 : 1 / 0.75
    return PersonalStudy(
      outcome: Outcome(column: "cramps", kind: kind, better: better), reference: "A",
      treatments: ["B"], minimalImportantDifference: important, randomised: true,
      randomisation: .pairedCycles, washInNights: washIn,
      prior: prior ?? EffectPrior(name: "wide", mean: 0, standardDeviation: 0.8))
  }

  static func map(
    _ log: PersonalLog, arms: [String]? = nil,
    _ change: (PersonalLog.Night) -> PersonalLog.Night
  ) -> PersonalLog {
    PersonalLog(arms: arms ?? log.arms, nights: log.nights.map(change))
  }

  static func outcome(_ log: PersonalLog, _ change: (Double) -> Double) -> PersonalLog {
    map(log) { $0.with(outcome: $0.outcome.map(change)) }
  }
}

/// A covariance matrix made to order: correlation rho^distance, standard deviation sigma.
func autoregressiveCovariance(days: [Int], sigma: Double, rho: Double) -> Matrix {
  Matrix(
    rows: days.map { a in days.map { b in sigma * sigma * pow(rho, Double(abs(a - b))) } })
}

/// Log density of a multivariate normal distribution.
func multivariateNormalLogDensity(_ y: [Double], mean: [Double], covariance: Matrix) throws
  -> Double
{
  let factor = try CholeskyFactor(covariance)
  let z = factor.solveLower(zip(y, mean).map { $0 - $1 })
  return -0.5 * (dotProduct(z, z) + factor.logDeterminant + Double(y.count) * log(2 * Double.pi))
}
