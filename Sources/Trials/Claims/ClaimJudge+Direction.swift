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
    if claim.outcome == outcome { return literal }
    let own = Set(claim.outcomePieces.compactMap { OutcomeWords($0).orientation })
    guard let first = own.first, own.count == 1, let orientation else { return nil }
    return literal * first * orientation
  }

  /// A337, A341 and, with a size, A338.
  func direction(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement {
    let rows = bearing.deciding
    let code = bearing.doses == nil ? "A337" : "A341"
    let stances = rows.map { $0.stance(claimed: claimedSign(claim, on: $0.outcome)) }
    var reasons = rows.map(\.text) + [bearing.doses].compactMap { $0 } + together(claim, bearing)
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
    let unclear = zip(rows, stances).filter { $1 == .unclear }.map { $0.0.compatible }
    reasons += others(bearing)
    let why = unclear.isEmpty ? "The rows disagree" : unclear.joined(separator: "; ")
    if let excluded = excludedSize(claim, bearing) {
      reasons += excluded.reasons
      return judged(excluded.verdict, excluded.code, why, observed(bearing))
    }
    return judged(.notSupported, code, why, observed(bearing))
  }

  /// Beside one study: all studies of its groups.
  private func together(_ claim: Claim, _ bearing: Bearing) -> [String] {
    guard claim.isOfOneStudy else { return [] }
    let asked = Set(bearing.exact.map(\.outcome)).sorted()
    return bearing.groups.flatMap { group in asked.compactMap { finder.pool(group, $0) } }
      .filter { row in !bearing.exact.contains { $0.names == row.names } }
      .map { "All studies here that can be pooled give \($0.text)" }
  }

  /// Other measures of the same thing, beside those that decide.
  private func others(_ bearing: Bearing) -> [String] {
    bearing.isExact ? bearing.related.map { "Besides, \($0.text)" } : []
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
    if let excluded = excludedSize(claim, bearing) {
      return ClaimJudgement(
        excluded.verdict, excluded.code, reasons + excluded.reasons, rewording: observed(bearing),
        evidence: bearing.evidence)
    }
    var limits = reservations(claim, bearing)
    var because: [String] = []
    let sized = size(claim, bearing)
    switch sized?.verdict {
    case .supported: because = sized?.reasons ?? []
    case .supportedIfReworded: limits += sized?.reasons ?? []
    case .some(let other):
      return ClaimJudgement(
        other, sized?.code ?? code, reasons + (sized?.reasons ?? []),
        rewording: observed(bearing), evidence: bearing.evidence)
    case nil: break
    }
    return ClaimJudgement(
      limits.isEmpty ? .supported : .supportedIfReworded, sized?.code ?? code,
      reasons + limits + because, rewording: limits.isEmpty ? nil : observed(bearing, limits),
      evidence: bearing.evidence)
  }

  /// Other measures of the same thing on the other side.
  private func contrary(_ bearing: Bearing, _ claim: Claim) -> [String] {
    guard bearing.isExact else { return [] }
    return bearing.related.filter {
      $0.stance(claimed: claimedSign(claim, on: $0.outcome)) == .opposes
    }.map { "Another measure goes the other way: \($0.text)" }
  }

  /// What keeps rows from carrying a claim as it stands.
  /// - Parameter isAverage: whether what holds of the mean need not hold in a new study.
  func reservations(
    _ claim: Claim, _ bearing: Bearing,
    isAverage: (_ prediction: EffectInterval, EvidenceRow) -> Bool = { prediction, _ in
      prediction.contains(0)
    }
  ) -> [String] {
    var found: [String] = []
    for row in bearing.deciding {
      if row.studies ?? 1 < 2, !claim.isOfOneStudy {
        found.append("\(row.outcome) rests on one study")
      }
      if let level = Certainty(row.certainty), level <= .low {
        found.append("the certainty is \(row.certainty)")
      }
      if let prediction = row.prediction, isAverage(prediction, row), !claim.isOfOneStudy {
        let limits = ClaimText.interval(prediction.mapped(row.shown))
        found.append("this is an average; in a new study anything from \(limits) is expected")
      }
    }
    for group in bearing.groups {
      if let judgement = finder.judgement(of: group) {
        found.append("the numbers are \(judgement)")
      }
    }
    found += narrower(claim, bearing).map { "this is of \($0) only" }
    if !bearing.isExact { found.append("another measure of it was taken") }
    found += claim.unchecked
    found += bearing.missing.map { "for \($0) no number is printed" }
    var seen = Set<String>()
    return found.filter { seen.insert($0).inserted }
  }

  /// The people of the rows, where a claim of no group is about more of them.
  private func narrower(_ claim: Claim, _ bearing: Bearing) -> [String] {
    guard claim.group.isEmpty, !claim.isOfOneStudy else { return [] }
    let populations = Set(bearing.deciding.map(\.population)).subtracting(["", "all"])
    let isEverybody = !tables.groups.isEmpty && populations.isSuperset(of: tables.groups)
    return isEverybody ? [] : populations.subtracting([claim.population]).sorted()
  }

  /// What the rows show, as a statement: those that decide, and other measures beside them.
  func observed(_ bearing: Bearing, _ limits: [String] = []) -> String {
    let rows = bearing.deciding + (bearing.isExact ? bearing.related : [])
    return (rows.map(\.statement) + limits).joined(separator: "; ")
  }
}

extension EvidenceRow {
  /// The row as something that can be said.
  var statement: String {
    let studies = studies.map { " in \(ClaimText.studies($0))" } ?? ""
    let arms = arms.count == 1 ? " (\(arms[0]))" : ""
    let reach =
      side == 0
      ? "\(shownEstimate), compatible with anything from \(ClaimText.interval(shownInterval))"
      : numbers
    let breath = judgement.map { ", \($0)" } ?? ""
    return "\(outcome) with treatment against the comparator\(studies): \(reach)\(breath)\(arms)"
  }

  /// `cramp frequency: compatible with anything from -0.84 to 0.49 cramps per week`.
  var compatible: String {
    let unit = unit.isEmpty || unit == "not stated" ? "" : " \(unit)"
    return "\(outcome) of \(origin == .review ? source : ClaimText.list(names)): "
      + "compatible with anything from \(ClaimText.interval(shownInterval))\(unit)"
  }
}
