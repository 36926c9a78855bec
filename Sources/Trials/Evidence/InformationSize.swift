import Numerics

/// How many people, in two arms of equal size together, it takes to tell a difference apart, and
/// which share of them there are.
///
///     people = 4 (z(1 - alpha / 2) + z(power))^2 v / difference^2,
///
/// v = SD^2 of a mean; of risks p (1 - p), p the mean of both. Trials that differ in their effects
/// hold less information than one of their size: people / (1 - D^2), D^2 the diversity.
///
/// Source: Wetterslev, Thorlund, Brok and Gluud (2009), "Estimating required information size by
/// quantifying diversity in random-effects model meta-analyses".
public struct InformationSize: Sendable, Codable, Equatable {
  public let target: InformationTarget
  public let level: Double
  public let power: Double
  /// D^2; nil where none was given.
  public let diversity: Double?
  /// In both arms, before rounding up.
  private let exact: Double

  /// - `level`: two-sided.
  /// - `diversity`: at least 0 and below 1; see `PooledEffects.diversity()`.
  ///
  /// - Throws: `EvidenceError.levelOutOfRange`, `.impossibleTarget`.
  public init(
    _ target: InformationTarget, level: Double = 0.05, power: Double = 0.9,
    diversity: Double? = nil
  ) throws(EvidenceError) {
    for value in [level, power] where !(value > 0 && value < 1) { throw .levelOutOfRange(value) }
    if let diversity, !(diversity >= 0 && diversity < 1) {
      throw .impossibleTarget("A diversity of \(diversity) leaves no information")
    }
    let normal = NormalDistribution.standard
    let reach = normal.quantile(level / 2, tail: .upper) + normal.quantile(power)
    guard reach > 0 else { throw .levelOutOfRange(power) }
    exact = 4 * reach * reach * (try target.relativeVariance())
    guard exact / (1 - (diversity ?? 0)) < 1e15 else {
      throw .impossibleTarget("More than 1e15 people would be needed")
    }
    self.target = target
    self.level = level
    self.power = power
    self.diversity = diversity
  }

  /// The people needed in all if effects do not differ, in pairs.
  public var people: Int { Self.even(exact) }

  /// The people needed with the diversity; nil without one.
  public var diversityAdjustedPeople: Int? { diversity.map { Self.even(exact / (1 - $0)) } }

  /// The share of the people needed (with the diversity, if there is one) that there are; above 1
  /// where there are more.
  public func share(people present: Int) -> Double {
    Double(present) / (exact / (1 - (diversity ?? 0)))
  }

  /// Rounded up, to the same number in both arms.
  private static func even(_ value: Double) -> Int { 2 * Int((value / 2 - 1e-9).rounded(.up)) }
}
