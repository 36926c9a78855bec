/// A143: a crossover analysed as if its arms were different people, or its periods counted as
/// people.
public enum CrossoverReading {
  public static func checks(
    _ contrasts: [ReportedContrast], _ comparisons: [TrialComparison]
  ) -> [ConsistencyCheck] {
    contrasts.compactMap(analysis) + comparisons.compactMap(people)
  }

  // MARK: - The analysis

  /// P of a crossover against the tests of two independent groups.
  ///
  /// Of means, a paired P can be nearly that of independent groups only if a person's two values
  /// hardly go together (r near 0). Of counts it is a matter of tables: McNemar's tests of the
  /// tables that the totals allow may or may not reach P.
  private static func analysis(_ contrast: ReportedContrast) -> ConsistencyCheck? {
    guard contrast.design == .crossover, let p = contrast.record.p, p.relation == .equal else {
      return nil
    }
    for comparison in contrast.comparisons {
      if let means = comparison.means { return ofMeans(contrast, p, means) }
      if !comparison.tables.isEmpty { return ofCounts(contrast, p, comparison.tables) }
    }
    return nil
  }

  private static func ofMeans(
    _ contrast: ReportedContrast, _ p: PrintedNumber, _ means: MeanContrast
  ) -> ConsistencyCheck {
    let rule = PValueOfMeans(printed: p, contrast: means)
    let range = rule.recomputed
    let start =
      "\(CheckText.printedP(p)) of a crossover; tests of independent groups give "
      + CheckText.probability(range)
    guard range.width <= widestTelling else {
      return contrast.check(
        "A143", "p", printed: p.text, .notCheckable, recomputed: range,
        "\(start), too wide a range to tell them from a paired test")
    }
    if rule.verdict != .consistent {
      return contrast.check(
        "A143", "p", printed: p.text, .consistent, recomputed: range, "\(start): it is not theirs")
    }
    // A right paired P looks like this too where r is near 0: that proves nothing.
    return contrast.check(
      "A143", "p", printed: p.text, .notCheckable, recomputed: range,
      "\(start): it can be theirs (\(rule.agreeing.map(\.rawValue).joined(separator: ", "))), so "
        + "the pairs were left out, or a person's two values hardly go together")
  }

  /// A wider range of P holds paired results too, and that the printed one lies in it says nothing.
  private static let widestTelling = 0.1

  private static func ofCounts(
    _ contrast: ReportedContrast, _ p: PrintedNumber, _ tables: [TwoGroupEvents]
  ) -> ConsistencyCheck? {
    let independent = PValueOfCounts(printed: p, tables: tables)
    guard let range = independent.recomputed else { return nil }
    let start =
      "\(CheckText.printedP(p)) of a crossover; tests of independent groups give "
      + CheckText.probability(range)
    if independent.verdict != .consistent {
      return contrast.check(
        "A143", "p", printed: p.text, .consistent, recomputed: range, "\(start): it is not theirs")
    }
    let isPaired = PValueOfCounts.pairedPValues(tables).contains {
      p.agreement(with: ValueRange($0.pValue)) == .consistent
    }
    let names = independent.agreeing.map(\.rawValue).joined(separator: ", ")
    return contrast.check(
      "A143", "p", printed: p.text, isPaired ? .consistent : .inconsistent, recomputed: range,
      isPaired
        ? "\(start), and it can be theirs (\(names)) or that of a paired test"
        : "\(start): it is theirs (\(names)), and no paired table with these totals gives it")
  }

  // MARK: - People

  /// The people of an arm of a crossover are at most those allocated; twice as many are periods.
  private static func people(_ comparison: TrialComparison) -> ConsistencyCheck? {
    guard comparison.design == .crossover, let trial = comparison.trial,
      let randomised = (trial.randomised ?? trial.analysed)?.wholeNumber, randomised > 0,
      let arms = [comparison.treatment?.people, comparison.comparator?.people]
        .compactMap({ $0?.wholeNumber }).max()
    else { return nil }
    var subject = ConsistencyCheck.Subject()
    subject.study = comparison.study
    subject.group = comparison.group
    subject.outcome = comparison.outcome
    subject.timepoint = comparison.timepoint
    let isMore = arms > randomised
    return ConsistencyCheck(
      code: "A143", subject: subject, verdict: isMore ? .inconsistent : .consistent,
      printed: "\(arms)", recomputed: ValueRange(0, Double(randomised)),
      message: isMore
        ? "an arm has \(arms) people, of \(randomised) in the crossover"
        : "an arm has \(arms) of the \(randomised) people of the crossover",
      repair: arms == 2 * randomised ? "periods were counted, two a person" : nil,
      place: comparison.treatment?.source?.place(column: "n"))
  }
}
