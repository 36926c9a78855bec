import Glibc

/// Intervals of a ratio or a difference of two proportions.
public enum CountInterval: String, Sendable, Codable, CaseIterable {
  /// exp(log estimate -+ z se): Katz's of a risk ratio, Woolf's of an odds ratio.
  case logarithmic = "log Wald"
  /// The same with 1/2 added to every cell.
  case logarithmicCorrected = "log Wald with 0.5 added to the cells"
  /// The exact conditional one of an odds ratio (`ExactOddsRatio`).
  case exact = "exact conditional"
  case midP = "mid-P conditional"
  /// Estimate -+ z se of a difference.
  case wald = "Wald"
  /// Of a difference, from Wilson's intervals of the two proportions (Newcombe 1998, method 10).
  case newcombe = "Newcombe"

  /// Those of a measure.
  public static func methods(_ measure: CountMeasure) -> [CountInterval] {
    switch measure {
    case .riskRatio: [.logarithmic, .logarithmicCorrected]
    case .oddsRatio: [.logarithmic, .logarithmicCorrected, .exact, .midP]
    case .riskDifference: [.wald, .newcombe]
    }
  }

  public struct Limits: Sendable, Equatable {
    public let estimate: Double
    public let low: Double
    public let high: Double
  }

  /// Of an exact interval, which in more people is that of Woolf.
  private static let mostPeople = 10_000.0

  /// Ratios as such, differences as parts of 1; nil where the estimate or a limit does not exist.
  public func limits(
    _ measure: CountMeasure, of table: TwoGroupEvents, level: Double
  ) -> Limits? {
    let z = TwoSided.criticalValue(level: level)
    switch self {
    case .logarithmic, .logarithmicCorrected:
      guard measure != .riskDifference else { return nil }
      let cells = self == .logarithmic ? table.cells : table.cells.adding(0.5)
      guard cells.a > 0, cells.c > 0, measure == .riskRatio || !cells.hasZero else { return nil }
      let (estimate, variance) = measure.logarithm(cells)
      let half = z * max(0, variance).squareRoot()
      return Limits(estimate: exp(estimate), low: exp(estimate - half), high: exp(estimate + half))
    case .exact, .midP:
      guard measure == .oddsRatio, table.cells.total <= Self.mostPeople,
        let exact = try? ExactOddsRatio([table], level: level),
        let estimate = exact.estimate,
        let low = self == .exact ? exact.lower : exact.midPLower,
        let high = self == .exact ? exact.upper : exact.midPUpper
      else { return nil }
      return Limits(estimate: exp(estimate), low: exp(low), high: exp(high))
    case .wald, .newcombe:
      guard measure == .riskDifference else { return nil }
      return difference(table, z)
    }
  }

  private func difference(_ table: TwoGroupEvents, _ z: Double) -> Limits {
    let (first, second) = (Self.share(table.treatment), Self.share(table.comparator))
    if self == .newcombe {
      let result = DifferenceOfEstimates(
        Self.wilson(table.treatment, z), Self.wilson(table.comparator, z))
      return Limits(estimate: result.estimate, low: result.low, high: result.high)
    }
    let variance =
      first * (1 - first) / Double(table.treatment.total)
      + second * (1 - second) / Double(table.comparator.total)
    let half = z * variance.squareRoot()
    return Limits(
      estimate: first - second, low: first - second - half, high: first - second + half)
  }

  private static func share(_ group: GroupEvents) -> Double {
    Double(group.events) / Double(group.total)
  }

  /// Wilson's interval (1927) of a proportion.
  private static func wilson(_ group: GroupEvents, _ z: Double) -> DifferenceOfEstimates.Part {
    let (n, p) = (Double(group.total), share(group))
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return DifferenceOfEstimates.Part(
      estimate: p, low: min(p, max(0, centre - half)), high: max(p, min(1, centre + half)))
  }
}
