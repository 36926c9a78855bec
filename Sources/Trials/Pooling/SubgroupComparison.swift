import Numerics

/// Subgroups of studies: their differences first, then each by itself.
///
/// Two intervals, one that holds zero and one that does not, say nothing of a difference; the
/// contrast does (Altman and Bland 2003).
public struct SubgroupComparison: Sendable {
  /// The difference of one group from another, with a tau^2 common to all groups.
  public struct Difference: Sendable, Equatable {
    public let group: String
    public let reference: String
    public let estimate: CoefficientEstimate
  }

  /// One group pooled by itself, with its own tau^2.
  public struct Group: Sendable {
    public let name: String
    public let pooled: PooledEffects
  }

  /// All groups equal? Meta-regression with a common tau^2.
  public let contrast: OmnibusTest?
  /// All groups equal? Q between the groups' own estimates, chi-squared(groups - 1); nil where a
  /// group has no standard error.
  public let contrastOfSeparateGroups: OmnibusTest?
  /// Every pair, the later group minus the earlier.
  public let differences: [Difference]
  /// Each group.
  public let groups: [Group]
  /// The meta-regression behind `contrast`: the first group and the others' differences from it.
  public let common: PooledEffects

  /// Compares groups of studies: `groups` holds the group of each effect, `levels` the groups in
  /// order, by default that of their first study.
  /// - Throws: `PoolingError.unusableGroups`, `.designRows`; as `Pooling.pool`.
  public init(
    _ effects: [StudyEffect], groups: [String], levels: [String]? = nil, pooling: Pooling
  ) throws {
    guard groups.count == effects.count else {
      throw PoolingError.designRows(rows: groups.count, studies: effects.count)
    }
    var order = levels ?? []
    if levels == nil {
      for group in groups where !order.contains(group) { order.append(group) }
    }
    guard order.count > 1, groups.allSatisfy(order.contains) else {
      throw PoolingError.unusableGroups(levels: order)
    }
    let design = try PoolingDesign(groups: groups, levels: order)
    let common = try pooling.pool(effects, design: design)
    self.common = common
    contrast = common.omnibusTest()
    var differences: [Difference] = []
    for later in order.indices {
      for earlier in 0..<later {
        var row = [Double](repeating: 0, count: order.count)
        row[later] = 1
        if earlier > 0 { row[earlier] = -1 }
        differences.append(
          Difference(
            group: order[later], reference: order[earlier], estimate: try common.mean(at: row)))
      }
    }
    self.differences = differences
    self.groups = try order.map { name in
      Group(
        name: name, pooled: try pooling.pool(zip(effects, groups).filter { $1 == name }.map(\.0)))
    }
    contrastOfSeparateGroups = Self.separateContrast(self.groups)
  }

  private static func separateContrast(_ groups: [Group]) -> OmnibusTest? {
    let estimates = groups.compactMap { group -> StudyEffect? in
      guard let only = group.pooled.coefficients.first, let inference = only.inference else {
        return nil
      }
      return StudyEffect(
        study: group.name, measure: .generic, estimate: only.estimate,
        variance: inference.standardError * inference.standardError)
    }
    guard estimates.count == groups.count,
      let between = try? Pooling(model: .equalEffects, test: .normal).pool(estimates),
      let probability = between.residualHeterogeneityProbability
    else { return nil }
    return OmnibusTest(
      statistic: between.residualHeterogeneity,
      numeratorDegreesOfFreedom: Double(groups.count - 1), denominatorDegreesOfFreedom: nil,
      probability: probability)
  }
}
