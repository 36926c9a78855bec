import Glibc

extension SparsePooling {
  /// Risk ratios, odds ratios or risk differences pooled by Mantel and Haenszel's weights.
  ///
  /// With w = n1 n2 / N of a table and sums over all tables:
  ///
  ///     RR  log(sum a n2/N / sum c n1/N)         variance by Greenland and Robins (1985)
  ///     OR  log(sum ad/N / sum bc/N)             variance by Robins, Breslow and Greenland (1986)
  ///     RD  sum (a n2 - c n1)/N / sum w          variance by Sato, Greenland and Robins (1989)
  ///
  /// With `isContinuityCorrected` 1/2 is taken from the absolute deviation of the Mantel-Haenszel
  /// and Cochran tests.
  ///
  /// - Throws: `EffectError.noTables`, `.notPoolable`, `.noPooledEstimate`, `.levelOutOfRange`.
  public static func mantelHaenszel(
    _ tables: [TwoGroupEvents], measure: EffectMeasure = .oddsRatio, level: Double = 0.95,
    isContinuityCorrected: Bool = true
  ) throws(EffectError) -> SparsePooling {
    guard !tables.isEmpty else { throw .noTables }
    let cells = tables.map(\.cells)
    let pooled: RawEffect
    switch measure {
    case .riskRatio: pooled = riskRatio(cells)
    case .oddsRatio: pooled = oddsRatio(cells)
    case .riskDifference: pooled = riskDifference(cells)
    default: throw .notPoolable(measure: measure)
    }
    guard pooled.estimate.isFinite else { throw .noPooledEstimate(measure: measure) }
    let studies = tables.map { SummarizedStudy(study: "", summary: .events($0)) }
    let tests =
      measure == .oddsRatio
      ? TableTests(
        cells, oddsRatio: exp(pooled.estimate), isContinuityCorrected: isContinuityCorrected) : nil
    return try SparsePooling(
      .mantelHaenszel, measure, pooled, level: level,
      heterogeneity: try heterogeneity(of: studies, measure, around: pooled.estimate),
      tableTests: tests, tableCount: tables.count,
      uninformativeCount: tables.count(where: \.isDoubleZero))
  }

  /// Rate ratios pooled by Mantel and Haenszel's weights:
  /// log(sum x1 t2/T / sum x2 t1/T), variance by Greenland and Robins (1985).
  ///
  /// - Throws: `EffectError.noTables`, `.noPooledEstimate`, `.levelOutOfRange`.
  public static func mantelHaenszel(
    rates: [TwoGroupRates], level: Double = 0.95, isContinuityCorrected: Bool = true
  ) throws(EffectError) -> SparsePooling {
    guard !rates.isEmpty else { throw .noTables }
    let measure = EffectMeasure.incidenceRateRatio
    var (first, second, spread) = (0.0, 0.0, 0.0)
    var (deviation, variance) = (0.0, 0.0)
    for cell in rates.map({ RateCells($0) }) {
      let (share1, share2) = (cell.t1 / (cell.t1 + cell.t2), cell.t2 / (cell.t1 + cell.t2))
      let events = cell.x1 + cell.x2
      first += cell.x1 * share2
      second += cell.x2 * share1
      spread += share1 * share2 * events
      deviation += cell.x1 - events * share1
      variance += events * share1 * share2
    }
    let pooled = RawEffect(estimate: log(first / second), variance: spread / (first * second))
    guard pooled.estimate.isFinite else { throw .noPooledEstimate(measure: measure) }
    let studies = rates.map { SummarizedStudy(study: "", summary: .rates($0)) }
    let association = TableTests.association(
      deviation, variance, isContinuityCorrected: isContinuityCorrected)
    return try SparsePooling(
      .mantelHaenszel, measure, pooled, level: level,
      heterogeneity: try heterogeneity(of: studies, measure, around: pooled.estimate),
      tableTests: TableTests(
        mantelHaenszel: association, cochran: nil, breslowDay: nil, tarone: nil,
        isContinuityCorrected: isContinuityCorrected),
      tableCount: rates.count, uninformativeCount: rates.count(where: \.isDoubleZero))
  }

  /// Greenland and Robins (1985): sum (n1 n2 (a + c) - a c N) / N^2 over R S.
  private static func riskRatio(_ tables: [FourfoldCells]) -> RawEffect {
    var (first, second, spread) = (0.0, 0.0, 0.0)
    for table in tables {
      let (share1, share2) = (table.firstRow / table.total, table.secondRow / table.total)
      first += table.a * share2
      second += table.c * share1
      spread += share1 * share2 * table.firstColumn - table.a * table.c / table.total
    }
    return RawEffect(estimate: log(first / second), variance: spread / (first * second))
  }

  /// Robins, Breslow and Greenland (1986): with P = (a + d)/N, Q = (b + c)/N, R = ad/N, S = bc/N,
  /// (sum PR / R^2 + sum(PS + QR) / (R S) + sum QS / S^2) / 2.
  private static func oddsRatio(_ tables: [FourfoldCells]) -> RawEffect {
    var (first, second) = (0.0, 0.0)
    var (alike, mixed, unlike) = (0.0, 0.0, 0.0)
    for table in tables {
      let agreement = (table.a + table.d) / table.total
      let disagreement = (table.b + table.c) / table.total
      let r = table.a * table.d / table.total
      let s = table.b * table.c / table.total
      first += r
      second += s
      alike += agreement * r
      mixed += agreement * s + disagreement * r
      unlike += disagreement * s
    }
    let variance =
      alike / (first * first) + mixed / (first * second) + unlike / (second * second)
    return RawEffect(estimate: log(first / second), variance: variance / 2)
  }

  /// Sato, Greenland and Robins (1989), whose variance holds for many small tables and for few
  /// large ones.
  private static func riskDifference(_ tables: [FourfoldCells]) -> RawEffect {
    var (deviation, weight, sparse, large) = (0.0, 0.0, 0.0, 0.0)
    for table in tables {
      let (n1, n2, total) = (table.firstRow, table.secondRow, table.total)
      deviation += (table.a * n2 - table.c * n1) / total
      weight += n1 * n2 / total
      sparse +=
        (n1 * n1 * table.c - n2 * n2 * table.a + n1 * n2 * (n2 - n1) / 2) / (total * total)
      large += (table.a * table.d + table.b * table.c) / (2 * total)
    }
    let estimate = deviation / weight
    return RawEffect(
      estimate: estimate, variance: (estimate * sparse + large) / (weight * weight))
  }
}
