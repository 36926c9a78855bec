import Numerics

/// Tables pooled as they are, under one effect common to all studies.
public struct SparsePooling: Sendable, Codable, Equatable {
  public let method: SparseMethod
  public let measure: EffectMeasure
  /// On the scale of the measure; of ratios, the logarithm.
  public let estimate: Double
  public let standardError: Double
  public let level: Double
  /// Wald limits, estimate -/+ z se.
  public let lower: Double
  public let upper: Double
  /// P of no effect, two-sided, from estimate / se.
  public let pValue: Double
  /// Of the studies' own effects around the pooled one; nil if fewer than two have any. For
  /// Mantel-Haenszel, 1/2 is added to the cells of tables with an empty one in this test alone.
  public let heterogeneity: ContingencyTest?
  /// Tests on the tables themselves, of odds ratios and rate ratios.
  public let tableTests: TableTests?
  /// All tables, and those that say nothing since nobody or everybody had the event.
  public let tableCount: Int
  public let uninformativeCount: Int

  /// z = estimate / se.
  public var statistic: Double { estimate / standardError }

  init(
    _ method: SparseMethod, _ measure: EffectMeasure, _ pooled: RawEffect, level: Double,
    heterogeneity: ContingencyTest?, tableTests: TableTests?, tableCount: Int,
    uninformativeCount: Int
  ) throws(EffectError) {
    guard level > 0, level < 1 else { throw .levelOutOfRange(level) }
    guard pooled.estimate.isFinite, pooled.variance > 0, pooled.variance.isFinite else {
      throw .noPooledEstimate(measure: measure)
    }
    let normal = NormalDistribution.standard
    let error = pooled.variance.squareRoot()
    let half = normal.quantile((1 - level) / 2, tail: .upper) * error
    self.method = method
    self.measure = measure
    estimate = pooled.estimate
    standardError = error
    self.level = level
    lower = pooled.estimate - half
    upper = pooled.estimate + half
    pValue = 2 * normal.cumulative(abs(pooled.estimate / error), tail: .upper)
    self.heterogeneity = heterogeneity
    self.tableTests = tableTests
    self.tableCount = tableCount
    self.uninformativeCount = uninformativeCount
  }

  /// Q = the sum of (y - pooled)^2 / v over the studies with an effect, against k - 1.
  static func heterogeneity(
    of studies: [SummarizedStudy], _ measure: EffectMeasure, around pooled: Double
  ) throws(EffectError) -> ContingencyTest? {
    let rule = ZeroCellRule(dropsDoubleZeros: true)
    let specification = EffectSpecification(measure: measure, zeroCells: rule)
    let effects = try specification.effects(of: studies).effects
    guard effects.count >= 2 else { return nil }
    var sum = 0.0
    for effect in effects {
      sum += (effect.estimate - pooled) * (effect.estimate - pooled) / effect.variance
    }
    return ContingencyTest(statistic: sum, degreesOfFreedom: effects.count - 1)
  }
}
