/// A151: rows that occur twice, and the same numbers in two studies.
///
/// Numbers are the same if they are printed alike. It takes an n, a mean and an SD, of which the
/// last two have two significant digits or more, or any two statistics with three or more. Within
/// a study the same numbers come with good reason: the baseline of an arm stands in several tables.
public enum RepetitionChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    let arms = tables.arms
    return arms.indices.compactMap { index in
      let arm = arms[index]
      if arms[..<index].contains(where: { $0.isSameRow(as: arm) }) {
        return arm.check(
          CountFinding(
            code: "A151", verdict: .inconsistent, message: "the row occurs twice",
            repair: "leave one of the two out"))
      }
      for other in arms[..<index] where other.study != arm.study {
        if let same = sameNumbers(arm, other) {
          return arm.check(shared(same, arm, with: other))
        }
      }
      return nil
    }
  }

  private static func shared(
    _ numbers: String, _ arm: ArmRecord, with other: ArmRecord
  ) -> CountFinding {
    let place = [other.study, other.outcome, other.arm, other.timepoint]
    return CountFinding(
      code: "A151", verdict: .inconsistent, printed: numbers,
      message: "\(numbers): as in \(place.filter { !$0.isEmpty }.joined(separator: ", "))",
      items: [arm.phase == .baseline ? "4.3" : "4.7"])
  }

  /// The numbers that two rows have in common, as text; nil if they are too few to tell anything.
  private static func sameNumbers(_ arm: ArmRecord, _ other: ArmRecord) -> String? {
    let same = zip(arm.statistics, other.statistics).compactMap {
      first, second -> (name: String, number: PrintedNumber)? in
      guard let number = first.number, number == second.number else { return nil }
      return (first.name, number)
    }
    let moments = same.filter { ["mean", "SD"].contains($0.name) }
    let isTriple =
      moments.count == 2 && arm.n != nil && arm.n == other.n
      && moments.allSatisfy { $0.number.significantDigits >= 2 }
    let long = same.filter { $0.number.significantDigits >= 3 }
    guard isTriple || long.count >= 2 else { return nil }
    let shown = isTriple ? moments : long
    let people = isTriple ? "n \(arm.n?.text ?? ""), " : ""
    return people + shown.map { "\($0.name) \($0.number.text)" }.joined(separator: ", ")
  }
}

extension ArmRecord {
  fileprivate var statistics: [(name: String, number: PrintedNumber?)] {
    [
      ("mean", mean), ("SD", sd), ("SE", se), ("median", median), ("first quartile", q1),
      ("third quartile", q3), ("minimum", min), ("maximum", max), ("percentage", percent),
      ("lower limit", ciLow), ("upper limit", ciHigh),
    ]
  }

  /// Everything that says what the row is about, and every number, is the same.
  fileprivate func isSameRow(as other: ArmRecord) -> Bool {
    let (a, b) = (self, other)
    return [a.study, a.group, a.outcome, a.arm, a.timepoint, a.sequence, a.unit, a.definition]
      == [b.study, b.group, b.outcome, b.arm, b.timepoint, b.sequence, b.unit, b.definition]
      && a.phase == b.phase && a.period == b.period
      && [a.n, a.events, a.total] == [b.n, b.events, b.total]
      && a.statistics.map(\.number) == b.statistics.map(\.number)
  }
}
