extension Claim {
  /// Whether any controlled comparison will do: none is named.
  var isUncomparedInWords: Bool {
    ["", "not stated", "control", "controls"].contains(comparator.lowercased())
  }

  var isAgainstPlacebo: Bool { comparator.lowercased().contains("placebo") }

  /// It compares with something that only some trials have: another form, another treatment.
  var hasOwnComparator: Bool { !isUncomparedInWords && !isAgainstPlacebo && !isBeforeAfter }

  var isDoseInMilligrams: Bool {
    quantityOf == .dose && doseRange != nil
  }

  /// It rests on some studies of its group only, so that reviews of all do not decide.
  var isOfSomeStudies: Bool { isOfOneStudy || isDoseInMilligrams || hasOwnComparator }

  /// Milligrams of elemental magnesium a day; `about` and a plain number allow a tenth each way.
  var doseRange: ClosedRange<Double>? {
    guard let quantity, let factor = doseFactor else { return nil }
    let low = quantity.value * factor
    switch bound {
    case .atLeast, .above: return low...Double.infinity
    case .atMost, .below: return 0...low
    default: break
    }
    if let high = quantityHigh { return low...(high.value * factor) }
    return (0.9 * low)...(1.1 * low)
  }

  private var doseFactor: Double? {
    let words = OutcomeWords(unit).words
    if words.first == "mg" { return 1 }
    return words.first == "mmol" ? ClaimConversion.milligrams(millimoles: 1) : nil
  }

  func allowsDose(of trial: TrialRecord) -> Bool {
    guard let range = doseRange, let dose = trial.elementalMilligrams else { return false }
    return range.contains(dose.value)
  }
}

extension ClaimJudge {
  /// Controlled studies of the groups whose comparator is the claim's. A study that does not print
  /// its comparator counts as one against placebo.
  func comparedStudies(_ claim: Claim, _ groups: [String?]) -> Set<String> {
    let found = groups.flatMap { finder.comparisons(in: $0) }.filter { comparison in
      guard comparison.isAllocated else { return false }
      let printed =
        comparison.trial.map(\.comparator).flatMap { $0.isEmpty ? nil : $0 }
        ?? (claim.hasOwnComparator ? comparison.comparator?.arm : nil)
      return isComparator(printed?.lowercased() ?? "", of: claim)
    }
    return Set(found.map(\.study))
  }

  private func isComparator(_ printed: String, of claim: Claim) -> Bool {
    if claim.isUncomparedInWords { return true }
    if claim.isAgainstPlacebo {
      return printed.isEmpty
        || ["placebo", "sham", "without active"].contains { printed.contains($0) }
    }
    let wanted = OutcomeWords(claim.comparator).words
    if wanted.contains(where: { $0.hasPrefix("form") || $0.hasPrefix("salt") }) {
      let isMagnesium = ClaimConversion.salts.contains { salt in
        salt.name.split(separator: " ").dropFirst().contains { printed.contains($0) }
      }
      return isMagnesium && !printed.contains("placebo")
    }
    let words = OutcomeWords(printed).words
    return !wanted.isEmpty && wanted.allSatisfy(words.contains)
  }

  /// The doses of the studies that a claim on a dose names and of those that gave it; of all if it
  /// names none.
  func dosesInWords(_ claim: Claim) -> String {
    let groups = finder.groups(of: claim)
    let trials = tables.trials.filter { trial in
      claim.studies.contains(trial.study)
        || (groups.contains(trial.group) && (claim.studies.isEmpty || claim.allowsDose(of: trial)))
    }
    let doses = trials.map { trial in
      let dose = trial.elementalMilligrams.map { "\($0.text) mg elemental a day" }
      let control = trial.isControlled ? "" : ", not controlled"
      return "\(trial.study) (\(dose ?? "elemental dose not printed")\(control))"
    }
    return doses.isEmpty ? "no study is named" : "the studies gave \(ClaimText.list(doses))"
  }
}
