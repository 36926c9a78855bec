extension SparsePooling {
  /// Odds ratios pooled by Peto's method, sum(a - E) / sum V with variance 1 / sum V, E and V of
  /// the hypergeometric distribution; Q = sum (a - E)^2 / V - (sum(a - E))^2 / sum V.
  ///
  /// It is good for rare events, groups of similar size and small effects, and biased otherwise.
  ///
  /// Source: Yusuf, Peto, Lewis, Collins and Sleight (1985), appendix.
  /// - Throws: `EffectError.noTables`, `.noPooledEstimate`, `.levelOutOfRange`.
  public static func peto(
    _ tables: [TwoGroupEvents], level: Double = 0.95
  ) throws(EffectError) -> SparsePooling {
    guard !tables.isEmpty else { throw .noTables }
    var (deviation, variance, square, informative) = (0.0, 0.0, 0.0, 0)
    for table in tables where !table.isDoubleZero {
      let cells = table.cells
      let expected = cells.conditional
      let difference = cells.a - expected.mean
      deviation += difference
      variance += expected.variance
      square += difference * difference / expected.variance
      informative += 1
    }
    let pooled = RawEffect(estimate: deviation / variance, variance: 1 / variance)
    let heterogeneity =
      informative < 2
      ? nil
      : ContingencyTest(
        statistic: square - deviation * deviation / variance, degreesOfFreedom: informative - 1)
    return try SparsePooling(
      .peto, .petoOddsRatio, pooled, level: level, heterogeneity: heterogeneity,
      tableTests: nil, tableCount: tables.count,
      uninformativeCount: tables.count - informative)
  }
}
