extension ClaimJudge {
  /// A336: no difference is shown by an interval inside a margin, not by one that holds 0.
  func noDifference(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement {
    let rows = bearing.deciding
    var reasons = rows.map(\.text)
    let margins = rows.map { margin(of: claim, $0) }
    func judged(
      _ verdict: ClaimVerdict.Verdict, _ why: [String], _ rewording: String?
    ) -> ClaimJudgement {
      ClaimJudgement(
        verdict, "A336", reasons + why, rewording: rewording, evidence: bearing.evidence)
    }
    let isBeyond = zip(rows, margins).contains { row, margin in
      row.interval.lower > margin ?? 0 || row.interval.upper < -(margin ?? 0)
    }
    if isBeyond {
      let limits = reservations(claim, bearing)
      return judged(
        limits.isEmpty ? .contradicted : .notSupported,
        ["There is a difference: the interval excludes none"] + limits, observed(bearing))
    }
    let isInside = zip(rows, margins).allSatisfy { row, margin in
      margin.map { row.interval.lower >= -$0 && row.interval.upper <= $0 } ?? false
    }
    if isInside {
      reasons.append("The whole interval is within the margin that counts as no difference")
      let limits = reservations(claim, bearing) { prediction, row in
        let margin = margin(of: claim, row) ?? 0
        return prediction.lower < -margin || prediction.upper > margin
      }
      let others = bearing.isExact ? bearing.related.filter { $0.side != 0 } : []
      let why = limits + others.map { "Another measure differs: \($0.text)" }
      return judged(
        why.isEmpty ? .supported : .supportedIfReworded, why,
        why.isEmpty ? nil : observed(bearing, limits))
    }
    let hasMargin = !margins.contains(nil)
    let why =
      hasMargin
      ? "The interval reaches beyond the margin, so that one cannot tell"
      : "No margin says which difference is too small to matter, and an interval that holds no "
        + "difference does not show that there is none"
    let isJudgedPrecise =
      !hasMargin && rows.allSatisfy { $0.side == 0 }
      && rows.contains { $0.origin == .review && (Certainty($0.certainty) ?? .low) >= .moderate }
    return judged(
      isJudgedPrecise ? .supportedIfReworded : .notSupported,
      [why] + (isJudgedPrecise ? ["A review gives it moderate or high certainty"] : []),
      widest(rows).map { "\($0.statement); \($0.excluded)" })
  }

  /// The row with the most studies.
  private func widest(_ rows: [EvidenceRow]) -> EvidenceRow? {
    rows.enumerated().max {
      ($0.element.studies ?? 0, $1.offset) < ($1.element.studies ?? 0, $0.offset)
    }?.element
  }

  /// A336: that a question is open holds as long as no interval answers it.
  func notSettled(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement {
    let rows = bearing.deciding
    let reasons = rows.map(\.text)
    let answers = rows.filter { row in
      let margin = margin(of: claim, row) ?? 0
      return row.side != 0 || (row.interval.lower >= -margin && row.interval.upper <= margin)
    }
    if answers.isEmpty {
      return ClaimJudgement(
        .supported, "A336", reasons + ["No interval here answers it"], evidence: bearing.evidence)
    }
    let limits = reservations(claim, bearing)
    return ClaimJudgement(
      limits.isEmpty ? .contradicted : .notSupported, "A336",
      reasons + ["\(ClaimText.list(answers.map(\.outcome))): the interval answers it"] + limits,
      rewording: observed(bearing, limits), evidence: bearing.evidence)
  }
}

extension EvidenceRow {
  /// What the interval rules out.
  fileprivate var excluded: String {
    let unit = unit.isEmpty ? "" : " \(unit)"
    return "this excludes values below \(ClaimText.number(shownInterval.lower)) and above "
      + "\(ClaimText.number(shownInterval.upper))\(unit)"
  }
}
