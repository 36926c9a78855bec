import Glibc
import Numerics

/// Tests of a table of two by two, all two-sided.
public enum CountTest: String, Sendable, Codable, CaseIterable {
  /// Pearson's.
  case chiSquared = "chi-square"
  /// With Yates' correction (1934).
  case yates = "chi-square with Yates' correction"
  /// All tables no more probable than the observed one.
  case fisher = "Fisher's exact test"
  /// Twice the smaller tail, the observed table counted half (Lancaster 1961).
  case midP = "mid-P"
  /// Pearson's with N - 1 for N (Campbell 2007), also called linear-by-linear.
  case reduced = "chi-square with N - 1"
  case likelihoodRatio = "likelihood ratio"
  /// log RR over its standard error.
  case logRiskRatio = "Wald test of the log risk ratio"
  /// log OR over its standard error.
  case logOddsRatio = "Wald test of the log odds ratio"

  /// The tests that a paper may mean by "chi-square or Fisher".
  public static let usual: [CountTest] = [.chiSquared, .yates, .fisher, .midP]

  /// nil where the test does not exist: nobody, or everybody, has the event; or for the Wald tests
  /// a cell is 0.
  public func pValue(_ table: TwoGroupEvents) -> Double? {
    let cells = table.cells
    guard cells.firstColumn > 0, cells.secondColumn > 0 else { return nil }
    switch self {
    case .chiSquared: return Self.chiSquared(cells, correction: 0, total: cells.total)
    case .yates: return Self.chiSquared(cells, correction: cells.total / 2, total: cells.total)
    case .reduced: return Self.chiSquared(cells, correction: 0, total: cells.total - 1)
    case .fisher, .midP: return exact(table)
    case .likelihoodRatio:
      return ChiSquaredDistribution(degreesOfFreedom: 1).cumulative(
        max(0, Self.deviance(cells)), tail: .upper)
    case .logRiskRatio: return Self.wald(table, .riskRatio)
    case .logOddsRatio: return Self.wald(table, .oddsRatio)
    }
  }

  /// From the probabilities of all tables with the same margins.
  private func exact(_ table: TwoGroupEvents) -> Double {
    let distribution = ConditionalDistribution([table])
    let probabilities = distribution.probabilities(logOddsRatio: 0)
    let observed = table.treatment.events - distribution.support.lowerBound
    let own = probabilities[observed]
    if self == .fisher {
      // As probable as the observed table, up to rounding.
      return min(1, probabilities.filter { $0 <= own * (1 + 1e-7) }.reduce(0, +))
    }
    let below = probabilities[..<observed].reduce(own / 2, +)
    let above = probabilities[(observed + 1)...].reduce(own / 2, +)
    return min(1, 2 * min(below, above))
  }

  /// N (|ad - bc| - correction)^2 / (n1 n2 m1 m2), the correction not beyond the deviation.
  private static func chiSquared(
    _ cells: FourfoldCells, correction: Double, total: Double
  ) -> Double {
    let deviation = max(0, abs(cells.a * cells.d - cells.b * cells.c) - correction)
    let margins = cells.firstRow * cells.secondRow * cells.firstColumn * cells.secondColumn
    return ChiSquaredDistribution(degreesOfFreedom: 1).cumulative(
      total * deviation * deviation / margins, tail: .upper)
  }

  /// 2 sum of cell log(cell / expected).
  private static func deviance(_ cells: FourfoldCells) -> Double {
    func term(_ cell: Double, _ row: Double, _ column: Double) -> Double {
      cell > 0 ? cell * log(cell * cells.total / (row * column)) : 0
    }
    return 2
      * (term(cells.a, cells.firstRow, cells.firstColumn)
        + term(cells.b, cells.firstRow, cells.secondColumn)
        + term(cells.c, cells.secondRow, cells.firstColumn)
        + term(cells.d, cells.secondRow, cells.secondColumn))
  }

  private static func wald(_ table: TwoGroupEvents, _ measure: CountMeasure) -> Double? {
    guard !table.cells.hasZero else { return nil }
    let (estimate, variance) = measure.logarithm(table.cells)
    return TwoSided.probability(abs(estimate) / variance.squareRoot(), degreesOfFreedom: .infinity)
  }
}
