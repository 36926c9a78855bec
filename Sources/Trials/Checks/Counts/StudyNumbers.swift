/// The numbers of people that a study allows where a row may mean others than it says: those
/// randomised, those analysed, and a few fewer than the row's own.
struct StudyNumbers {
  struct Candidate {
    let people: Int
    let name: String
  }

  private let trials: [String: TrialRecord]

  init(_ tables: TrialTables) {
    trials = Dictionary(tables.trials.map { ($0.study, $0) }) { first, _ in first }
  }

  func trial(_ study: String) -> TrialRecord? { trials[study] }

  /// Other numbers of people than the row's, those that the study prints first.
  func alternatives(to people: Int, for arm: ArmRecord) -> [Candidate] {
    let trial = trials[arm.study]
    let printed: [(PrintedNumber?, String)]
    switch arm.role {
    case .treatment where trial?.design != .crossover:
      printed = [
        (trial?.randomisedTreatment, "randomised to the treatment"),
        (trial?.analysedTreatment, "analysed in the treatment arm"),
      ]
    case .comparator where trial?.design != .crossover:
      printed = [
        (trial?.randomisedComparator, "randomised to the comparator"),
        (trial?.analysedComparator, "analysed in the comparator arm"),
      ]
    case .treatment, .comparator, .all:
      printed = [(trial?.randomised, "randomised"), (trial?.analysed, "analysed")]
    }
    var seen: Set<Int> = [people]
    let named = printed.compactMap { number, name -> Candidate? in
      guard let other = number?.people, seen.insert(other).inserted else { return nil }
      return Candidate(people: other, name: "the \(other) \(name)")
    }
    let fewer = (1...lost(trial, of: people)).compactMap { missing -> Candidate? in
      let other = people - missing
      guard other > 0, seen.insert(other).inserted else { return nil }
      return Candidate(people: other, name: "\(other) people, \(missing) fewer than the \(people)")
    }
    return named + fewer
  }

  /// How many may be missing: the study's own loss, or a tenth where it does not print one.
  private func lost(_ trial: TrialRecord?, of people: Int) -> Int {
    if let randomised = trial?.randomised?.people, let analysed = trial?.analysed?.people {
      return max(1, randomised - analysed)
    }
    return max(2, people / 10)
  }
}
