/// A111 and A124: percentages against their counts, and intervals against both.
public enum PercentageChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    let numbers = StudyNumbers(tables)
    return tables.arms.flatMap { arm in
      [
        percentage(arm, numbers).map { arm.check($0, column: "percent") },
        interval(arm, numbers).map { arm.check($0, column: "ci_low") },
      ].compactMap { $0 }
    }
  }

  // MARK: - A111

  private static func percentage(_ arm: ArmRecord, _ numbers: StudyNumbers) -> CountFinding? {
    let countsEvents = arm.personTime != nil || MeasurementScale(arm).isCounted
    guard let events = arm.events?.wholeNumber, let people = arm.people?.people,
      !countsEvents || arm.percent != nil
    else { return nil }
    let printed = arm.percent ?? arm.events
    var finding = CountFinding(
      code: "A111", verdict: .inconsistent, printed: printed?.text ?? "", message: "",
      items: ["4.6", "4.9"])
    guard (0...people).contains(events) else {
      finding.message = "\(events) of \(people) people is no count of people"
      return finding
    }
    guard let percent = arm.percent else { return nil }
    guard (0...100).contains(percent.value) else {
      finding.message = "\(percent.text) % is no share of people: it lies outside 0 to 100"
      return finding
    }
    let exact = 100 * Double(events) / Double(people)
    finding.verdict = PercentageTest(percent: percent).verdict(events: events, of: people)
    finding.recomputed = ValueRange(exact)
    finding.message = "\(events) of \(people) is \(percent.written(exact)) %"
    switch finding.verdict {
    case .rounding: finding.message += ", which is \(percent.text) if cut off or rounded up"
    case .inconsistent:
      finding.message += ", not \(percent.text) %"
      addRepair(&finding, percent, events, people, arm, numbers)
    case .consistent, .notCheckable: break
    }
    return finding
  }

  /// Names what fits the percentage; where a printed interval decides between several, it does.
  private static func addRepair(
    _ finding: inout CountFinding, _ percent: PrintedNumber, _ events: Int, _ people: Int,
    _ arm: ArmRecord, _ numbers: StudyNumbers
  ) {
    let others = numbers.alternatives(to: people, for: arm)
    var fits = PercentageTest(percent: percent)
      .repairs(events: events, of: people, alternatives: others.map(\.people))
    if fits.count > 1, let test = intervalTest(arm) {
      let confirmed = fits.filter { !test.methods(events: $0.events, of: $0.people).isEmpty }
      if !confirmed.isEmpty { fits = confirmed }
    }
    guard !fits.isEmpty else {
      finding.message += "; no count near it is, of as many people or of the study's other numbers"
      return
    }
    let names = fits.map { fit in
      let name = others.first { $0.people == fit.people }?.name
      let source = name.map { " (\($0))" } ?? ""
      let cut = fit.verdict == .rounding ? ", cut off or rounded up" : ""
      return "\(fit.events) of \(fit.people)\(source)\(cut)"
    }
    if names.count == 1 {
      finding.repair = "\(percent.text) % is \(names[0])"
    } else {
      finding.message += "; it would be \(names.prefix(3).joined(separator: ", or "))"
    }
  }

  // MARK: - A124

  private static func intervalTest(_ arm: ArmRecord) -> ProportionIntervalTest? {
    guard arm.intervalOf == "percent", let low = arm.ciLow, let high = arm.ciHigh else {
      return nil
    }
    let level = arm.ciLevel.map { $0.value / 100 } ?? 0.95
    guard level > 0, level < 1 else { return nil }
    return ProportionIntervalTest(low: low, high: high, level: level)
  }

  private static func interval(_ arm: ArmRecord, _ numbers: StudyNumbers) -> CountFinding? {
    guard let test = intervalTest(arm) else { return nil }
    var finding = judge(test, arm, numbers)
    if arm.ciLevel == nil { finding.message += " (its level is not printed, 95 % presumed)" }
    return finding
  }

  private static func judge(
    _ test: ProportionIntervalTest, _ arm: ArmRecord, _ numbers: StudyNumbers
  ) -> CountFinding {
    let text = "\(test.low.text) to \(test.high.text)"
    var finding = CountFinding(
      code: "A124", verdict: .notCheckable, printed: text,
      message: "the interval \(text) %: its count, or out of how many, is not printed",
      items: ["4.9"])
    guard let people = arm.people?.people else { return finding }
    guard let events = arm.events?.wholeNumber, (0...people).contains(events) else {
      recover(&finding, test, arm, people, numbers)
      return finding
    }
    finding.verdict = test.verdict(events: events, of: people)
    let generous = finding.verdict == .rounding
    let methods = test.methods(events: events, of: people, generous: generous).map(\.rawValue)
    let exact = ProportionInterval.clopperPearson.bounds(
      events: events, of: people, level: test.level)
    finding.recomputed = 100 * exact
    let count = "\(events) of \(people)"
    switch finding.verdict {
    case .consistent: finding.message = "\(text) % is the interval of \(count): \(list(methods))"
    case .rounding:
      finding.message =
        "\(text) % is the interval of \(count) if digits were cut off or rounded up: "
        + list(methods)
    case .inconsistent, .notCheckable:
      finding.message =
        "\(text) % is no usual interval of \(count); the exact one is "
        + "\(test.low.written(100 * exact.low)) to \(test.high.written(100 * exact.high)) %"
      recover(&finding, test, arm, people, numbers)
    }
    return finding
  }

  /// Which count, out of how many, has this percentage and this interval: among the study's own
  /// numbers first, then among all numbers up to the row's.
  private static func recover(
    _ finding: inout CountFinding, _ test: ProportionIntervalTest, _ arm: ArmRecord,
    _ people: Int, _ numbers: StudyNumbers
  ) {
    guard let percent = arm.percent, people <= 2000 else { return }
    let others = numbers.alternatives(to: people, for: arm)
    let named = ([people] + others.map(\.people)).flatMap {
      test.recovered(percent: percent, people: $0...$0)
    }
    let fits = named.isEmpty ? test.recovered(percent: percent, people: 1...people) : named
    let names = fits.map { "\($0.events) of \($0.people)" }
    if names.count == 1 {
      finding.repair = "the interval and \(percent.text) % are those of \(names[0])"
    } else if names.isEmpty {
      finding.message += "; no count of up to \(people) people has this percentage and interval"
    } else {
      finding.message += "; they fit \(names.prefix(3).joined(separator: ", or "))"
    }
  }

  private static func list(_ methods: [String]) -> String { methods.joined(separator: ", ") }
}
