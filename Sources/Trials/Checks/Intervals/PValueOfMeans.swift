/// A121: does a printed P follow from the means, standard deviations and people of two arms?
///
/// The printed P agrees with a test if some value that rounds to it is the P of some inputs that
/// round to the printed ones.
public struct PValueOfMeans: Sendable {
  public let printed: PrintedNumber
  public let contrast: MeanContrast

  public init(printed: PrintedNumber, contrast: MeanContrast) {
    self.printed = printed
    self.contrast = contrast
  }

  /// The tests whose P rounds to the printed one.
  public var agreeing: [MeanTest] { tests(.consistent) }

  public var verdict: ConsistencyCheck.Verdict {
    MeanTest.allCases.map(agreement).min { $0.distance < $1.distance } ?? .notCheckable
  }

  /// From the smallest to the largest P that any of the tests can give.
  public var recomputed: ValueRange {
    MeanTest.allCases.dropFirst().reduce(contrast.pValue(.pooled)) {
      $0.union(contrast.pValue($1))
    }
  }

  func tests(_ verdict: ConsistencyCheck.Verdict) -> [MeanTest] {
    MeanTest.allCases.filter { agreement($0) == verdict }
  }

  private func agreement(_ test: MeanTest) -> ConsistencyCheck.Verdict {
    printed.agreement(with: contrast.pValue(test))
  }

  /// The single changes that make P agree: one side, standard errors, other numbers of people.
  public func repairs(
    treatmentPeople: [Int] = [], comparatorPeople: [Int] = []
  ) -> [String] {
    var found: [String] = []
    func add(_ other: MeanContrast, _ text: String) {
      if PValueOfMeans(printed: printed, contrast: other).verdict == .consistent {
        found.append(text)
      }
    }
    let isOneSided = MeanTest.allCases.contains {
      printed.agreement(with: 0.5 * contrast.pValue($0)) == .consistent
    }
    if isOneSided { found.append("P is that of a one-sided test") }
    add(
      MeanContrast(
        treatment: contrast.treatment.readingStandardError,
        comparator: contrast.comparator.readingStandardError),
      "the printed SDs are standard errors")
    for people in treatmentPeople {
      add(
        MeanContrast(
          treatment: contrast.treatment.counted(people), comparator: contrast.comparator),
        "\(people) people in the first arm")
    }
    for people in comparatorPeople {
      add(
        MeanContrast(
          treatment: contrast.treatment, comparator: contrast.comparator.counted(people)),
        "\(people) people in the second arm")
    }
    return found
  }
}

extension PValueOfMeans {
  /// The check of every contrast with a P whose arms have means, or nothing that a P follows from.
  public static func checks(_ contrasts: [ReportedContrast]) -> [ConsistencyCheck] {
    contrasts.compactMap { contrast in
      guard let p = contrast.record.p else { return nil }
      let hasCounts = contrast.comparisons.contains { !$0.tables.isEmpty }
      if hasCounts { return nil }
      if let reason = reasonAgainst(contrast) {
        return contrast.check("A121", "p", printed: p.text, .notCheckable, reason)
      }
      return contrast.comparisons.compactMap { check(contrast, p, $0) }
        .min { $0.verdict.distance < $1.verdict.distance }
    }
  }

  private static func reasonAgainst(_ contrast: ReportedContrast) -> String? {
    switch contrast.design {
    case .crossover, .beforeAfter:
      return "the same people are in both arms, so P hangs on the correlation of their values, "
        + "which the means and SDs do not give"
    case .parallel, .singleGroup: break
    }
    if contrast.comparisons.contains(where: { $0.means != nil }) { return nil }
    let hasMedian = contrast.comparisons.contains { $0.treatment?.median != nil }
    return hasMedian
      ? "the arms have medians, and a P of medians needs the data"
      : "no two arms with a mean, an SD and the number of people, and no counts, are printed"
  }

  private static func check(
    _ contrast: ReportedContrast, _ p: PrintedNumber, _ comparison: TrialComparison
  ) -> ConsistencyCheck? {
    guard let means = comparison.means else { return nil }
    let rule = PValueOfMeans(printed: p, contrast: means)
    let values = MeanTest.allCases.map {
      "\($0.rawValue) \(CheckText.probability(means.pValue($0)))"
    }.joined(separator: ", ")
    let start = "\(CheckText.printedP(p)); the means, SDs and n of the arms give \(values)"
    let verdict = rule.verdict
    var repair: String?
    var end = ""
    switch verdict {
    case .consistent:
      end = ": it agrees with \(rule.agreeing.map(\.rawValue).joined(separator: " and "))"
    case .rounding:
      end = ": it agrees only if its digits, or theirs, were cut off"
    case .inconsistent, .notCheckable:
      let found = rule.repairs(
        treatmentPeople: comparison.otherPeople(.treatment),
        comparatorPeople: comparison.otherPeople(.comparator))
      repair = found.count == 1 ? found[0] : nil
    }
    return contrast.check(
      "A121", "p", printed: p.text, verdict, recomputed: rule.recomputed, start + end,
      repair: repair)
  }
}
