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
    let limits = reservations(claim, bearing)
    if isBeyond {
      return judged(
        limits.isEmpty ? .contradicted : .notSupported,
        ["There is a difference: the interval excludes none"] + limits, observed(bearing))
    }
    let isInside = zip(rows, margins).allSatisfy { row, margin in
      margin.map { row.interval.lower >= -$0 && row.interval.upper <= $0 } ?? false
    }
    if isInside {
      reasons.append("The whole interval is within the margin that counts as no difference")
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
      !hasMargin
      && rows.allSatisfy { row in
        row.side == 0 && (Certainty(row.certainty) ?? .low) >= .moderate
      }
    return judged(
      isJudgedPrecise ? .supportedIfReworded : .notSupported,
      [why] + (isJudgedPrecise ? ["A review gives it moderate or high certainty"] : []),
      "\(observed(bearing)); \(excluded(rows))")
  }

  /// What the intervals rule out.
  private func excluded(_ rows: [EvidenceRow]) -> String {
    let sides = rows.map { row in
      let unit = row.unit.isEmpty ? "" : " \(row.unit)"
      return "this excludes values below \(ClaimText.number(row.shownInterval.lower)) and above "
        + "\(ClaimText.number(row.shownInterval.upper))\(unit)"
    }
    return sides.joined(separator: "; ")
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
