import Glibc

extension EvidenceFinder {
  /// The rows of reviews that bear on a claim, for one outcome: those of its group, and of the
  /// reviews it names all that are not of another group.
  func reviews(of claim: Claim, in group: String?, outcome: String) -> [ReviewRecord] {
    tables.reviews.filter { review in
      guard review.outcome == outcome else { return false }
      let isNamed =
        claim.reviews.contains(review.review)
        && (claim.group.isEmpty || isOpen(review, to: claim.group))
      return isNamed || isAbout(review, group)
    }
  }

  /// The lowest certainty that a review gives for the outcome in the group, or for the group.
  func certainty(of outcome: String, in group: String?) -> (level: Certainty, words: String)? {
    tables.reviews.filter { isAbout($0, group) && $0.outcome == outcome }
      .compactMap { review in
        Certainty(review.certainty).map { ($0, "\(review.certainty) (\(review.review))") }
      }
      .min { $0.0 < $1.0 }.map { (level: $0.0, words: $0.1) }
  }

  /// That a review judged the trials of a group not poolable, in words that fit into a sentence
  /// with a pooled number.
  func judgement(of group: String?) -> String? {
    let judged = tables.reviews.first {
      $0.model == "not pooled" && !$0.certainty.isEmpty && isAbout($0, group)
    }
    return judged.map {
      "of trials that \($0.title) judged not poolable, with \($0.certainty) certainty"
    }
  }

  func isAbout(_ review: ReviewRecord, _ group: String?) -> Bool {
    guard let group else { return true }
    return review.population.lowercased().hasPrefix(group.lowercased())
  }

  /// Whether the population may be that of the group: it is not everybody, nor another group.
  private func isOpen(_ review: ReviewRecord, to group: String) -> Bool {
    let isOther = tables.groups.contains { $0 != group && isAbout(review, $0) }
    return isAbout(review, group) || (!isOther && review.population.lowercased() != "all")
  }

  /// The row as an effect, treatment less comparator; nil without an estimate and limits, and where
  /// the limits are not those of a confidence interval.
  func row(of review: ReviewRecord) -> EvidenceRow? {
    let isConfidence = review.intervalKind.isEmpty || review.intervalKind == "confidence"
    guard isConfidence, let estimate = review.estimate?.value, let low = review.ciLow?.value,
      let high = review.ciHigh?.value
    else { return nil }
    let isLogarithm = EffectMeasure(rawValue: review.measure)?.isLogarithm ?? false
    guard !isLogarithm || low > 0 else { return nil }
    let comparison = review.comparison.lowercased()
    let isReversed = ["placebo to", "comparator to", "control to"].contains {
      comparison.hasPrefix($0)
    }
    func scaled(_ value: Double) -> Double {
      (isReversed ? -1 : 1) * (isLogarithm ? log(value) : value)
    }
    let limits = [scaled(low), scaled(high)].sorted()
    var row = EvidenceRow(
      origin: .review, source: review.review, outcome: review.outcome, measure: review.measure,
      unit: review.unit, isLogarithm: isLogarithm, estimate: scaled(estimate),
      interval: EffectInterval(lower: limits[0], upper: limits[1]),
      studies: review.k?.wholeNumber, method: review.model)
    row.certainty = review.certainty
    row.population = review.population
    row.hasDirection = comparison != "not stated"
    row.names = review.study.isEmpty ? [] : [review.study]
    return row
  }
}

extension ReviewRecord {
  /// Its citation where the table has one, without full stops inside; else its label.
  var title: String {
    guard let table = source?.table, let row = source?.row, table.column("citation") != nil else {
      return review
    }
    let citation = table.rawText(row: row, column: "citation")
    return citation.isEmpty ? review : citation.split(separator: ". ").joined(separator: ", ")
  }

  /// The row in words, where it has no effect that could decide.
  var inWords: String {
    var words = "review \(review), \(population): \(outcome)"
    if let estimate, let ciLow, let ciHigh {
      let kind = intervalKind.isEmpty ? "" : " \(intervalKind)"
      words += ", \(measure) \(estimate.text) (\(ciLow.text) to \(ciHigh.text))\(kind) limits"
    }
    if !model.isEmpty { words += ", \(model)" }
    if let k { words += ", k = \(k.text)" }
    return certainty.isEmpty ? words : words + ", certainty \(certainty)"
  }
}
