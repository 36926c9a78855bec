/// The checks of P values, intervals and pooled values: A121-A123, A125 and A141-A143.
public enum IntervalRules {
  /// In the order of the codes, within a code in that of the tables.
  ///
  /// `comparisons`: those of the tables, with the contrasts that they hold.
  public static func checks(
    _ tables: TrialTables, comparisons: [TrialComparison]
  ) -> [ConsistencyCheck] {
    let contrasts = ReportedContrast.pairing(comparisons)
    return PValueOfMeans.checks(contrasts) + PValueOfCounts.checks(contrasts)
      + TriangleChecks.checks(contrasts + tables.reviews.map(ReportedContrast.init(review:)))
      + ArmsAgainstContrast.checks(contrasts)
      + CombinedArms.checks(tables.arms) + ReviewArithmetic.checks(tables.reviews)
      + ReviewArithmetic.subgroups(tables.reviews)
      + CrossoverReading.checks(contrasts, comparisons)
  }
}
