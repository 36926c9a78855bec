/// The same people, or matched pairs, with an event or not on each side.
public struct PairedEvents: Sendable, Equatable {
  public let both: Int
  public let treatmentOnly: Int
  public let comparatorOnly: Int
  public let neither: Int
  /// `.crossover` or `.beforeAfter`.
  public let design: ComparisonDesign

  /// - Throws: `EffectError.negativeCount`, `.groupTooSmall` without any pair.
  public init(
    both: Int, treatmentOnly: Int, comparatorOnly: Int, neither: Int,
    design: ComparisonDesign = .crossover
  ) throws(EffectError) {
    precondition(design == .crossover || design == .beforeAfter, "one group measured twice")
    for count in [both, treatmentOnly, comparatorOnly, neither] where count < 0 {
      throw .negativeCount(what: "pairs", count: count)
    }
    let count = both + treatmentOnly + comparatorOnly + neither
    guard count >= 1 else { throw .groupTooSmall(count: count, minimum: 1) }
    self.both = both
    self.treatmentOnly = treatmentOnly
    self.comparatorOnly = comparatorOnly
    self.neither = neither
    self.design = design
  }

  /// Rows: event under treatment or not; columns: event under the comparator or not.
  var cells: FourfoldCells {
    FourfoldCells(
      a: Double(both), b: Double(treatmentOnly), c: Double(comparatorOnly), d: Double(neither))
  }
}
