import Tables

/// Checks of numbers that are of the same people twice: changes, three SDs, paired P values.
public enum PairedChecks {
  /// All that the tables allow: A131 and A132 for every printed change, A133 for every difference
  /// within people that has a P or an interval.
  ///
  /// `comparisons`: those of the same tables.
  public static func checks(
    _ tables: TrialTables, comparisons: [TrialComparison]
  ) -> [ConsistencyCheck] {
    ArmChange.all(in: tables.arms).flatMap { [change($0), correlation($0)] }.compactMap { $0 }
      + ContrastContext.all(comparisons).filter { $0.isPaired && $0.isOfMeans }
      .compactMap { paired($0) }
  }

  private static func change(_ rows: ArmChange) -> ConsistencyCheck? {
    guard let printed = rows.change.mean else { return nil }
    let (subject, place) = (rows.change.subject, rows.change.source?.place(column: "mean"))
    guard let start = rows.baseline?.mean, let end = rows.final?.mean else {
      return notCheckable(
        "A131", subject, printed, "The means at the start and at the end are not both printed",
        place)
    }
    guard rows.isOfSamePeople else {
      return notCheckable(
        "A131", subject, printed, "Start, end and change are of different numbers of people", place)
    }
    return change(start: start, end: end, change: printed, subject: subject, place: place)
  }

  private static func correlation(_ rows: ArmChange) -> ConsistencyCheck? {
    guard let printed = rows.change.sd else { return nil }
    let (subject, place) = (rows.change.subject, rows.change.source?.place(column: "sd"))
    guard let start = rows.baseline?.sd, let end = rows.final?.sd else {
      return notCheckable(
        "A132", subject, printed, "The SDs at the start and at the end are not both printed", place)
    }
    guard rows.isOfSamePeople else {
      return notCheckable(
        "A132", subject, printed, "Start, end and change are of different numbers of people", place)
    }
    return correlation(
      start: start, end: end, change: printed, count: rows.change.n?.wholeNumber,
      subject: subject, place: place)
  }

  private static func paired(_ context: ContrastContext) -> ConsistencyCheck? {
    let contrast = context.contrast
    guard let printed = contrast.p ?? (context.hasInterval ? contrast.estimate : nil) else {
      return nil
    }
    let place = contrast.source?.place(column: contrast.p == nil ? "estimate" : "p")
    do throws(DerivationError) {
      if let numbers = try context.pairedInterval() {
        return interval(
          numbers, p: contrast.p, isNamed: context.hasNamedInterval, subject: context.subject,
          place: place)
      }
      return pairedTest(try context.pairedNumbers(), subject: context.subject, place: place)
    } catch {
      return notCheckable("A133", context.subject, printed, error.finding.message, place)
    }
  }

  static func notCheckable(
    _ code: String, _ subject: ConsistencyCheck.Subject, _ printed: PrintedNumber,
    _ message: String, _ place: Place?
  ) -> ConsistencyCheck {
    ConsistencyCheck(
      code: code, subject: subject, verdict: .notCheckable, printed: printed.text,
      message: message, place: place)
  }
}
