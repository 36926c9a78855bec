import Numerics

extension GeneralizedMixedModel {
  /// Responses drawn from the fitted model at its estimates, one array of n values per data set,
  /// in the order of the used rows: counts, or the events among each row's trials.
  ///
  /// Zeros that the zero inflation adds are drawn anew, also where random effects are kept. Data
  /// set i depends on (seed, i) alone and is the one that replicate i of
  /// ``parametricBootstrap(replicates:seed:jobs:)`` is fitted to.
  /// - Parameters:
  ///   - seed: of the random numbers.
  ///   - count: of data sets.
  ///   - effects: of the random effects and the latent series.
  public func simulate(
    seed: UInt64, count: Int = 1, effects: SimulatedEffects = .new
  ) -> [[Double]] {
    let simulator = GeneralizedSimulator(self, effects)
    return (0..<count).map { simulator.draw(seed: seed, replicate: $0) }
  }
}

extension GeneralizedSimulator {
  /// The draw of a replicate.
  func draw(seed: UInt64, replicate: Int) -> [Double] {
    var stream = RandomStream(seed: seed, task: UInt64(replicate))
    return draw(&stream)
  }
}
