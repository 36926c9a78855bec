extension ClaimJudge {
  /// The sign of effects on an outcome that the claim speaks of; nil where that is not known.
  func claimedSign(_ claim: Claim, on outcome: String) -> Double? {
    let orientation = OutcomeWords(outcome).orientation
    let literal: Double
    switch claim.claimed {
    case .better: return orientation
    case .worse: return orientation.map(-)
    case .lower: literal = -1
    case .higher: literal = 1
    default: return nil
    }
    if claim.outcome.contains(outcome) { return literal }
    guard let own = OutcomeWords(claim.outcome).orientation, let orientation else { return nil }
    return literal * own * orientation
  }

  /// A337, A341 and, with a size, A338.
  func direction(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement {
    let rows = bearing.deciding
    let code = bearing.doses == nil ? "A337" : "A341"
    let stances = rows.map { $0.stance(claimed: claimedSign(claim, on: $0.outcome)) }
    var reasons = rows.map(\.text) + [bearing.doses].compactMap { $0 }
    func judged(
      _ verdict: ClaimVerdict.Verdict, _ code: String, _ why: String, _ rewording: String? = nil
    ) -> ClaimJudgement {
      ClaimJudgement(
        verdict, code, reasons + [why], rewording: rewording, evidence: bearing.evidence)
    }
    if stances.contains(nil) {
      return judged(
        .notCheckable, "A345",
        "Which way is better, or which arm is compared with which, is not told by the words")
    }
    if stances.allSatisfy({ $0 == .confirms }) {
      return confirmed(claim, bearing, code, reasons)
    }
    let limits = reservations(claim, bearing)
    if stances.allSatisfy({ $0 == .opposes }) {
      let opposite = "The interval lies on the other side"
      if limits.isEmpty { return judged(.contradicted, code, opposite, observed(bearing)) }
      reasons += limits
      return judged(.notSupported, code, opposite, observed(bearing))
    }
    let range = rows.enumerated().first { stances[$0.offset] == .unclear }.map { $0.element }
    let anything = range.map {
      "\($0.outcome) is compatible with anything from \(ClaimText.interval($0.shownInterval))"
        + ($0.unit.isEmpty ? "" : " \($0.unit)")
    }
    reasons += contrary(bearing, claim)
    return judged(.notSupported, code, anything ?? "The rows disagree", observed(bearing))
  }

  /// Every deciding row is on the claimed side: the size if there is one, and what limits it.
  private func confirmed(
    _ claim: Claim, _ bearing: Bearing, _ code: String, _ reasons: [String]
  ) -> ClaimJudgement {
    let disagreeing = contrary(bearing, claim)
    if !disagreeing.isEmpty {
      return ClaimJudgement(
        .notSupported, code, reasons + disagreeing, rewording: observed(bearing),
        evidence: bearing.evidence)
    }
    let sized = size(claim, bearing)
    if let sized, sized.verdict != .supported, sized.verdict != .supportedIfReworded {
      return ClaimJudgement(
        sized.verdict, sized.code, reasons + sized.reasons, rewording: observed(bearing),
        evidence: bearing.evidence)
    }
    let limits =
      reservations(claim, bearing) + (sized?.verdict == .supported ? [] : sized?.reasons ?? [])
    let because = limits + (sized?.verdict == .supported ? sized?.reasons ?? [] : [])
    return ClaimJudgement(
      limits.isEmpty ? .supported : .supportedIfReworded, sized?.code ?? code, reasons + because,
      rewording: limits.isEmpty ? nil : observed(bearing, limits), evidence: bearing.evidence)
  }

  /// Other measures of the same thing on the other side.
  private func contrary(_ bearing: Bearing, _ claim: Claim) -> [String] {
    guard bearing.isExact else { return [] }
    return bearing.related.filter {
      $0.stance(claimed: claimedSign(claim, on: $0.outcome)) == .opposes
    }.map { "Another measure goes the other way: \($0.text)" }
  }

  /// What keeps rows from carrying a claim as it stands.
  func reservations(_ claim: Claim, _ bearing: Bearing) -> [String] {
    var found: [String] = []
    for row in bearing.deciding {
      if row.studies ?? 1 < 2, !claim.isOfOneStudy {
        found.append("\(row.outcome) rests on one study")
      }
      if let level = Certainty(row.certainty), level <= .low {
        found.append("the certainty is \(row.certainty)")
      }
      if let prediction = row.prediction, prediction.contains(0), !claim.isOfOneStudy {
        let limits = ClaimText.interval(prediction.mapped(row.shown))
        found.append("this is an average; in a new study anything from \(limits) is expected")
      }
    }
    for group in bearing.groups {
      if let judgement = finder.judgement(of: group) {
        found.append("the numbers are \(judgement)")
      }
    }
    if !bearing.isExact { found.append("another measure of it was taken") }
    found += bearing.missing.map { "for \($0) no number is printed" }
    var seen = Set<String>()
    return found.filter { seen.insert($0).inserted }
  }

  /// What the deciding rows show, as a statement.
  func observed(_ bearing: Bearing, _ limits: [String] = []) -> String {
    let rows = bearing.deciding.map { row in
      let arms = row.arms.isEmpty ? "" : " (\(row.arms.joined(separator: "; ")))"
      let studies = row.studies.map { " in \(ClaimText.studies($0))" } ?? ""
      let reach =
        row.side == 0
        ? ": no difference was shown, anything from \(ClaimText.interval(row.shownInterval)) is possible"
        : ""
      return "\(row.outcome) with treatment against the comparator\(studies): "
        + "\(row.numbersWithJudgement)\(reach)\(arms)"
    }
    return (rows + limits).joined(separator: "; ")
  }
}
