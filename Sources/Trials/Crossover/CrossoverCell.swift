/// What a paper prints of one sequence in one period of a crossover.
public struct CrossoverCell: Sendable, Codable, Equatable {
  /// How far the people's values lie apart, as it is printed.
  public enum Spread: Sendable, Codable, Equatable {
    /// Of the people, with n - 1.
    case standardDeviation(Double)
    /// Of their mean.
    case standardError(Double)
    /// Not printed, or that of a median: there will be estimates without standard errors.
    case unknown
  }

  /// The order of treatments the people were allocated to, such as AB.
  public let sequence: String
  /// 1, 2, ...
  public let period: Int
  public let treatment: String
  /// The people, the same in all periods of a sequence.
  public let count: Int
  /// The mean of the outcome, or a median, whose differences are then those of medians.
  public let mean: Double
  public let spread: Spread

  public init(
    sequence: String, period: Int, treatment: String, count: Int, mean: Double,
    spread: Spread = .unknown
  ) {
    self.sequence = sequence
    self.period = period
    self.treatment = treatment
    self.count = count
    self.mean = mean
    self.spread = spread
  }

  /// Of the people; nil where no spread is known.
  public var standardDeviation: Double? {
    switch spread {
    case .standardDeviation(let value): value
    case .standardError(let value): value * Double(count).squareRoot()
    case .unknown: nil
    }
  }
}
