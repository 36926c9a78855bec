import Glibc

/// What a paper computes from a table of two by two.
public enum CountMeasure: String, Sendable, Codable, CaseIterable {
  case riskRatio = "RR"
  case oddsRatio = "OR"
  case riskDifference = "RD"

  /// The logarithm of a ratio and its variance, of cells above 0:
  /// log(a / n1) - log(c / n2), 1/a - 1/n1 + 1/c - 1/n2 (Katz et al. 1978);
  /// log(ad / bc), 1/a + 1/b + 1/c + 1/d (Woolf 1955).
  /// - Precondition: a ratio.
  func logarithm(_ cells: FourfoldCells) -> (estimate: Double, variance: Double) {
    precondition(self != .riskDifference, "a ratio has a logarithm")
    if self == .oddsRatio { return (log(cells.oddsRatio), cells.reciprocalSum) }
    let estimate = log(cells.a / cells.firstRow) - log(cells.c / cells.secondRow)
    let variance = 1 / cells.a - 1 / cells.firstRow + 1 / cells.c - 1 / cells.secondRow
    return (estimate, variance)
  }
}
