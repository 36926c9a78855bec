import Numerics

extension LinearMixedModel {
  /// Responses drawn from the fitted model at its estimates, one array of n values per data set,
  /// in the order of the used rows.
  ///
  /// Data set i depends on (seed, i) alone and is the one that replicate i of
  /// `parametricBootstrap` is fitted to.
  /// - Throws: what the likelihood throws.
  public func simulate(
    seed: UInt64, count: Int = 1, effects: SimulatedEffects = .new
  ) throws -> [[Double]] {
    let modes = effects == .modes ? try likelihood().conditionalModes() : nil
    let simulator = try responseSimulator(modes: modes)
    return (0..<count).map { index in
      var stream = RandomStream(seed: seed, task: UInt64(index))
      var response: [Double] = []
      simulator.draw(into: &response, &stream)
      return response
    }
  }

  func responseSimulator(modes: [[Double]]? = nil) throws -> ResponseSimulator {
    try ResponseSimulator(
      frame, coefficients: coefficients, parameters: parameters.vector, sigma: sigma,
      modes: modes)
  }
}
