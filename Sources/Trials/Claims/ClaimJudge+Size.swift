import Glibc

/// A claimed size against an interval, both counted in the claimed direction.
extension ClaimJudge {
  /// A338; nil where the claim has no size.
  func size(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement? {
    if claim.bound == .small, claim.quantity == nil { return smallSize(claim, bearing) }
    guard claim.isSize, let quantity = claim.quantity else { return nil }
    var judgement: ClaimJudgement?
    for row in bearing.deciding {
      guard let sign = claimedSign(claim, on: row.outcome),
        let low = magnitude(quantity.value, claim, row)
      else {
        return ClaimJudgement(
          .notCheckable, "A345",
          [
            "The size is in \(claim.unit.isEmpty ? "no unit" : claim.unit), "
              + "the effect in \(row.scale)"
          ])
      }
      let high = claim.quantityHigh.flatMap { magnitude($0.value, claim, row) }
      let found = size(
        gains(row, sign), bound: claim.bound ?? .exactly, min(low, high ?? low),
        max(low, high ?? low))
      if judgement == nil || found.verdict.rank > judgement?.verdict.rank ?? 0 { judgement = found }
    }
    return judgement
  }

  /// That the intervals exclude the claimed size; nil where they do not. One study, low certainty
  /// and the like do not contradict.
  func excludedSize(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement? {
    guard let sized = size(claim, bearing), sized.verdict == .contradicted else { return nil }
    let limits = reservations(claim, bearing) { _, _ in false }
    return limits.isEmpty ? sized : sized.becoming(.notSupported, sized.code, because: limits)
  }

  /// The interval counted in the claimed direction.
  private func gains(_ row: EvidenceRow, _ sign: Double) -> EffectInterval {
    sign > 0
      ? row.interval : EffectInterval(lower: -row.interval.upper, upper: -row.interval.lower)
  }

  /// A claimed size on the scale of the row; nil if it is in another unit.
  func magnitude(_ value: Double, _ claim: Claim, _ row: EvidenceRow) -> Double? {
    if row.isLogarithm {
      let isRatio = claim.unit.isEmpty || ["ratio", "times"].contains(claim.unit)
      return isRatio && value > 0 ? abs(log(value)) : nil
    }
    return claim.unit == row.unit ? abs(value) : nil
  }

  private func size(
    _ gains: EffectInterval, bound: Claim.Bound, _ low: Double, _ high: Double
  ) -> ClaimJudgement {
    func judged(_ verdict: ClaimVerdict.Verdict, _ why: String) -> ClaimJudgement {
      ClaimJudgement(verdict, "A338", [why])
    }
    let excludes = "The interval excludes the claimed size"
    switch bound {
    case .atLeast, .above:
      if gains.lower >= low { return judged(.supported, "The whole interval is beyond that size") }
      if gains.upper < low { return judged(.contradicted, excludes) }
      return judged(.notSupported, "The interval holds smaller effects than the claimed one too")
    case .atMost, .below, .small:
      if gains.upper <= high { return judged(.supported, "It excludes an effect larger than that") }
      if gains.lower > high { return judged(.contradicted, excludes) }
      return judged(.notSupported, "The interval holds larger effects than the claimed one too")
    case .range, .exactly, .about:
      if gains.upper < low || gains.lower > high { return judged(.contradicted, excludes) }
      if gains.lower >= low, gains.upper <= high {
        return judged(.supported, "The whole interval is within the claimed sizes")
      }
      return judged(
        .supportedIfReworded, "The interval holds the claimed size, and others as well")
    }
  }

  /// A size in words: small is what the plan's minimal important difference says.
  private func smallSize(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement {
    let sized = bearing.deciding.map { row -> ClaimJudgement in
      guard let sign = claimedSign(claim, on: row.outcome), let margin = margin(of: claim, row)
      else {
        return ClaimJudgement(
          .supportedIfReworded, "A338",
          ["Small is a word until a smallest important difference is given"])
      }
      return size(gains(row, sign), bound: .atMost, 0, margin)
    }
    return sized.max { $0.verdict.rank < $1.verdict.rank }
      ?? ClaimJudgement(.notSupported, "A338", [])
  }

  /// What counts as no difference: the claim's own number, or the plan's minimal important
  /// difference; on the scale of the row. The plan's is one of units, unless it pools ratios, and
  /// of the outcome itself: it says nothing of another measure or in another unit.
  func margin(of claim: Claim, _ row: EvidenceRow) -> Double? {
    if claim.isSize || claim.quantityOf == .threshold,
      let number = claim.quantityHigh ?? claim.quantity
    {
      return magnitude(number.value, claim, row)
    }
    let isOfOutcome = claim.outcome == row.outcome || claim.outcomePieces.contains(row.outcome)
    guard let difference = plan.minimalImportantDifference, difference > 0, isOfOutcome,
      row.isLogarithm == (plan.measure?.isLogarithm ?? false),
      claim.unit.isEmpty || row.isLogarithm || claim.unit == row.unit
    else { return nil }
    return row.isLogarithm ? abs(log(difference)) : difference
  }
}

extension EvidenceRow {
  /// The unit, in words.
  fileprivate var scale: String { isLogarithm ? "a ratio" : unit.isEmpty ? "no unit" : unit }
}

extension ClaimVerdict.Verdict {
  /// The less a row supports, the higher: of several rows the highest decides.
  fileprivate var rank: Int {
    switch self {
    case .supported: 0
    case .supportedIfReworded: 1
    case .notSupported: 2
    case .contradicted: 3
    case .notCheckable: 4
    }
  }
}
