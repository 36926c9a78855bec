import Glibc

/// The priors of the model of many people: `mu ~ N(mean, standardDeviation^2)` for the average
/// effect, `tau ~ half-N(spread)` for the standard deviation of true effects between persons.
///
/// On the analysis scale: log ratios, or differences in outcome units. By default
///
/// | outcome | mu | tau |
/// |---|---|---|
/// | counts of which fewer are better | N(-0.07, 0.15^2) | half-N(0.3) |
/// | other counts, durations, yes/no | N(0, 0.5^2) | half-N(0.3) |
/// | scores, S the pooled within-arm standard deviation of all persons | N(0, S^2) | half-N(0.3 S) |
///
/// The first is what trials of magnesium against placebo for leg cramps say of the average: 7 %
/// fewer, give or take; the spread lets two thirds of people lie within a third of it.
public struct PopulationPrior: Sendable, Codable, Equatable {
  public let mean: Double
  public let standardDeviation: Double
  /// Scale of the half-normal prior of tau.
  public let spread: Double

  public init(mean: Double, standardDeviation: Double, spread: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.spread = spread
  }

  /// The default prior.
  ///
  /// - Parameters:
  ///   - outcome: its kind and which way is better.
  ///   - unit: S for scores; not used for other outcomes.
  public static func standard(for outcome: Outcome, unit: Double = 1) -> PopulationPrior {
    switch outcome.kind {
    case .count where outcome.better == .lower:
      PopulationPrior(mean: -0.07, standardDeviation: 0.15, spread: 0.3)
    case .count, .duration, .binary, .ordinal:
      PopulationPrior(mean: 0, standardDeviation: 0.5, spread: 0.3)
    case .score:
      PopulationPrior(mean: 0, standardDeviation: unit, spread: 0.3 * unit)
    }
  }
}
