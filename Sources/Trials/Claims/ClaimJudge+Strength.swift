/// Claims about the evidence: what there is, counted.
extension ClaimJudge {
  /// A343.
  func strengthOfEvidence(_ claim: Claim) -> ClaimJudgement {
    let own = Stock(finder, finder.groups(of: claim))
    let named = tables.reviews.filter { claim.reviews.contains($0.review) }
    var evidence = [own.evidence]
    evidence += named.map {
      ClaimEvidence(.review, source: $0.review, studies: $0.k?.wholeNumber, text: $0.inWords)
    }
    if claim.direction == .notSettled { return unsettled(claim, own, evidence) }
    let others = comparedGroups(claim)
    guard let direction = claim.direction, direction != .noDifference, !others.isEmpty else {
      return ClaimJudgement(
        .notCheckable, "A343", [own.text, "It is not told what it is compared with"],
        evidence: evidence)
    }
    let other = Stock(finder, others)
    evidence.insert(other.evidence, at: 1)
    let isStronger = direction == .better || direction == .higher
    let (more, less) = isStronger ? (own, other) : (other, own)
    let reasons = [own.text, other.text]
    if more.isAtLeast(less), !less.isAtLeast(more) {
      return ClaimJudgement(.supported, "A343", reasons, evidence: evidence)
    }
    if less.isAtLeast(more), !more.isAtLeast(less) {
      return ClaimJudgement(
        .contradicted, "A343",
        reasons + [
          "By number of controlled studies and certainty it is "
            + "the other way round"
        ], evidence: evidence)
    }
    return ClaimJudgement(
      .notSupported, "A343", reasons + ["Neither has more on both counts"], evidence: evidence)
  }

  /// That evidence does not suffice.
  private func unsettled(
    _ claim: Claim, _ own: Stock, _ evidence: [ClaimEvidence]
  ) -> ClaimJudgement {
    if let certainty = own.certainty {
      let isLow = certainty.level <= .low
      return ClaimJudgement(
        isLow ? .supported : .notSupported, "A343",
        [own.text, "The best certainty that a review gives is \(certainty.words)"],
        evidence: evidence)
    }
    if own.studies.isEmpty {
      let none = "no controlled study here prints a number, and no review here a pooled estimate"
      return ClaimJudgement(
        .supportedIfReworded, "A343",
        [own.text, "What a review calls it is not in the tables: \(none)"],
        rewording: "for \(ClaimText.list(own.groups)) \(none)", evidence: evidence)
    }
    return ClaimJudgement(
      .notCheckable, "A343", [own.text, "No review here says how certain it is"],
      evidence: evidence)
  }

  /// The groups whose name or outcomes have a word of the comparator.
  private func comparedGroups(_ claim: Claim) -> [String] {
    let ignored: Set = ["evidence", "for", "of", "the", "that", "in", "on", "with", "and"]
    let stems = OutcomeWords(claim.comparator).words.filter { !ignored.contains($0) }
      .map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 }
    return tables.groups.filter { group in
      let words = OutcomeWords(
        ([group] + finder.comparisons(in: group).map(\.outcome)).joined(separator: " ")
      ).words
      return group != claim.group
        && stems.contains { stem in words.contains { $0.hasPrefix(stem) } }
    }
  }
}

/// What there is for some groups.
private struct Stock {
  let groups: [String]
  let studies: [String]
  /// The highest that a review gives.
  let certainty: (level: Certainty, words: String)?

  init(_ finder: EvidenceFinder, _ asked: [String?]) {
    groups = asked.compactMap { $0 }
    studies = finder.controlledStudies(in: asked)
    certainty = finder.tables.reviews
      .filter { review in asked.contains { finder.isAbout(review, $0) } }
      .compactMap { review in
        Certainty(review.certainty).map { ($0, "\(review.certainty) (\(review.review))") }
      }
      .max { $0.0 < $1.0 }.map { (level: $0.0, words: $0.1) }
  }

  init(_ finder: EvidenceFinder, _ asked: [String]) { self.init(finder, asked.map(Optional.some)) }

  func isAtLeast(_ other: Stock) -> Bool {
    studies.count >= other.studies.count
      && (certainty?.level.rawValue ?? -1) >= (other.certainty?.level.rawValue ?? -1)
  }

  var text: String {
    let place = groups.isEmpty ? "" : "for \(ClaimText.list(groups)), "
    let certainty = certainty.map { ", certainty at best \($0.words)" } ?? ", no certainty judged"
    let names = studies.isEmpty ? "" : " (\(ClaimText.list(studies)))"
    let count = "\(studies.count) controlled \(studies.count == 1 ? "study" : "studies")"
    return "\(place)\(count) with numbers\(names)\(certainty)"
  }

  var evidence: ClaimEvidence {
    ClaimEvidence(
      studies.isEmpty ? .absence : .study,
      source: (studies.isEmpty ? groups : studies).joined(separator: ";"),
      studies: studies.count, text: text)
  }
}
