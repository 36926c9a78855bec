import Numerics

/// Estimated marginal means: the fixed effects' predictions on a balanced grid, factors at all
/// levels with equal weights, numeric variables at their means (Searle, Speed and Milliken 1980; R's
/// emmeans). Offsets are left out.
///
///     let means = try model.marginalMeans(of: ["treatment"])
///     let differences = try means.pairwiseDifferences()
public struct MarginalMeans: Sendable {
  public struct Row: Sendable, Codable, Equatable {
    /// One level per factor.
    public let levels: [String]
    /// Nil where the data do not determine the mean: see ``MarginalMeans/notEstimable``.
    public let estimate: ContrastEstimate?
  }

  /// The factors whose combinations the rows are; the last varies fastest.
  public let factors: [String]
  /// Factors averaged over.
  public let averagedOver: [String]
  public let level: Double
  public let method: DegreesOfFreedomMethod
  public let information: Information?
  public let rows: [Row]
  public let notes: [FixedEffectsInference.Note]

  /// Labels of the rows that cannot be estimated.
  public var notEstimable: [String] {
    rows.filter { $0.estimate == nil }.map { Self.label($0.levels) }
  }

  /// The weights of all columns of the full model matrix in each row.
  private let weights: [[Double]]
  private let keptColumns: [Int]
  private let estimability: Estimability
  private let inference: FixedEffectsInference

  init(
    frame: ModelFrame, factors names: [String], inference: FixedEffectsInference,
    level: Double
  )
    throws
  {
    let structure = FixedTerms(frame.recipe)
    let chosen = try names.map { try structure.factor(named: $0) }
    let numbers = try structure.meansOfNumbers()
    let estimability = try Estimability(frame.fixed, structure)
    var rows: [Row] = []
    var weights: [[Double]] = []
    for combination in Self.combinations(chosen.map { structure.levels(ofFactor: $0).count }) {
      var set: [Int: [Double]] = [:]
      for (factor, index) in zip(chosen, combination) {
        let count = structure.levels(ofFactor: factor).count
        set[factor] = (0..<count).map { $0 == index ? 1 : 0 }
      }
      let full = structure.row(numbers: numbers, weights: set)
      let levels = zip(chosen, combination).map { structure.levels(ofFactor: $0)[$1] }
      weights.append(full)
      let estimate = inference.estimate(
        structure.keptColumns.map { full[$0] }, label: Self.label(levels), level: level)
      rows.append(Row(levels: levels, estimate: estimability.isEstimable(full) ? estimate : nil))
    }
    self.factors = chosen.map { structure.name(ofFactor: $0) }
    averagedOver = structure.factors.filter { !chosen.contains($0) }
      .map { structure.name(ofFactor: $0) }
    self.level = level
    method = inference.method
    information = inference.information
    self.rows = rows
    notes = inference.notes
    self.weights = weights
    self.inference = inference
    self.estimability = estimability
    keptColumns = structure.keptColumns
  }

  static func label(_ levels: [String]) -> String { levels.joined(separator: ", ") }

  /// All choices of one index below each count, the last fastest.
  private static func combinations(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { known, count in
      known.flatMap { start in (0..<count).map { start + [$0] } }
    }
  }
}

extension MarginalMeans {
  /// All differences of two means, an earlier less a later one.
  ///
  /// - Parameters:
  ///   - adjustment: of p values and intervals for the number of differences.
  ///   - level: simultaneous, by the adjustment; that of the means if nil.
  public func pairwiseDifferences(
    adjustment: MultiplicityAdjustment = .tukey, level: Double? = nil
  ) throws -> ContrastTable {
    let pairs = rows.indices.flatMap { first in
      rows.indices.filter { $0 > first }.map { (first, $0) }
    }
    let contrasts = pairs.map { first, second in
      let weights = rows.indices.map { $0 == first ? 1.0 : $0 == second ? -1 : 0 }
      let labels = [first, second].map { Self.label(rows[$0].levels) }
      return (label: labels.joined(separator: " - "), weights: weights)
    }
    return try table(contrasts, adjustment, level ?? self.level)
  }

  /// Contrasts of the means: weights in the order of the rows.
  ///
  /// - Throws: `InferenceError.tukeyNeedsPairs`, `.contrastLength`, `.emptyHypothesis`.
  public func contrasts(
    _ contrasts: [(label: String, weights: [Double])],
    adjustment: MultiplicityAdjustment = .none, level: Double? = nil
  ) throws -> ContrastTable {
    guard adjustment != .tukey else { throw InferenceError.tukeyNeedsPairs }
    return try table(contrasts, adjustment, level ?? self.level)
  }

  private func table(
    _ contrasts: [(label: String, weights: [Double])], _ adjustment: MultiplicityAdjustment,
    _ level: Double
  ) throws -> ContrastTable {
    var family: [ContrastEstimate] = []
    var notEstimable: [String] = []
    for contrast in contrasts {
      guard contrast.weights.count == rows.count else {
        throw InferenceError.contrastLength(
          label: contrast.label, expected: rows.count, found: contrast.weights.count)
      }
      guard contrast.weights.contains(where: { $0 != 0 }) else {
        throw InferenceError.emptyHypothesis(label: contrast.label)
      }
      let full = (weights.first ?? []).indices.map { column in
        rows.indices.reduce(0) { $0 + contrast.weights[$1] * weights[$1][column] }
      }
      guard estimability.isEstimable(full) else {
        notEstimable.append(contrast.label)
        continue
      }
      family.append(
        inference.estimate(keptColumns.map { full[$0] }, label: contrast.label, level: level))
    }
    let adjusted = adjustment.applied(to: family, means: rows.count, level: level)
    return ContrastTable(
      method: method, information: information, adjustment: adjustment, level: level,
      rows: adjusted, notEstimable: notEstimable, notes: notes)
  }
}

extension LinearMixedModel {
  /// Estimated marginal means of the combinations of some factors of the fixed effects.
  ///
  /// - Parameters:
  ///   - factors: names as in the formula, or columns; none for the grand mean.
  ///   - method: where the degrees of freedom come from.
  ///   - information: as in ``inference(_:information:)``.
  ///   - level: of each interval by itself.
  /// - Throws: `InferenceError.notAFactor`, `.notFiniteAtMeans`, and as ``inference(_:information:)``.
  public func marginalMeans(
    of factors: [String], method: DegreesOfFreedomMethod = .satterthwaite,
    information: Information? = nil, level: Double = 0.95
  ) throws -> MarginalMeans {
    try MarginalMeans(
      frame: frame, factors: factors, inference: inference(method, information: information),
      level: level)
  }
}
