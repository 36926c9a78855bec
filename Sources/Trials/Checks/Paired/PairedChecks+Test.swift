import Tables

extension PairedChecks {
  /// A133: the P of a paired t test leaves a correlation from -1 to 1.
  ///
  /// SE = |difference| / t(n - 1; P), d = SE sqrt(n), r = (s1^2 + s2^2 - d^2) / (2 s1 s2), each
  /// over the rounding of all numbers. Not checkable if every r from -1 to 1 fits.
  public static func pairedTest(
    _ numbers: PairedNumbers, subject: ConsistencyCheck.Subject, place: Place? = nil
  ) -> ConsistencyCheck {
    let implied: PairedNumbers.Implied
    let loose: PairedNumbers.Implied
    do throws(DerivationError) {
      implied = try numbers.implied(.nearest)
      loose = try numbers.implied(.anyDirection)
    } catch {
      return notCheckable("A133", subject, numbers.p, error.finding.message, place)
    }
    let r = implied.correlation
    let saysNothing = r.low <= -1 && r.high >= 1
    let verdict =
      saysNothing
      ? ConsistencyCheck.Verdict.notCheckable
      : verdict(fits: isPossible(r), fitsLoosely: isPossible(loose.correlation))
    return ConsistencyCheck(
      code: "A133", subject: subject, verdict: verdict, printed: numbers.p.text,
      recomputed: implied.p,
      message: "A paired t test of \(numbers.count) people with this P has a standard error of "
        + "\(RangeText.words(implied.standardError)), an SD of differences of "
        + "\(RangeText.words(implied.differenceDeviation)) and a correlation of "
        + RangeText.words(r) + (saysNothing ? ", so that every correlation fits" : ""),
      place: place)
  }

  /// A133: the estimate is the middle of its paired t interval, and both give the printed P.
  ///
  /// SE = (high - low) / (2 t(n - 1)), P = P(|T| > |estimate| / SE), over the rounding of all.
  ///
  /// - `isNamed`: the source calls the bracket a confidence interval.
  /// - `p`: nil if none is printed; then only the middle is looked at.
  public static func interval(
    _ numbers: PairedIntervalNumbers, p: PrintedNumber?, isNamed: Bool,
    subject: ConsistencyCheck.Subject, place: Place? = nil
  ) -> ConsistencyCheck {
    do throws(DerivationError) {
      let symmetry = try numbers.symmetry(.nearest)
      let bracket = isNamed ? "" : ", if the bracket, which the source does not name, is one"
      guard symmetry.isSymmetric else {
        return try asymmetric(numbers, symmetry, p: p, bracket, subject: subject, place: place)
      }
      guard let p else {
        return ConsistencyCheck(
          code: "A133", subject: subject, verdict: .consistent, printed: numbers.estimate.text,
          recomputed: symmetry.centre,
          message: "The estimate is the middle of its interval", place: place)
      }
      let implied = try numbers.probability(.nearest)
      let loose = try numbers.probability(.anyDirection)
      return ConsistencyCheck(
        code: "A133", subject: subject,
        verdict: verdict(
          fits: meets(implied, p.range), fitsLoosely: meets(loose, p.generousRange)),
        printed: p.text, recomputed: implied,
        message: "The paired t interval of \(numbers.count) people gives a P of "
          + "\(RangeText.words(implied)), printed \(p.text)\(bracket)",
        place: place)
    } catch {
      return notCheckable(
        "A133", subject, p ?? numbers.estimate, error.finding.message, place)
    }
  }

  /// An estimate that is not the middle. With another end it would be; if P singles one out, that
  /// is the repair.
  private static func asymmetric(
    _ numbers: PairedIntervalNumbers, _ symmetry: IntervalSymmetry, p: PrintedNumber?,
    _ bracket: String, subject: ConsistencyCheck.Subject, place: Place?
  ) throws(DerivationError) -> ConsistencyCheck {
    let centre = symmetry.centre
    let loose = try numbers.probability(.anyDirection)
    let isLoose =
      try numbers.symmetry(.anyDirection).isSymmetric
      && (p.map { meets(loose, $0.generousRange) } ?? true)
    return ConsistencyCheck(
      code: "A133", subject: subject, verdict: isLoose ? .rounding : .inconsistent,
      printed: numbers.estimate.text, recomputed: centre,
      message: "\(numbers.estimate.text) is not the middle of the interval "
        + "(\(numbers.low.text), \(numbers.high.text)), which lies at "
        + RangeText.words(centre) + bracket,
      repair: try endRepair(numbers, p),
      place: place)
  }

  private static func endRepair(
    _ numbers: PairedIntervalNumbers, _ p: PrintedNumber?
  ) throws(DerivationError) -> String? {
    guard let p, let upper = try numbers.mirrored(keeping: numbers.low),
      let lower = try numbers.mirrored(keeping: numbers.high)
    else { return nil }
    switch (meets(upper.p, p.range), meets(lower.p, p.range)) {
    case (true, false): return "an upper end of \(RangeText.words(upper.end)) fits P as well"
    case (false, true): return "a lower end of \(RangeText.words(lower.end)) fits P as well"
    default: return nil
    }
  }
}
