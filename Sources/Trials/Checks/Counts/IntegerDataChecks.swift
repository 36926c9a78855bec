/// A101 to A103: means, percentages and standard deviations of whole numbers.
public enum IntegerDataChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    let numbers = StudyNumbers(tables)
    return tables.arms.flatMap { arm in
      [
        arm.mean.map { arm.check(mean($0, arm, numbers), column: "mean") },
        arm.events == nil
          ? arm.percent.map { arm.check(share($0, arm, numbers), column: "percent") } : nil,
        arm.sd.flatMap { sd in
          arm.mean.map { arm.check(standardDeviation(sd, mean: $0, arm), column: "sd") }
        },
        binary(arm).map { arm.check($0, column: "sd") },
      ].compactMap { $0 }
    }
  }

  // MARK: - A101

  private static func mean(
    _ mean: PrintedNumber, _ arm: ArmRecord, _ numbers: StudyNumbers
  ) -> CountFinding {
    var finding = CountFinding(
      code: "A101", verdict: .notCheckable, printed: mean.text, message: "", items: ["4.8"])
    guard let n = arm.n?.people else {
      finding.message = "the number of people behind the mean \(mean.text) is not printed"
      return finding
    }
    let test = GRIMTest(n: n)
    if let reason = reasonAgainst(arm, people: n, isInformative: test.isInformative(for: mean)) {
      finding.message = "the mean \(mean.text): \(reason)"
      return finding
    }
    judge(&finding, mean, test, of: "whole numbers", numbers.alternatives(to: n, for: arm))
    return finding
  }

  private static func share(
    _ percent: PrintedNumber, _ arm: ArmRecord, _ numbers: StudyNumbers
  ) -> CountFinding {
    var finding = CountFinding(
      code: "A101", verdict: .notCheckable, printed: percent.text, message: "", items: ["4.8"])
    guard let people = arm.people?.people else {
      finding.message = "the number of people behind \(percent.text) % is not printed"
      return finding
    }
    guard (0...100).contains(percent.value) else {
      finding.verdict = .inconsistent
      finding.message = "\(percent.text) % is no share of people: it lies outside 0 to 100"
      return finding
    }
    let test = GRIMTest(n: people, isPercentage: true)
    guard test.isInformative(for: percent) else {
      finding.message =
        "every percentage with the digits of \(percent.text) is a share of \(people) people"
      return finding
    }
    judge(&finding, percent, test, of: "people", numbers.alternatives(to: people, for: arm))
    return finding
  }

  private static func judge(
    _ finding: inout CountFinding, _ printed: PrintedNumber, _ test: GRIMTest, of what: String,
    _ alternatives: [StudyNumbers.Candidate]
  ) {
    finding.verdict = test.verdict(of: printed)
    let share = test.isPercentage ? " %" : ""
    if finding.verdict == .consistent {
      finding.message = "\(printed.text)\(share) is possible for \(test.n) \(what)"
      return
    }
    let around = test.neighbours(of: printed)
    finding.recomputed = around
    let values = "\(printed.written(around.low)) and \(printed.written(around.high))"
    finding.message =
      finding.verdict == .rounding
      ? "\(test.n) \(what) give \(values)\(share), which is \(printed.text) only if digits were "
        + "cut off or rounded up"
      : "\(test.n) \(what) give \(values)\(share) and nothing between: not \(printed.text)"
    let fitting = alternatives.filter {
      GRIMTest(n: $0.people, isPercentage: test.isPercentage).verdict(of: printed) == .consistent
    }
    if finding.verdict == .inconsistent, fitting.count == 1 {
      finding.repair = "\(printed.text)\(share) is possible for \(fitting[0].name)"
    }
  }

  /// Why a row of means cannot be judged; nil if it can.
  private static func reasonAgainst(
    _ arm: ArmRecord, people: Int, isInformative: Bool
  ) -> String? {
    let scale = MeasurementScale(arm)
    guard scale.isCounted else { return "its unit does not say that values are whole numbers" }
    guard isInformative else {
      return "\(people) whole numbers can give every number with these digits"
    }
    return scale.reasonAgainstOneItem
  }

  // MARK: - A102 and A103

  private static func standardDeviation(
    _ sd: PrintedNumber, mean: PrintedNumber, _ arm: ArmRecord
  ) -> CountFinding {
    var finding = CountFinding(
      code: "A102", verdict: .notCheckable, printed: sd.text, message: "", items: ["4.8"])
    guard let n = arm.n?.people, n > 1 else {
      finding.message = "the number of people behind the SD \(sd.text) is not printed"
      return finding
    }
    let test = GRIMMERTest(n: n)
    if let reason = reasonAgainst(arm, people: n, isInformative: test.isInformative(for: sd)) {
      finding.message = "the SD \(sd.text): \(reason)"
      return finding
    }
    finding.verdict = test.verdict(mean: mean, sd: sd)
    switch finding.verdict {
    case .notCheckable:
      finding.message = "the SD \(sd.text) belongs to a mean, \(mean.text), that is not possible"
    case .consistent:
      finding.message = "the SD \(sd.text) is possible for \(n) whole numbers with this mean"
    case .rounding:
      finding.message =
        "\(n) whole numbers have the mean \(mean.text) and the SD \(sd.text) only if digits were "
        + "cut off or rounded up"
    case .inconsistent:
      finding.message = "no \(n) whole numbers have the mean \(mean.text) and the SD \(sd.text)"
    }
    return finding
  }

  private static func binary(_ arm: ArmRecord) -> CountFinding? {
    guard MeasurementScale(arm).isBinary, let mean = arm.mean, let sd = arm.sd,
      let n = arm.n?.people, n > 1
    else { return nil }
    let verdict = DEBITTest(n: n).verdict(mean: mean, sd: sd)
    let outcome =
      switch verdict {
      case .consistent: "agree for \(n) zeros and ones"
      case .rounding: "agree for \(n) zeros and ones only if digits were cut off or rounded up"
      case .inconsistent: "do not belong to any \(n) zeros and ones"
      case .notCheckable: "are not those of zeros and ones"
      }
    return CountFinding(
      code: "A103", verdict: verdict, printed: sd.text,
      message: "the mean \(mean.text) and the SD \(sd.text) \(outcome)", items: ["4.8"])
  }
}
