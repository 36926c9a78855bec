/// Works only here, works better there: the difference between groups of studies.
extension ClaimJudge {
  /// The groups that the claim's own is compared with; empty if it compares with no other people.
  func otherGroups(_ claim: Claim) -> [String] {
    let comparator = claim.comparator.lowercased()
    guard !claim.group.isEmpty, claim.hasOwnComparator else { return [] }
    func words(_ text: String) -> [Substring] {
      text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
    let compared = words(comparator)
    let others = tables.groups.filter { $0 != claim.group }
    let named = others.filter { words($0).allSatisfy(compared.contains) }
    if !named.isEmpty { return named }
    let everybody = [
      "other people", "others", "other group", "other patients", "everybody", "the rest",
    ]
    return everybody.contains { comparator.contains($0) } ? others : []
  }

  /// A339.
  func contrast(_ claim: Claim, with others: [String]) -> ClaimJudgement {
    let alone = ([claim.group] + others).compactMap { finder.pool($0, claim.outcome) }
    let shown = alone.map { "in \($0.source), \($0.text)" }
    let separate = "intervals side by side are no comparison"
    guard let difference = difference(claim, others) else {
      return ClaimJudgement(
        .notSupported, "A339",
        ["No difference between the groups can be computed; \(separate)"] + shown,
        evidence: alone.map(\.evidence) + [
          ClaimEvidence(
            .absence, source: claim.outcome, text: "too few controlled studies for a contrast")
        ])
    }
    let name = ClaimText.list(others)
    let text = "\(claim.outcome): \(claim.group) less \(name) \(difference.numbers)"
    let evidence =
      [
        ClaimEvidence(
          .contrast, source: "\(claim.group);\(others.joined(separator: ";"))",
          estimate: difference.shown(difference.estimate), interval: difference.shownInterval,
          studies: difference.studies, text: text)
      ] + alone.map(\.evidence)
    let breath = ([claim.group] + others).compactMap { finder.judgement(of: $0) }.first
    let reasons = [text + (breath.map { ", \($0)" } ?? "")] + shown
    switch difference.stance(claimed: claimedSign(claim, on: claim.outcome)) {
    case nil:
      return ClaimJudgement(
        .notCheckable, "A345", reasons + ["Which way is better is not told by the words"],
        evidence: evidence)
    case .opposes:
      return ClaimJudgement(
        .contradicted, "A339", reasons + ["The difference goes the other way"], evidence: evidence)
    case .unclear:
      return ClaimJudgement(
        .notSupported, "A339",
        reasons + ["The difference between the groups is compatible with none; \(separate)"],
        rewording: "whether it differs between \(claim.group) and \(name) cannot be told: "
          + reasons[0], evidence: evidence)
    case .confirms:
      return ClaimJudgement(
        .supportedIfReworded, "A339",
        reasons + ["The groups differ; that the others get nothing does not follow"],
        rewording: "the effect differs between groups of studies: \(reasons[0])",
        evidence: evidence)
    }
  }

  /// The claim's group less the others, by meta-regression with a common heterogeneity.
  private func difference(_ claim: Claim, _ others: [String]) -> EvidenceRow? {
    var chosen = plan
    (chosen.group, chosen.outcome) = (nil, claim.outcome)
    guard let effects = try? tables.effects(chosen) else { return nil }
    let used = effects.effects.filter { ([claim.group] + others).contains($0.comparison.group) }
    let labels = used.map { $0.comparison.group == claim.group ? claim.group : "others" }
    let pooling = Pooling(
      model: .randomEffects(plan.estimator), test: plan.test, confidenceLevel: plan.confidenceLevel)
    guard
      let compared = try? SubgroupComparison(
        used.map(\.effect), groups: labels, levels: ["others", claim.group], pooling: pooling),
      let estimate = compared.differences.first?.estimate, let inference = estimate.inference,
      labels.contains("others"), labels.contains(claim.group),
      (inference.degreesOfFreedom ?? .infinity) >= 1
    else { return nil }
    return EvidenceRow(
      origin: .pool, source: claim.group, outcome: claim.outcome,
      measure: effects.measure.isLogarithm ? "ratio of \(effects.measure.rawValue)s" : "difference",
      unit: effects.unit, isLogarithm: effects.measure.isLogarithm, estimate: estimate.estimate,
      interval: inference.interval, studies: used.count, method: "meta-regression")
  }
}
