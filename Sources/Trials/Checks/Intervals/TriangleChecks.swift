import Glibc

/// A123: do estimate, interval, P, standard error and a figure in brackets agree with each other?
public enum TriangleChecks {
  public static func checks(_ contrasts: [ReportedContrast]) -> [ConsistencyCheck] {
    contrasts.flatMap { contrast in
      [interval(contrast), probability(contrast), standardError(contrast), bracket(contrast)]
        .compactMap { $0 }
    }
  }

  // MARK: - Estimate and interval

  /// The estimate lies in its interval, and in the middle of it.
  private static func interval(_ contrast: ReportedContrast) -> ConsistencyCheck? {
    let record = contrast.record
    guard let estimate = record.estimate, let low = record.ciLow, let high = record.ciHigh,
      let triangle = contrast.triangle
    else { return nil }
    let printed = "\(estimate.text) (\(CheckText.interval(low, high)))"
    let middle =
      record.isOnLogarithmicScale ? triangle.midpoint.mapped(monotone: exp) : triangle.midpoint
    func check(
      _ verdict: ConsistencyCheck.Verdict, _ message: String, repair: String? = nil
    ) -> ConsistencyCheck {
      contrast.check(
        "A123", "estimate", printed: printed, verdict, recomputed: middle, message, repair: repair)
    }
    guard triangle.holdsEstimate else {
      return check(
        .inconsistent,
        "the estimate \(estimate.text) lies outside its interval, "
          + CheckText.interval(low, high))
    }
    let decimals = max(estimate.decimals, low.decimals, high.decimals) + 1
    let text =
      "the middle of \(CheckText.interval(low, high))"
      + (record.isOnLogarithmicScale ? " on the scale of the logarithm" : "")
      + " is \(CheckText.range(middle, decimals: decimals)), the estimate \(estimate.text)"
    if triangle.isSymmetric { return check(.consistent, text) }
    if record.intervalKind != "" && record.intervalKind != "confidence" {
      return check(
        .notCheckable,
        "\(text); \(record.intervalKind) limits need not lie about it evenly")
    }
    if contrast.hasCounts {
      return check(
        .notCheckable, "\(text); the counts say which interval it is (A125)")
    }
    if estimate.agreement(with: middle) == .rounding { return check(.rounding, text) }
    let isEvenAsPrinted =
      record.isOnLogarithmicScale
      && estimate.range.overlaps(0.5 * (low.range + high.range))
    return check(
      .inconsistent, text,
      repair: isEvenAsPrinted
        ? "the limits lie evenly about the ratio itself, not about its logarithm" : nil)
  }

  // MARK: - P and interval

  /// P of the interval and the estimate against the printed one.
  private static func probability(_ contrast: ReportedContrast) -> ConsistencyCheck? {
    guard let p = contrast.record.p, let triangle = contrast.triangle,
      let low = contrast.record.ciLow, let high = contrast.record.ciHigh
    else { return nil }
    let implied = triangle.pValue
    func check(
      _ verdict: ConsistencyCheck.Verdict, _ end: String, repair: String? = nil
    ) -> ConsistencyCheck {
      contrast.check(
        "A123", "p", printed: p.text, verdict, recomputed: implied,
        "\(CheckText.printedP(p)); the interval \(CheckText.interval(low, high)) and its estimate "
          + "stand for \(CheckText.probability(implied))\(end)", repair: repair)
    }
    if contrast.record.intervalKind == "quantile" || contrast.record.intervalKind == "unlabelled" {
      return check(.notCheckable, " if it is a confidence interval, which is not said")
    }
    let verdict = p.agreement(with: implied)
    if verdict == .consistent { return check(.consistent, "") }
    let side = otherSide(p, triangle)
    if contrast.isOfCounts, mayBeOtherTest(p, triangle) || contrast.countsGive(p) {
      let cause =
        contrast.countsGive(p)
        ? "the counts give the printed P by another test (A122)"
        : "another test of the same counts can give the printed P"
      return check(.consistent, "\(side); \(cause)")
    }
    if verdict == .rounding { return check(.rounding, "\(side)") }
    let levels = [0.68, 0.8, 0.9, 0.99].filter {
      $0 != triangle.level && p.agreement(with: triangle.pValue(level: $0)) == .consistent
    }
    return check(
      .inconsistent, side,
      repair: levels.count == 1 ? "the interval is one of \(Int(levels[0] * 100)) %" : nil)
  }

