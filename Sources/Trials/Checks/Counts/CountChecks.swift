import Tables

/// The rules on counts, means of whole numbers, percentages, participants, spread, repetition and
/// doses: A101 to A103, A111 to A114, A124, A134, A151 and A161.
///
/// They are functions of the tables alone: the same tables give the same checks in the same order.
public enum CountChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    IntegerDataChecks.checks(of: tables) + PercentageChecks.checks(of: tables)
      + ParticipantChecks.checks(of: tables) + SpreadChecks.checks(of: tables)
      + RepetitionChecks.checks(of: tables) + DoseChecks.checks(of: tables)
  }
}

/// What a rule found, before the record it is about is added.
struct CountFinding {
  var code: String
  var verdict: ConsistencyCheck.Verdict
  var printed = ""
  var recomputed: ValueRange?
  var message: String
  var repair: String?
  /// Items of the INSPECT-SR check list.
  var items: [String] = []

  fileprivate func check(
    _ subject: ConsistencyCheck.Subject, source: RowSource?, column: String?
  ) -> ConsistencyCheck {
    let place = source?.place(column: column)
    return ConsistencyCheck(
      code: code, subject: subject, verdict: verdict, printed: printed, recomputed: recomputed,
      message: message, repair: repair, inspectItems: items, place: place)
  }
}

extension ArmRecord {
  /// The check of a number of the row.
  func check(_ finding: CountFinding, column: String? = nil) -> ConsistencyCheck {
    finding.check(subject, source: source, column: column)
  }
}

extension TrialRecord {
  /// The check of a number of the study.
  func check(_ finding: CountFinding, column: String? = nil) -> ConsistencyCheck {
    var subject = ConsistencyCheck.Subject()
    subject.study = study
    subject.group = group
    return finding.check(subject, source: source, column: column)
  }
}

extension PrintedNumber {
  /// A whole number of people that can be counted with; nil if it is not one, or absurdly large.
  var people: Int? {
    guard let wholeNumber, (1...1_000_000).contains(wholeNumber) else { return nil }
    return wholeNumber
  }

  /// A recomputed value with as many digits as the printed one, and one more.
  func written(_ value: Double) -> String {
    PrintedNumber(rounding: value, decimals: decimals + 1).text
  }
}
