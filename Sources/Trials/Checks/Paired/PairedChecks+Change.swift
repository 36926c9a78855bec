import Tables

extension PairedChecks {
  /// A131: the change is the end less the start.
  ///
  /// All three means are taken with their rounding: [end] - [start] must meet [change].
  public static func change(
    start: PrintedNumber, end: PrintedNumber, change: PrintedNumber,
    subject: ConsistencyCheck.Subject, place: Place? = nil
  ) -> ConsistencyCheck {
    let range = end.range - start.range
    let verdict = verdict(
      fits: meets(range, change.range),
      fitsLoosely: meets(end.generousRange - start.generousRange, change.generousRange))
    let isReversed = verdict == .inconsistent && meets(-range, change.range)
    let outcome = verdict == .inconsistent ? "not \(change.text)" : "printed \(change.text)"
    return ConsistencyCheck(
      code: "A131", subject: subject, verdict: verdict, printed: change.text, recomputed: range,
      message: "\(end.text) less \(start.text) is \(RangeText.words(range)), \(outcome)",
      repair: isReversed ? "the change with the other sign: start less end" : nil, place: place)
  }

  /// A132: the correlation between start and end that three SDs imply lies within -1 and 1.
  ///
  /// r = (s1^2 + s2^2 - d^2) / (2 s1 s2), over the rounding of all three; inconsistent only if no
  /// value from -1 to 1 is possible.
  ///
  /// `count`: people, to see whether the SD of the change is a standard error.
  public static func correlation(
    start: PrintedNumber, end: PrintedNumber, change: PrintedNumber, count: Int? = nil,
    subject: ConsistencyCheck.Subject, place: Place? = nil
  ) -> ConsistencyCheck {
    guard let value = correlation(start, end, change, .nearest) else {
      return notCheckable(
        "A132", subject, change, "An SD of 0, or a limit, has no correlation", place)
    }
    let loose = correlation(start, end, change, .anyDirection)
    let verdict = verdict(
      fits: isPossible(value), fitsLoosely: loose.map { isPossible($0) } ?? true)
    return ConsistencyCheck(
      code: "A132", subject: subject, verdict: verdict, printed: change.text,
      recomputed: possibleDeviations(start, end),
      message: "The SDs \(start.text), \(end.text) and, of the change, \(change.text) imply a "
        + "correlation of \(RangeText.words(value))",
      repair: verdict == .inconsistent ? standardErrorRepair(start, end, change, count) : nil,
      place: place)
  }

  /// nil for SDs whose range touches 0.
  private static func correlation(
    _ start: PrintedNumber, _ end: PrintedNumber, _ change: PrintedNumber,
    _ rounding: RoundingAllowance, factor: Double = 1
  ) -> ValueRange? {
    let ranges = [start, end, change].map { $0.range(rounding) }
    guard ranges.allSatisfy({ $0.low > 0 && $0.high < .infinity }) else { return nil }
    return PairedFormula.correlation(ranges[0], ranges[1], factor * ranges[2])
  }

  /// From |s1 - s2| to s1 + s2: what the SD of the change can be.
  private static func possibleDeviations(_ start: PrintedNumber, _ end: PrintedNumber) -> ValueRange
  {
    ValueRange((start.range - end.range).magnitude.low, (start.range + end.range).high)
  }

  private static func standardErrorRepair(
    _ start: PrintedNumber, _ end: PrintedNumber, _ change: PrintedNumber, _ count: Int?
  ) -> String? {
    guard let count, count > 1,
      let value = correlation(
        start, end, change, .nearest, factor: Double(count).squareRoot()),
      isPossible(value)
    else { return nil }
    return "\(change.text) as the standard error of the change: a correlation of "
      + RangeText.words(value)
  }

  static func isPossible(_ correlation: ValueRange) -> Bool {
    correlation.widened(by: 1e-9).overlaps(ValueRange(-1, 1))
  }

  static func verdict(fits: Bool, fitsLoosely: Bool) -> ConsistencyCheck.Verdict {
    if fits { return .consistent }
    return fitsLoosely ? .rounding : .inconsistent
  }

  /// The ranges have a value in common, but for the errors of binary fractions.
  static func meets(_ a: ValueRange, _ b: ValueRange) -> Bool {
    let size = min(a.magnitude.high, b.magnitude.high)
    return a.widened(by: size.isFinite ? 1e-12 * (1 + size) : 0).overlaps(b)
  }
}
