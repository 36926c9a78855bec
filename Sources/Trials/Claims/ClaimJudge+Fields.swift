extension ClaimJudge {
  /// A conversion that is recomputed: 2 in a hundred are allowed for rounding.
  static let conversionTolerance = 0.02

  /// A331.
  func arithmetic(_ claim: Claim) -> ClaimJudgement {
    let pairs = claim.conversionPairs
    guard !pairs.isEmpty else {
      return ClaimJudgement(
        .notCheckable, "A331", ["Only conversions between mmol and mg are recomputed"],
        evidence: [
          ClaimEvidence(.absence, source: claim.unit, text: "no conversion with mmol and mg")
        ])
    }
    let mass = pairs.map { ClaimConversion.milligrams(millimoles: $0.millimoles) }
    let amounts = pairs.map { ClaimText.number($0.millimoles) }.joined(separator: " to ")
    let right = mass.map(ClaimText.number).joined(separator: " to ")
    let stated = pairs.map { ClaimText.number($0.milligrams) }.joined(separator: " to ")
    let text =
      "\(amounts) mmol are \(right) mg of magnesium (24.305 mg a mmol); stated: \(stated) mg"
    let evidence = ClaimEvidence(.arithmetic, source: "mmol x 24.305 mg", text: text)
    let agrees = zip(pairs, mass).allSatisfy {
      abs($0.milligrams - $1) <= Self.conversionTolerance * $1
    }
    if agrees { return ClaimJudgement(.supported, "A331", [text], evidence: [evidence]) }
    let others = ClaimConversion.salts(fitting: pairs, within: Self.conversionTolerance)
    let fits = others.map { "the stated mass fits \($0.name), mass of the salt" }
    return ClaimJudgement(
      .contradicted, "A331", [text] + fits, rewording: "\(amounts) mmol are \(right) mg elemental",
      evidence: [evidence])
  }

  /// A332.
  func untestable(_ claim: Claim) -> ClaimJudgement {
    let missing =
      claim.testableBy == .reference
      ? "a reference value, which no table here holds"
      : "a study of it: no trial or review here bears on it"
    return ClaimJudgement(
      .notCheckable, "A332", ["What is missing is \(missing)"],
      evidence: [
        ClaimEvidence(
          .absence, source: claim.testableBy?.rawValue ?? "", text: "missing: \(missing)")
      ])
  }

  /// A333.
  func shareOfPeople(_ claim: Claim) -> ClaimJudgement {
    let groups = finder.groups(of: claim)
    let rows = groups.flatMap { group in
      let outcomes = finder.outcomes(in: group).filter {
        $0 == claim.outcome || OutcomeWords($0).isResponse
      }
      return outcomes.flatMap { outcome in sharesInWords(group, outcome) }
    }
    let why =
      "a person's own change holds natural fluctuation and regression to the mean besides any "
      + "effect, and one period cannot tell them apart"
    var evidence = rows.map { ClaimEvidence(.study, source: $0.study, text: $0.text) }
    if evidence.isEmpty {
      evidence = [
        ClaimEvidence(.absence, source: claim.outcome, text: "no arms print how many people did")
      ]
    }
    let counts = rows.map(\.text)
    return ClaimJudgement(
      .notSupported, "A333", counts + ["Shares of people who fared well are no responders: \(why)"],
      rewording: counts.isEmpty
        ? nil : "\(counts.joined(separator: "; ")): how many owe it to the treatment is not told",
      evidence: evidence)
  }

  private func sharesInWords(_ group: String?, _ outcome: String) -> [(study: String, text: String)]
  {
    finder.comparisons(in: group).compactMap { comparison in
      guard comparison.outcome == outcome, comparison.isAllocated,
        comparison.treatment?.events != nil, let arms = comparison.armsInWords
      else { return nil }
      return (comparison.study, "\(outcome), \(arms)")
    }
  }

  /// A342.
  func stoppingTime(_ claim: Claim) -> ClaimJudgement {
    let named = tables.trials.filter { claim.studies.contains($0.study) }
    let studies = named.map { trial in
      ClaimEvidence(
        .absence, source: trial.study,
        text: "\(trial.study): one comparison of arms, no course of single persons"
          + (trial.numbers.isEmpty ? "" : ", numbers \(trial.numbers)"))
    }
    let reason =
      "Who would have changed later is not told by averages at the end of a trial: that needs the "
      + "course of single persons, with and without treatment, which no table here holds"
    return ClaimJudgement(
      .notCheckable, "A342", [reason],
      evidence: studies.isEmpty
        ? [ClaimEvidence(.absence, source: claim.outcome, text: "no course of single persons")]
        : studies)
  }

  /// A342: the time of an effect, of which the averages are judged first.
  func timeToEffect(_ claim: Claim, _ base: ClaimJudgement) -> ClaimJudgement {
    let single = claim.isIndividual ? ["Nor do averages tell when single persons change"] : []
    let isShown = [.supported, .supportedIfReworded].contains(base.verdict)
    guard isShown else {
      return base.becoming(
        base.verdict == .notCheckable ? .notCheckable : .notSupported, "A342",
        because: ["An effect that is not shown has no time at which it begins"] + single)
    }
    return base.becoming(
      .notCheckable, "A342",
      because: ["When it begins needs the same people at several times against a comparator"]
        + single)
  }

  /// A334.
  func ofSinglePersons(_ claim: Claim, _ base: ClaimJudgement) -> ClaimJudgement {
    let isShown = [.supported, .supportedIfReworded].contains(base.verdict)
    var judgement = base.becoming(
      isShown ? .supportedIfReworded : .notSupported, "A334",
      because: ["Averages of a trial do not tell what single persons get"])
    if isShown {
      let average = base.rewording ?? base.evidence.first?.text ?? ""
      judgement.rewording = "On average over the people of the trials: \(average)"
    }
    return judgement
  }
}

extension Claim {
  /// Both sides of a stated conversion, at the ends of its range.
  fileprivate var conversionPairs: [(millimoles: Double, milligrams: Double)] {
    let ends = [(quantity, equals), (quantityHigh, equalsHigh)].compactMap { first, second in
      first.flatMap { first in second.map { (first.value, $0.value) } }
    }
    let units = [unit, equalsUnit].map { OutcomeWords($0).words.first }
    switch units {
    case ["mmol", "mg"]: return ends.map { (millimoles: $0, milligrams: $1) }
    case ["mg", "mmol"]: return ends.map { (millimoles: $1, milligrams: $0) }
    default: return []
    }
  }
}
