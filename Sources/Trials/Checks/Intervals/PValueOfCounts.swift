/// A122: does a printed P follow from the counts of two arms, and by which test?
public struct PValueOfCounts: Sendable {
  public let printed: PrintedNumber
  /// Usually one; several where only percentages were printed.
  public let tables: [TwoGroupEvents]

  public init(printed: PrintedNumber, tables: [TwoGroupEvents]) {
    self.printed = printed
    self.tables = tables
  }

  /// The tests whose P, of one of the tables, rounds to the printed one.
  public var agreeing: [CountTest] { CountTest.allCases.filter { agreement($0) == .consistent } }

  /// Of these the usual ones, or the others where no usual one is among them.
  var named: [CountTest] {
    let usual = agreeing.filter(CountTest.usual.contains)
    return usual.isEmpty ? agreeing : usual
  }

  public var verdict: ConsistencyCheck.Verdict {
    CountTest.allCases.map(agreement).min { $0.distance < $1.distance } ?? .notCheckable
  }

  /// P of the usual tests and, where none of them agrees, of the others too: smallest to largest.
  public var recomputed: ValueRange? {
    let tests =
      CountTest.usual.contains(where: agreeing.contains) ? CountTest.usual : CountTest.allCases
    let ranges = tests.compactMap(pValues)
    return ranges.dropFirst().reduce(ranges.first) { $0?.union($1) }
  }

  /// The usual tests lie on both sides of 0.05.
  public var hangsOnTest: Bool {
    let ranges = CountTest.usual.compactMap(pValues)
    return ranges.contains { $0.high < 0.05 } && ranges.contains { $0.low >= 0.05 }
  }

  /// The P of a test over the tables; nil where it does not exist.
  public func pValues(_ test: CountTest) -> ValueRange? {
    let values = tables.compactMap(test.pValue)
    return values.dropFirst().reduce(values.first.map { ValueRange($0) }) {
      $0?.union(ValueRange($1))
    }
  }

  private func agreement(_ test: CountTest) -> ConsistencyCheck.Verdict {
    tables.compactMap(test.pValue).map { printed.agreement(with: ValueRange($0)) }
      .min { $0.distance < $1.distance } ?? .notCheckable
  }
}

extension PValueOfCounts {
  /// The check of every contrast with a P whose arms have counts.
  public static func checks(_ contrasts: [ReportedContrast]) -> [ConsistencyCheck] {
    contrasts.compactMap { contrast in
      guard let p = contrast.record.p else { return nil }
      return contrast.comparisons.compactMap { comparison in
        let tables = comparison.tables
        if tables.isEmpty { return nil }
        return contrast.design.isParallel
          ? independent(contrast, p, comparison, tables) : paired(contrast, p, tables)
      }.min { $0.verdict.distance < $1.verdict.distance }
    }
  }

  private static func independent(
    _ contrast: ReportedContrast, _ p: PrintedNumber, _ comparison: TrialComparison,
    _ tables: [TwoGroupEvents]
  ) -> ConsistencyCheck {
    let rule = PValueOfCounts(printed: p, tables: tables)
    guard rule.recomputed != nil else {
      return contrast.check(
        "A122", "p", printed: p.text, .notCheckable,
        "nobody in either arm, or everybody, has the event: no test applies")
    }
    let verdict = rule.verdict
    var message = "\(CheckText.printedP(p)); the counts \(counts(tables)) give \(values(rule))"
    if verdict == .consistent {
      message += ": it agrees with \(rule.named.map(\.rawValue).joined(separator: ", "))"
    }
    if rule.hangsOnTest { message += "; which side of 0.05 it falls on hangs on the test" }
    let repair = verdict == .inconsistent ? onlyRepair(p, comparison) : nil
    return contrast.check(
      "A122", "p", printed: p.text, verdict, recomputed: rule.recomputed, message, repair: repair)
  }

  /// The usual tests, and others where only these agree.
  private static func values(_ rule: PValueOfCounts) -> String {
    CountTest.allCases.filter { CountTest.usual.contains($0) || rule.named.contains($0) }
      .compactMap { test in
        rule.pValues(test).map { "\(test.rawValue) \(CheckText.probability($0))" }
      }.joined(separator: ", ")
  }

  static func counts(_ tables: [TwoGroupEvents]) -> String {
    guard let first = tables.first else { return "" }
    let text =
      "\(first.treatment.events)/\(first.treatment.total) and "
      + "\(first.comparator.events)/\(first.comparator.total)"
    return tables.count == 1 ? text : text + " (or others that round to the percentages)"
  }

  /// The one pair of other numbers of people, with one of them changed, that makes P agree.
  private static func onlyRepair(_ p: PrintedNumber, _ comparison: TrialComparison) -> String? {
    let (first, second) = (comparison.people(.treatment), comparison.people(.comparator))
    let pairs =
      comparison.otherPeople(.treatment).map { (Optional($0), second) }
      + comparison.otherPeople(.comparator).map { (first, Optional($0)) }
    let fitting = pairs.map { comparison.tables($0, $1) }.filter {
      PValueOfCounts(printed: p, tables: $0).verdict == .consistent
    }
    return fitting.count == 1 ? "\(counts(fitting[0])) give the printed P" : nil
  }

  /// The same people in both arms: who answered what is not printed, so every table with the two
  /// totals is tried.
  private static func paired(
    _ contrast: ReportedContrast, _ p: PrintedNumber, _ tables: [TwoGroupEvents]
  ) -> ConsistencyCheck {
    guard tables.allSatisfy({ $0.treatment.total == $0.comparator.total }) else {
      return contrast.check(
        "A122", "p", printed: p.text, .notCheckable,
        "the same people are in both arms, but the arms have different numbers of people")
    }
    let values = pairedPValues(tables)
    let agreements = values.map { p.agreement(with: ValueRange($0.pValue)) }
    let verdict = agreements.min { $0.distance < $1.distance } ?? .notCheckable
    let all = values.dropFirst().reduce(values.first.map { ValueRange($0.pValue) }) {
      $0?.union(ValueRange($1.pValue))
    }
    let agreeing = zip(values, agreements).filter { $1 == .consistent }.map(\.0.test)
    let bounds = all.map { CheckText.probability($0) } ?? "nothing"
    var message =
      "\(CheckText.printedP(p)); the same people are in both arms, and the tables that "
      + "\(counts(tables)) allow give \(bounds) by McNemar's tests"
    if verdict == .consistent {
      let names = PairedCountTest.allCases.filter(agreeing.contains).map(\.rawValue)
      message += ": it agrees with \(names.joined(separator: ", ")) of some of them"
    }
    return contrast.check("A122", "p", printed: p.text, verdict, recomputed: all, message)
  }

  /// Of every test and every table of pairs that the totals allow.
  static func pairedPValues(_ tables: [TwoGroupEvents]) -> [(test: PairedCountTest, pValue: Double)]
  {
    tables.filter { $0.treatment.total == $0.comparator.total }.flatMap { table in
      PairedCountTest.discordantPairs(
        treatment: table.treatment.events, comparator: table.comparator.events,
        total: table.treatment.total
      ).flatMap { first, second in
        PairedCountTest.allCases.map { ($0, $0.pValue(first, second)) }
      }
    }
  }
}

extension ComparisonDesign {
  /// Different people in the two groups.
  var isParallel: Bool { self == .parallel || self == .singleGroup }
}
