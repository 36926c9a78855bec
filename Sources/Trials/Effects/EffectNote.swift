/// How an effect came about.
public struct EffectNote: Sendable, Codable, Equatable {
  /// The estimate's and the variance's formula, in one line.
  public let formula: String
  /// What was added to each cell of the table; 0 if nothing was.
  public let addedToCells: Double
  public let design: ComparisonDesign
  /// The events were recovered from a percentage.
  public let hasRecoveredCounts: Bool

  public init(
    formula: String, addedToCells: Double = 0, design: ComparisonDesign,
    hasRecoveredCounts: Bool = false
  ) {
    self.formula = formula
    self.addedToCells = addedToCells
    self.design = design
    self.hasRecoveredCounts = hasRecoveredCounts
  }

  /// The note as a sentence or two.
  public var text: String {
    var parts = [formula]
    if addedToCells > 0 { parts.append("\(addedToCells) was added to each cell") }
    if hasRecoveredCounts { parts.append("counts recovered from percentages") }
    if design == .beforeAfter { parts.append("uncontrolled: before and after in one group") }
    return parts.joined(separator: "; ")
  }
}
