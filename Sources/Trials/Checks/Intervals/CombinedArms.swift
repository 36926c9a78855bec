/// A141 in a study: the mean, or the percentage, of everybody lies between those of the arms.
public enum CombinedArms {
  public static func checks(_ arms: [ArmRecord]) -> [ConsistencyCheck] {
    arms.filter { $0.role == .all }.flatMap { whole -> [ConsistencyCheck] in
      let parts = arms.filter {
        $0.role != .all && $0.study == whole.study && $0.group == whole.group
          && $0.outcome == whole.outcome && $0.timepoint == whole.timepoint
          && $0.sequence == whole.sequence && $0.period == whole.period
      }
      return [
        check(whole, parts, "mean") { $0.mean }, check(whole, parts, "percent") { $0.percent },
      ].compactMap { $0 }
    }
  }

  private static func check(
    _ whole: ArmRecord, _ parts: [ArmRecord], _ column: String,
    _ value: (ArmRecord) -> PrintedNumber?
  ) -> ConsistencyCheck? {
    // Every arm must be there, or the others could pull the value anywhere.
    let ranges = parts.compactMap { value($0)?.range }
    guard let printed = value(whole), parts.contains(where: { $0.role == .treatment }),
      parts.contains(where: { $0.role == .comparator }), ranges.count == parts.count
    else { return nil }
    let hull = ranges.dropFirst().reduce(ranges[0]) { $0.union($1) }
    var subject = ConsistencyCheck.Subject()
    subject.study = whole.study
    subject.group = whole.group
    subject.outcome = whole.outcome
    subject.arm = whole.arm
    subject.timepoint = whole.timepoint
    let texts = parts.map { "\(value($0)?.text ?? "") (\($0.arm))" }.joined(separator: " and ")
    let verdict = printed.agreement(with: hull)
    let place = verdict == .inconsistent ? "outside" : "between"
    return ConsistencyCheck(
      code: "A141", subject: subject, verdict: verdict, printed: printed.text, recomputed: hull,
      message: "the \(column) of \(whole.arm), \(printed.text), lies \(place) those of the arms, "
        + texts, inspectItems: ["4.10"], place: whole.source?.place(column: column))
  }
}
