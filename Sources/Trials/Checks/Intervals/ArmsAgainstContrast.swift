/// A125: does a printed estimate with its interval follow from the means or counts of the arms?
public enum ArmsAgainstContrast {
  public static func checks(_ contrasts: [ReportedContrast]) -> [ConsistencyCheck] {
    contrasts.compactMap { contrast in
      guard let estimate = contrast.record.estimate else { return nil }
      let subject = Subject(contrast: contrast, estimate: estimate)
      let isKnown = contrast.isOfCounts || contrast.isMeanDifference
      guard isKnown else {
        return subject.check(
          .notCheckable,
          contrast.record.measure.isEmpty
            ? "what kind of estimate \(estimate.text) is, is not said"
            : "\(contrast.record.measure) is not recomputed from arms")
      }
      let own = contrast.comparisons.compactMap { subject.check($0, isOther: false) }
      let others = contrast.otherOutcomes.compactMap { subject.check($0, isOther: true) }
      return (own + others).min { $0.verdict.distance < $1.verdict.distance }
        ?? subject.check(
          .notCheckable, "no two arms with counts, or with means, SDs and n, are printed")
    }
  }

  /// A contrast in question.
  private struct Subject {
    let contrast: ReportedContrast
    let estimate: PrintedNumber
    private var record: ContrastRecord { contrast.record }

    private var printed: String {
      guard let low = record.ciLow, let high = record.ciHigh else { return estimate.text }
      return "\(estimate.text) (\(CheckText.interval(low, high)))"
    }

    func check(
      _ verdict: ConsistencyCheck.Verdict, recomputed: ValueRange? = nil, _ message: String,
      repair: String? = nil
    ) -> ConsistencyCheck {
      contrast.check(
        "A125", "estimate", printed: printed, verdict, recomputed: recomputed, message,
        repair: repair)
    }

    /// Against the arms of one comparison. Of another outcome only agreement counts, or a single
    /// repair: the outcomes may have nothing to do with each other.
    func check(_ comparison: TrialComparison, isOther: Bool) -> ConsistencyCheck? {
      let candidates = self.candidates(comparison)
      guard let nearest = candidates.first else { return nil }
      let judged = candidates.map { ($0, $0.agreement(with: record)) }
      let best = judged.min { $0.1.distance < $1.1.distance } ?? (nearest, .notCheckable)
      let p = isOther ? probability(comparison) : nil
      let verdict = p.map { .worst([best.1, $0.verdict]) } ?? best.1
      let repair = verdict == .inconsistent ? self.repair(comparison) : nil
      if isOther && verdict == .inconsistent && repair == nil { return nil }
      let found = best.1 == .inconsistent ? nearest : best.0
      let others = judged.filter {
        best.1 == .consistent && $0.1 == .consistent && $0.0.direction == found.direction
          && $0.0.method != found.method
      }
      var message = message(found, best.1, comparison, isOther)
      if record.ciLow != nil, let other = others.first {
        message += "; \(other.0.method) agrees too"
      }
      if let p, let range = p.recomputed {
        message +=
          "; \(CheckText.printedP(p.printed)), and tests of them give "
          + CheckText.probability(range)
      }
      return check(verdict, recomputed: found.estimate, message, repair: repair)
    }

    /// P belongs to A122, but of arms that are only thought to be meant it must agree as well.
    private func probability(_ comparison: TrialComparison) -> PValueOfCounts? {
      guard let p = record.p, contrast.isOfCounts, contrast.design.isParallel else { return nil }
      return PValueOfCounts(printed: p, tables: comparison.tables)
    }

    private func candidates(_ comparison: TrialComparison) -> [RecomputedContrast] {
      let hasLimits = contrast.design.isParallel
      let level = record.level
      if contrast.isMeanDifference {
        return comparison.means.map {
          RecomputedContrast.ofMeans($0, level: level, withLimits: hasLimits)
        } ?? []
      }
      return comparison.tables.flatMap { candidates($0, withLimits: hasLimits) }
    }

    private func candidates(
      _ table: TwoGroupEvents, withLimits: Bool = true
    ) -> [RecomputedContrast] {
      guard let measure = CountMeasure(rawValue: record.measure.uppercased()) else { return [] }
      let all = RecomputedContrast.ofCounts(
        measure, table, level: record.level, withLimits: withLimits)
      let isLogarithm = record.isOnAnalysisScale && measure != .riskDifference
      return isLogarithm ? all.compactMap(\.logarithm) : all
    }

    /// The one pair of other numbers of people with which estimate, interval and P, all printed or
    /// the interval at least, agree.
    private func repair(_ comparison: TrialComparison) -> String? {
      guard contrast.isOfCounts, contrast.design.isParallel, record.ciLow != nil else { return nil }
      let first = [comparison.people(.treatment)] + comparison.otherPeople(.treatment)
      let second = [comparison.people(.comparator)] + comparison.otherPeople(.comparator)
      let fitting = first.flatMap { n in second.flatMap { comparison.tables(n, $0) } }.filter {
        let agrees = candidates($0).contains { $0.agreement(with: record) == .consistent }
        guard agrees, let p = record.p else { return agrees }
        return PValueOfCounts(printed: p, tables: [$0]).verdict == .consistent
      }
      guard fitting.count == 1 else { return nil }
      return "\(PValueOfCounts.counts(fitting)) give the printed numbers"
    }

    private func message(
      _ found: RecomputedContrast, _ verdict: ConsistencyCheck.Verdict,
      _ comparison: TrialComparison, _ isOther: Bool
    ) -> String {
      let decimals =
        max(
          estimate.decimals, record.ciLow?.decimals ?? 0, record.ciHigh?.decimals ?? 0) + 1
      var text = "\(record.measure) \(printed); "
      if isOther { text += "the outcome \(comparison.outcome) has arms, and " }
      text +=
        contrast.isMeanDifference
        ? "the means, SDs and n give " : "\(PValueOfCounts.counts(comparison.tables)) give "
      text += CheckText.range(found.estimate, decimals: decimals)
      if record.ciLow != nil, let low = found.low, let high = found.high {
        text +=
          " (\(CheckText.range(low, decimals: decimals)); "
          + "\(CheckText.range(high, decimals: decimals))) by \(found.method)"
      } else if record.ciLow != nil {
        text += "; the interval hangs on how a person's two values go together"
      }
      if verdict != .inconsistent && found.direction != .direct {
        text += ", \(found.direction.rawValue)"
      }
      return text
    }
  }
}

extension ReportedContrast {
  var isMeanDifference: Bool { record.measure.uppercased() == "MD" }
}
