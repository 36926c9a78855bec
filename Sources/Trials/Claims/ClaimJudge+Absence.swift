extension ClaimJudge {
  static let uncontrolledRemark =
    "what changes from before to after is the treatment, the response to placebo, regression to "
    + "the mean and time, all in one number"

  /// What named studies do not print, and before-after figures, which decide nothing.
  func absences(_ claim: Claim, _ bearing: Bearing) -> [ClaimEvidence] {
    let used = Set((bearing.exact + bearing.related).flatMap(\.names))
    let uncontrolled = uncontrolled(claim, bearing.groups)
    let silent = tables.trials.filter { trial in
      claim.studies.contains(trial.study) && !used.contains(trial.study)
        && !uncontrolled.contains { $0.source == trial.study }
    }
    return uncontrolled + bearing.refusals
      + silent.map { trial in
        let numbers = trial.numbers.isEmpty ? "" : " (its numbers: \(trial.numbers))"
        let against = trial.comparator.isEmpty ? "" : " against \(trial.comparator)"
        let control = trial.isControlled ? "" : ", not controlled"
        return ClaimEvidence(
          .absence, source: trial.study,
          text: "\(trial.study)\(against)\(control): nothing that decides\(numbers)")
      }
  }

  /// Reported changes and arms of studies without allocation: of those that the claim names, and
  /// those with its outcome.
  private func uncontrolled(_ claim: Claim, _ groups: [String?]) -> [ClaimEvidence] {
    let words = OutcomeWords(claim.outcome)
    let all = groups.flatMap { finder.comparisons(in: $0) }.filter { comparison in
      let other = OutcomeWords(comparison.outcome)
      return !comparison.isAllocated
        && (comparison.outcome == claim.outcome || other.isRelated(to: words)
          || claim.studies.contains(comparison.study))
    }
    let exact = all.filter { $0.outcome == claim.outcome }
    let chosen = exact.isEmpty ? all : exact
    let withLimits = chosen.filter { $0.contrasts.contains { $0.ciLow != nil } }
    let others = chosen.filter { !$0.contrasts.contains { $0.ciLow != nil } }
    return (withLimits + others).compactMap { comparison in
      comparison.uncontrolledInWords.map {
        ClaimEvidence(.uncontrolled, source: comparison.study, text: $0)
      }
    }
  }

  /// A335 and A344: no controlled number.
  func withoutNumbers(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement {
    if claim.claimed == .notSettled { return openForWant(claim, bearing) }
    let uncontrolled = bearing.shown.filter { $0.kind == .uncontrolled }
    let evidence = bearing.shown + contextOfDose(claim, bearing)
    if !uncontrolled.isEmpty, !claim.hasOwnComparator, !claim.isDoseInMilligrams {
      return observation(uncontrolled, evidence)
    }
    var reasons: [String] = []
    var code = "A344"
    if claim.hasOwnComparator {
      code = "A340"
      reasons.append(
        "No controlled study here compares with \(claim.comparator) and prints a number; studies "
          + "that each compare with placebo are no comparison of what they gave")
    }
    if let doses = bearing.doses {
      code = "A341"
      reasons.append(
        "No controlled study at that dose prints a number for \(claim.outcome): \(doses)")
    }
    if reasons.isEmpty {
      let groups = bearing.groups.compactMap { $0 }
      let place = groups.isEmpty ? "" : " in \(ClaimText.list(groups))"
      reasons.append("No controlled study here prints a number for \(claim.outcome)\(place)")
    }
    let named = evidence.filter { $0.kind == .absence }.map(\.text)
    if !named.isEmpty { reasons.append("Of the studies named, \(named.joined(separator: "; "))") }
    reasons += evidence.filter { $0.kind == .pool }.map(\.text)
    let shown =
      evidence.isEmpty
      ? [ClaimEvidence(.absence, source: claim.outcome, text: "no controlled number")] : evidence
    return ClaimJudgement(.notSupported, code, reasons, evidence: shown)
  }

  /// A344: that a question is open, for want of numbers.
  private func openForWant(_ claim: Claim, _ bearing: Bearing) -> ClaimJudgement {
    let none = "no controlled study here prints a number for \(claim.outcome)"
    return ClaimJudgement(
      .supportedIfReworded, "A344", [none], rewording: none,
      evidence: [ClaimEvidence(.absence, source: claim.outcome, text: none)] + bearing.shown)
  }

  /// A335: the claim itself compares with before.
  func beforeAfter(_ claim: Claim) -> ClaimJudgement {
    let bearing = bearing(on: claim)
    return observation(
      bearing.shown.filter { $0.kind == .uncontrolled },
      bearing.shown.isEmpty
        ? [ClaimEvidence(.absence, source: claim.outcome, text: "no before-after figures")]
        : bearing.shown)
  }

  private func observation(
    _ uncontrolled: [ClaimEvidence], _ evidence: [ClaimEvidence]
  ) -> ClaimJudgement {
    let observed = uncontrolled.first?.text
    return ClaimJudgement(
      .notSupported, "A335",
      [observed, "Without a comparator that was allocated, \(Self.uncontrolledRemark)"]
        .compactMap { $0 },
      rewording: observed.map { "\($0); \(Self.uncontrolledRemark)" }, evidence: evidence)
  }

  /// Beside a dose without numbers: what all doses give together.
  private func contextOfDose(_ claim: Claim, _ bearing: Bearing) -> [ClaimEvidence] {
    guard bearing.doses != nil else { return [] }
    return bearing.groups.compactMap { finder.pool($0, claim.outcome) }.map { row in
      ClaimEvidence(
        .pool, source: row.evidence.source, estimate: row.evidence.estimate,
        interval: row.evidence.interval, studies: row.studies, text: "at any dose, \(row.text)")
    }
  }
}

extension TrialComparison {
  /// A before-after figure or an unallocated comparison, named as such.
  fileprivate var uncontrolledInWords: String? {
    let people = (treatment?.people ?? trial?.analysed).map { "\($0.text) people" } ?? "people"
    let control = design == .parallel ? "without allocation" : "without a control group"
    let begin = "in \(people) \(control) (\(study)) \(outcome)"
    if let report = contrasts.first(where: { $0.estimate != nil }), let estimate = report.estimate {
      let limits = report.ciLow.flatMap { low in
        report.ciHigh.map { " (\(low.text) to \($0.text))" }
      }
      let isFall = report.comparison == "before minus after" && estimate.value > 0
      let change = isFall ? "fell by" : "changed, as printed, by"
      return "\(begin) \(change) \(estimate.text)\(limits ?? "")"
    }
    guard design != .parallel, let before = comparator?.mean ?? comparator?.median,
      let after = treatment?.mean ?? treatment?.median
    else { return nil }
    return "\(begin) went from \(before.text) to \(after.text)"
  }
}
