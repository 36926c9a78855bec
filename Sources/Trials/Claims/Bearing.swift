/// The rows that bear on a claim.
struct Bearing {
  /// The parts of the claim's outcome, each with the rows that decide it.
  var parts: [(outcome: String, rows: [EvidenceRow])] = []
  /// Other measures of the same thing: they decide only where no part has a row.
  var related: [EvidenceRow] = []
  /// Why studies of an outcome could not be pooled.
  var refusals: [ClaimEvidence] = []
  /// Rows that are shown and do not decide.
  var shown: [ClaimEvidence] = []
  var groups: [String?] = []
  /// What a claim on a dose rests on, in words.
  var doses: String?

  var exact: [EvidenceRow] { parts.flatMap(\.rows) }
  var isExact: Bool { !exact.isEmpty }
  /// The rows that decide.
  var deciding: [EvidenceRow] { isExact ? exact : related }
  /// Parts of the outcome without a row.
  var missing: [String] { isExact ? parts.filter(\.rows.isEmpty).map(\.outcome) : [] }

  var evidence: [ClaimEvidence] {
    deciding.map(\.evidence) + (isExact ? related.map(\.evidence) : []) + shown
  }
}

extension ClaimJudge {
  func bearing(on claim: Claim) -> Bearing {
    var bearing = Bearing()
    bearing.groups = finder.groups(of: claim)
    let allowed = allowedStudies(claim, bearing.groups)
    if claim.isDoseInMilligrams { bearing.doses = dosesInWords(claim) }
    for part in outcomeParts(of: claim, in: bearing.groups) {
      var found: [EvidenceRow] = []
      for group in bearing.groups {
        found += rows(of: claim, part, in: group, allowed, &bearing.shown)
        bearing.refusals += [finder.refusal(group, part, of: allowed)].compactMap { $0 }
      }
      bearing.parts.append((part, found))
    }
    let asked = bearing.parts.map(\.outcome)
    for group in bearing.groups {
      let others = finder.outcomes(in: group).filter { outcome in
        !asked.contains(outcome)
          && asked.contains { OutcomeWords($0).isRelated(to: OutcomeWords(outcome)) }
      }
      bearing.related += others.compactMap { finder.pool(group, $0, of: allowed) }
    }
    bearing.shown += absences(claim, bearing)
    return bearing
  }

  /// The parts of a composite outcome that tables know by that name, or by its first word and the
  /// part: `cramp frequency and duration` are `cramp frequency` and `cramp duration`.
  private func outcomeParts(of claim: Claim, in groups: [String?]) -> [String] {
    let known = Set(
      groups.flatMap(finder.outcomes) + tables.reviews.map(\.outcome))
    if known.contains(claim.outcome) { return [claim.outcome] }
    let pieces = claim.outcomePieces
    guard pieces.count > 1, let first = pieces[0].split(separator: " ").first else {
      return [claim.outcome]
    }
    return pieces.map { piece in
      known.contains(piece) ? piece : ["\(first) \(piece)"].first(where: known.contains) ?? piece
    }
  }

  /// The studies that may decide; nil if all may.
  private func allowedStudies(_ claim: Claim, _ groups: [String?]) -> Set<String>? {
    var allowed: Set<String>?
    func keep(_ isKept: (TrialRecord) -> Bool) {
      let kept = Set(tables.trials.filter(isKept).map(\.study))
      allowed = allowed?.intersection(kept) ?? kept
    }
    if claim.isOfOneStudy {
      if claim.studies.isEmpty {
        keep { $0.year == claim.quantity?.text }
      } else {
        allowed = Set(claim.studies)
      }
    }
    if claim.isDoseInMilligrams { keep { claim.allowsDose(of: $0) } }
    if !claim.comparator.isEmpty {
      let compared = comparedStudies(claim, groups)
      allowed = allowed?.intersection(compared) ?? compared
    }
    return allowed
  }

  private func rows(
    of claim: Claim, _ outcome: String, in group: String?, _ allowed: Set<String>?,
    _ shown: inout [ClaimEvidence]
  ) -> [EvidenceRow] {
    var rows = [finder.pool(group, outcome, of: allowed)].compactMap { $0 }
    if rows.isEmpty, claim.isOfOneStudy {
      rows = (allowed ?? []).sorted().compactMap { finder.reported($0, outcome) }
    }
    let most = rows.compactMap(\.studies).max() ?? 0
    for review in finder.reviews(of: claim, in: group, outcome: outcome) {
      guard let row = finder.row(of: review) else {
        shown.append(
          ClaimEvidence(
            .review, source: review.review, studies: review.k?.wholeNumber, text: review.inWords))
        continue
      }
      // A row of one trial repeats that trial; an earlier review of fewer trials adds nothing.
      let repeats = !review.study.isEmpty && rows.contains { $0.names.contains(review.study) }
      let isAsked = !claim.isOfSomeStudies && !repeats && (row.studies ?? 0) >= most
      if isAsked {
        rows.append(row)
      } else if !shown.contains(row.evidence) {
        shown.append(row.evidence)
      }
    }
    return rows
  }
}

extension Claim {
  /// The parts of a composite outcome: `cramp frequency` and `duration`.
  var outcomePieces: [String] {
    outcome.split(separator: ",").flatMap { $0.pieces(around: " and ") }
  }
}

extension Substring {
  fileprivate func pieces(around separator: String) -> [String] {
    var pieces: [String] = []
    var rest = self
    while let place = rest.firstRange(of: separator) {
      pieces.append(PrintedNumber.trimmed(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return pieces + [PrintedNumber.trimmed(rest)]
  }
}
