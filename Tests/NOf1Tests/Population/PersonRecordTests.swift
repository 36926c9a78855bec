import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct PersonRecordTests {
  /// The effect under a normal prior, by sums over a fine grid.
  private func posterior(
    _ likelihood: PersonLikelihood, mean: Double, sd: Double
  ) -> (mean: Double, sd: Double, low: Double) {
    var (total, first, second, low) = (0.0, 0.0, 0.0, 0.0)
    let top = likelihood(likelihood.moments.mean)
    for i in 0...2000 {
      let z = -8 + 0.008 * Double(i)
      let b = mean + sd * z
      let weight = exp(likelihood(b) - top - 0.5 * z * z)
      total += weight
      first += weight * b
      second += weight * b * b
      if b < mean - 0.5 * sd { low += weight }
    }
    let centre = first / total
    return (centre, (second / total - centre * centre).squareRoot(), low / total)
  }

  /// Against three times as many nodes on each axis and twice as many points of the sweep, under
  /// priors of populations that are alike, usual, and wide.
  @Test(arguments: [Outcome.Kind.count, .score, .binary])
  func theResolutionIsFineEnough(_ kind: Outcome.Kind) throws {
    let population = SeriesPosterior.Resolution.population(kind)
    let fine = SeriesPosterior.Resolution(
      sigmas: 3 * population.sigmas, rhos: 3 * population.rhos, sweepPoints: 12)
    let study = ModelLogs.study(kind)
    for (cycles, seed) in [(1, 1), (2, 2), (6, 3), (6, 4)] {
      let log = ModelLogs.log(kind, cycles: cycles, seed: UInt64(seed))
      let usual = try PersonRecord(log, study: study, prior: nil)
      let better = try PersonRecord(log, study: study, prior: nil, resolution: fine)
      let unit = kind == .score ? OutcomeScale(log, kind: kind).standardDeviation : 1
      for spread in [0.1, 0.3, 0.8] {
        let a = posterior(usual.likelihood, mean: -0.1 * unit, sd: spread * unit)
        let b = posterior(better.likelihood, mean: -0.1 * unit, sd: spread * unit)
        let errors = [abs(a.mean - b.mean) / b.sd, abs(a.sd / b.sd - 1), abs(a.low - b.low)]
        #expect(errors[0] < 0.01 && errors[1] < 0.01 && errors[2] < 0.003, "\(cycles) \(spread)")
      }
    }
  }
}
