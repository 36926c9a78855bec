/// The designs and persons over which the chance of a verdict is simulated: every combination.
public struct PowerPlan: Sendable, Codable, Equatable {
  public var cycles: [Int]
  public var periodNights: [Int]
  /// Mean outcome on the reference: events a night.
  public var rates: [Double]
  /// True effects: ratios, or differences for scores.
  public var effects: [Double]
  public var correlations: [Double]
  /// Share of nights without a record.
  public var missing: [Double]
  /// Night-to-night standard deviation of the latent process.
  public var sigma: Double
  public var simulations: Int
  public var seed: UInt64

  public init(
    cycles: [Int] = [3, 4, 6], periodNights: [Int] = [7, 14], rates: [Double] = [0.62],
    effects: [Double] = [1, 0.75, 0.5], correlations: [Double] = [0.3], missing: [Double] = [0.1],
    sigma: Double = 0.6, simulations: Int = 500, seed: UInt64 = 1
  ) {
    self.cycles = cycles
    self.periodNights = periodNights
    self.rates = rates
    self.effects = effects
    self.correlations = correlations
    self.missing = missing
    self.sigma = sigma
    self.simulations = simulations
    self.seed = seed
  }
}

/// How often each verdict was given in one combination of the plan.
public struct PowerCell: Sendable, Codable, Equatable {
  public let cycles: Int
  public let periodNights: Int
  /// Nights of the whole study, recorded or not.
  public let nights: Int
  public let rate: Double
  public let effect: Double
  public let rho: Double
  public let missing: Double
  public let simulations: Int
  public let responder: Int
  public let nonResponder: Int
  public let inconclusive: Int
  public let designCannotIdentify: Int

  /// The share of people with a firm answer: responder or non-responder.
  public var firm: Double { Double(responder + nonResponder) / Double(max(1, simulations)) }
}
