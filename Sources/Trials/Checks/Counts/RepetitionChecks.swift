/// A151: rows that occur twice, and the same numbers in two studies.
///
/// Numbers are the same if they are printed alike. It takes an n, a mean and an SD, of which the
/// last two have two significant digits or more, or any two statistics with three or more. Within
/// a study the same numbers come with good reason: the baseline of an arm stands in several tables.
public enum RepetitionChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    var rows = Set<[String]>()
    var places: [String: [Int]] = [:]
    return tables.arms.enumerated().compactMap { index, arm in
      let isNew = rows.insert(arm.everything).inserted
      let numbers = arm.tellingNumbers
      let other = numbers.lazy.compactMap { text in
        places[text]?.first { tables.arms[$0].study != arm.study }.map { (text, tables.arms[$0]) }
      }.first
      for text in numbers { places[text, default: []].append(index) }
      if !isNew { return arm.check(repeated) }
      return other.map { arm.check(shared($0, arm, with: $1)) }
    }
  }

  private static let repeated = CountFinding(
    code: "A151", verdict: .inconsistent, message: "the row occurs twice",
    repair: "leave one of the two out")

  private static func shared(
    _ numbers: String, _ arm: ArmRecord, with other: ArmRecord
  ) -> CountFinding {
    let place = [other.study, other.outcome, other.arm, other.timepoint]
    return CountFinding(
      code: "A151", verdict: .inconsistent, printed: numbers,
      message: "\(numbers): as in \(place.filter { !$0.isEmpty }.joined(separator: ", "))",
      items: [arm.phase == .baseline ? "4.3" : "4.7"])
  }
}

extension ArmRecord {
  private var statistics: [(name: String, number: PrintedNumber?)] {
    [
      ("mean", mean), ("SD", sd), ("SE", se), ("median", median), ("first quartile", q1),
      ("third quartile", q3), ("minimum", min), ("maximum", max), ("percentage", percent),
      ("lower limit", ciLow), ("upper limit", ciHigh),
    ]
  }

  /// What the row is about, and every number in it.
  fileprivate var everything: [String] {
    [
      study, group, outcome, arm, timepoint, phase.rawValue, sequence,
      period.map(String.init) ?? "",
      unit, definition,
    ] + [n, events, total].map { $0?.text ?? "" } + statistics.map { $0.number?.text ?? "" }
  }

  /// Sets of numbers, as text, that hardly come twice by chance: n, mean and SD, and every two
  /// statistics of three digits.
  fileprivate var tellingNumbers: [String] {
    var found: [String] = []
    if let n, let mean, let sd, mean.significantDigits >= 2, sd.significantDigits >= 2 {
      found.append("n \(n.text), mean \(mean.text), SD \(sd.text)")
    }
    let long = statistics.compactMap { name, number -> String? in
      guard let number, number.significantDigits >= 3 else { return nil }
      return "\(name) \(number.text)"
    }
    for (index, first) in long.enumerated() {
      found += long[(index + 1)...].map { "\(first), \($0)" }
    }
    return found
  }
}
