import Glibc
import NOf1
import Numerics

/// People who keep a log each, with true effects `beta_i ~ N(mu, tau^2)`.
///
/// 84 nights in six randomised cycles of two weeks. People differ in everything else too:
///
/// | | counts | scores |
/// |---|---|---|
/// | usual level | log-normal about `rate` cramps a night, SD 0.5 of its log | N(5, 1) |
/// | sigma | half-normal, SD 0.5 | half-normal about 1.2, SD 0.3 |
/// | rho | Beta(2, 2) | Beta(2, 2) |
/// | trend | N(0, 0.25^2) | N(0, 0.3^2) |
public struct SimulatedPopulation: Sendable {
  public let kind: Outcome.Kind
  public let mu: Double
  public let tau: Double
  /// Median over persons of cramps a night on the reference.
  public let rate: Double
  public let seed: UInt64
  /// A number that no other population of the same seed has.
  public let number: UInt64
  public let study: PersonalStudy

  public init(
    kind: Outcome.Kind = .count, mu: Double, tau: Double, rate: Double = 0.6, seed: UInt64,
    number: UInt64
  ) {
    self.kind = kind
    self.mu = mu
    self.tau = tau
    self.rate = rate
    self.seed = seed
    self.number = number
    study = .magnesiumAgainstPlacebo(kind)
  }

  /// Person i depends on (seed, number, i) alone.
  public func person(_ index: Int) -> (log: PersonalLog, effect: Double) {
    var stream = RandomStream(seed: seed, task: number, substream: UInt64(index))
    let effect = mu + tau * stream.normal()
    let schedule = PairedCycles(cycles: 6, nightsPerPeriod: 7)
      .draw(arms: [study.reference] + study.treatments, &stream)
    let first = stream.gamma(shape: 2)
    let rho = first / (first + stream.gamma(shape: 2))
    let isScore = kind == .score
    let simulator = SeriesSimulator(
      kind: kind,
      referenceMean: isScore ? 5 + stream.normal() : rate * exp(0.5 * stream.normal()),
      sigma: abs(isScore ? 1.2 + 0.3 * stream.normal() : 0.5 * stream.normal()), rho: rho,
      effect: effect, trend: (isScore ? 0.3 : 0.25) * stream.normal())
    return (simulator.draw(schedule, &stream), effect)
  }
}