  /// What to say if P and the interval fall on different sides of the null.
  private static func otherSide(_ p: PrintedNumber, _ triangle: IntervalTriangle) -> String {
    let alpha = 1 - triangle.level
    let includesNull = triangle.low.high < 0 && triangle.high.low > 0
    let excludesNull = triangle.low.low > 0 || triangle.high.high < 0
    let limit = CheckText.number(alpha, decimals: 2)
    if includesNull && p.range.high <= alpha {
      return "; the interval includes no difference, P is below \(limit)"
    }
    if excludesNull && p.range.low > alpha {
      return "; the interval excludes no difference, P is above \(limit)"
    }
    return ""
  }

  /// Chi-square, exact and Wald tests of a table differ, most in small ones, where a correction
  /// alone can take half from the statistic. They are taken to lie within a quarter of each other
  /// and 0.7, a bound found on simulated tables with arms of 8 people and more.
  private static func mayBeOtherTest(_ p: PrintedNumber, _ triangle: IntervalTriangle) -> Bool {
    guard let printed = p.range.intersection(ValueRange(0, 1)) else { return false }
    let implied = TwoSided.statistic(probability: triangle.pValue)
    let room = ValueRange(0.75 * implied.low - 0.7, 1.25 * implied.high + 0.7)
    return TwoSided.statistic(probability: printed).overlaps(room)
  }

  // MARK: - Standard error

  /// A printed standard error against half the interval, else against estimate and P.
  private static func standardError(_ contrast: ReportedContrast) -> ConsistencyCheck? {
    guard let se = contrast.record.se else { return nil }
    if let triangle = contrast.triangle {
      let implied = triangle.standardError
      let verdict = se.agreement(with: implied)
      let levels = [0.68, 0.8, 0.9, 0.99].filter { level in
        let critical = TwoSided.criticalValue(level: level)
        return level != triangle.level
          && se.agreement(with: (1 / critical) * triangle.halfWidth) == .consistent
      }
      return contrast.check(
        "A123", "se", printed: se.text, verdict, recomputed: implied,
        "standard error \(se.text); half the interval stands for "
          + CheckText.range(implied, decimals: se.decimals + 1),
        repair: verdict == .inconsistent && levels.count == 1
          ? "the interval is one of \(Int(levels[0] * 100)) %" : nil)
    }
    guard let implied = contrast.standardErrorOfP, let p = contrast.record.p else { return nil }
    return contrast.check(
      "A123", "se", printed: se.text, se.agreement(with: implied), recomputed: implied,
      "standard error \(se.text); the estimate and \(CheckText.printedP(p)) stand for "
        + CheckText.range(implied, decimals: se.decimals + 1))
  }
}

extension ReportedContrast {
  var triangle: IntervalTriangle? {
    IntervalTriangle(record, fewestDegreesOfFreedom: fewestDegreesOfFreedom ?? 10)
  }

  /// Of Welch's test: those of the smaller arm; of the same people twice: one less than they are.
  var fewestDegreesOfFreedom: Double? {
    let arms = comparisons.flatMap { [$0.people(.treatment), $0.people(.comparator)] }
      .compactMap { $0 }
    let study = [trial?.analysedTreatment, trial?.analysedComparator]
      .compactMap { $0?.wholeNumber }
    let all = [trial?.analysed ?? trial?.randomised].compactMap { $0?.wholeNumber }
    guard
      let fewest = [arms, study].first(where: { !$0.isEmpty })?.min()
        ?? (design.isParallel ? all.min().map { $0 / 3 } : all.min())
    else { return nil }
    return Double(max(1, fewest - 1))
  }

  var isOfCounts: Bool { CountMeasure(rawValue: record.measure.uppercased()) != nil }

  var hasCounts: Bool { comparisons.contains { !$0.tables.isEmpty } }

  func countsGive(_ p: PrintedNumber) -> Bool {
    design.isParallel
      && comparisons.contains {
        PValueOfCounts(printed: p, tables: $0.tables).verdict == .consistent
      }
  }

  /// |estimate| over the statistic that P stands for, by z and by t.
  var standardErrorOfP: ValueRange? {
    guard let estimate = record.estimate, let p = record.p,
      let values = p.range.intersection(ValueRange(0, 1)),
      let scaled = record.isOnLogarithmicScale ? estimate.range.logarithm : estimate.range
    else { return nil }
    let ranges = [fewestDegreesOfFreedom ?? 10, .infinity].map {
      TwoSided.ratio(
        scaled.magnitude, to: TwoSided.statistic(probability: values, degreesOfFreedom: $0))
    }
    return ranges[0].union(ranges[1])
  }
}
