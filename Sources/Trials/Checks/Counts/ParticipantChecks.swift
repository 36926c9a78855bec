/// A112 to A114: categories add up to their total, arms to the study, and the number of people
/// never grows from screening to analysis.
public enum ParticipantChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    categories(tables) + sums(tables) + flow(tables)
  }

  // MARK: - A112

  /// Categories of one question are rows of the same people at the same time whose outcomes differ
  /// only in the number they begin with: `2 episodes a week`, `5 or more episodes a week`.
  private static func categories(_ tables: TrialTables) -> [ConsistencyCheck] {
    let rows = tables.arms.compactMap { arm -> (key: [String], arm: ArmRecord, name: Category)? in
      guard arm.unit == "people", arm.events?.wholeNumber != nil, let people = arm.people?.people,
        let category = Category(arm.outcome)
      else { return nil }
      let key = [
        arm.study, arm.group, arm.arm, arm.timepoint, arm.sequence, category.question, "\(people)",
      ]
      return (key, arm, category)
    }
    var seen = Set<[String]>()
    return rows.filter { seen.insert($0.key).inserted }.compactMap { first in
      let set = rows.filter { $0.key == first.key }
      let starts = Set(set.map(\.name.start))
      guard set.count >= 2, starts.count == set.count, let people = first.arm.people?.people else {
        return nil
      }
      let names = set.map(\.name)
      let isExhaustive =
        names.contains { $0.isOpenAbove } && names.contains { $0.start == 0 || $0.isOpenBelow }
      let counts = set.compactMap { $0.arm.events?.wholeNumber }
      return first.arm.check(
        categories(counts, of: people, isExhaustive: isExhaustive), column: "events")
    }
  }

  private static func categories(
    _ counts: [Int], of people: Int, isExhaustive: Bool
  ) -> CountFinding {
    let sum = counts.reduce(0, +)
    let text = counts.map(String.init).joined(separator: " + ")
    var finding = CountFinding(
      code: "A112", verdict: .consistent, printed: "\(people)",
      recomputed: ValueRange(Double(sum)),
      message: "the categories add up to their total: \(text) = \(sum)", items: ["4.6"])
    if sum > people || sum < people && isExhaustive {
      finding.verdict = .inconsistent
      finding.message = "the categories add up to \(text) = \(sum), not to \(people)"
    } else if sum < people {
      finding.verdict = .notCheckable
      finding.message =
        "the categories add up to \(text) = \(sum) of \(people) people: a further category, or "
        + "\(people - sum) people without an answer, may not be printed"
    }
    return finding
  }

  /// An outcome that begins with a number, and the rest of it.
  private struct Category {
    let start: Int
    let question: String
    let isOpenAbove: Bool
    let isOpenBelow: Bool

    init?(_ outcome: String) {
      var words = outcome.lowercased().split(separator: " ").map(String.init)
      guard let first = words.first, let start = Int(first) else { return nil }
      words.removeFirst()
      isOpenAbove = words.starts(with: ["or", "more"])
      isOpenBelow = words.starts(with: ["or", "fewer"]) || words.starts(with: ["or", "less"])
      if isOpenAbove || isOpenBelow { words.removeFirst(2) }
      if words.count > 2, words[0] == "to", Int(words[1]) != nil { words.removeFirst(2) }
      guard let noun = words.first else { return nil }
      words[0] = noun.hasSuffix("s") ? String(noun.dropLast()) : noun
      self.start = start
      question = words.joined(separator: " ")
    }
  }

  // MARK: - A113

  private static func sums(_ tables: TrialTables) -> [ConsistencyCheck] {
    let ofTrials = tables.trials.flatMap { trial -> [ConsistencyCheck] in
      guard trial.design == .parallel else { return [] }
      let isComplete = hasTwoArms(trial, tables)
      return [
        sum("randomised", trial.randomised, trial.randomisedTreatment, trial.randomisedComparator),
        sum("analysed", trial.analysed, trial.analysedTreatment, trial.analysedComparator),
      ].compactMap { $0?.finding(isComplete) }.map { trial.check($0) }
    }
    return ofTrials + wholeStudies(tables)
  }

  /// A total and its two parts, all printed.
  private struct Sum {
    let name: String
    let total: Int
    let parts: (Int, Int)

    /// - Parameter isComplete: there is no third part.
    func finding(_ isComplete: Bool) -> CountFinding {
      let sum = parts.0 + parts.1
      var finding = CountFinding(
        code: "A113", verdict: .consistent, printed: "\(total)",
        recomputed: ValueRange(Double(sum)),
        message: "\(name): the arms add up to the study, \(parts.0) + \(parts.1) = \(sum)",
        items: ["4.6"])
      if sum > total || sum < total && isComplete {
        finding.verdict = .inconsistent
        finding.message = "\(name): the arms have \(parts.0) + \(parts.1) = \(sum), not \(total)"
      } else if sum < total {
        finding.verdict = .notCheckable
        finding.message =
          "\(name): the arms have \(parts.0) + \(parts.1) = \(sum) of \(total); another arm is "
          + "possible"
      }
      return finding
    }
  }

  private static func sum(
    _ name: String, _ total: PrintedNumber?, _ first: PrintedNumber?, _ second: PrintedNumber?
  ) -> Sum? {
    guard let total = total?.wholeNumber, let first = first?.wholeNumber,
      let second = second?.wholeNumber
    else { return nil }
    return Sum(name: name, total: total, parts: (first, second))
  }

  /// No third arm is named, neither in the tables nor as a comparator.
  private static func hasTwoArms(_ trial: TrialRecord?, _ tables: TrialTables) -> Bool {
    guard let trial, !trial.comparator.contains(";") else { return false }
    let arms = tables.arms.filter { $0.study == trial.study && $0.role != .all }.map(\.arm)
    return Set(arms).count <= 2
  }

  /// Rows about everybody against the two rows of the arms, for people and for events.
  private static func wholeStudies(_ tables: TrialTables) -> [ConsistencyCheck] {
    let numbers = StudyNumbers(tables)
    return tables.arms.filter { $0.role == .all }.flatMap { whole -> [ConsistencyCheck] in
      let parts = tables.arms.filter { $0.role != .all && $0.isSameMeasurement(as: whole) }
      let trial = numbers.trial(whole.study)
      guard parts.count == 2, Set(parts.map(\.arm)).count == 2, trial?.design == .parallel else {
        return []
      }
      let isComplete = hasTwoArms(trial, tables)
      return [
        sum("people", whole.people, parts[0].people, parts[1].people),
        sum("events", whole.events, parts[0].events, parts[1].events),
      ].compactMap { $0?.finding(isComplete) }.map { whole.check($0) }
    }
  }

  // MARK: - A114

  private static func flow(_ tables: TrialTables) -> [ConsistencyCheck] {
    let numbers = StudyNumbers(tables)
    let trials = tables.trials.flatMap { trial in
      [
        flow([
          ("screened", trial.screened), ("randomised", trial.randomised),
          ("analysed", trial.analysed),
        ]),
        flow([
          ("randomised to the treatment", trial.randomisedTreatment),
          ("analysed in the treatment arm", trial.analysedTreatment),
        ]),
        flow([
          ("randomised to the comparator", trial.randomisedComparator),
          ("analysed in the comparator arm", trial.analysedComparator),
        ]),
      ].compactMap { $0 }.map { trial.check($0) }
    }
    let arms = tables.arms.compactMap { arm -> ConsistencyCheck? in
      guard let people = arm.people?.wholeNumber, let trial = numbers.trial(arm.study),
        let most = most(arm.role, trial), people > most.people
      else { return nil }
      return arm.check(
        CountFinding(
          code: "A114", verdict: .inconsistent, printed: "\(people)",
          message: "the row has \(people) people, more than the \(most.people) \(most.name)",
          items: ["4.6"]), column: arm.total == nil ? "n" : "total")
    }
    return trials + arms
  }

  private static func flow(_ stages: [(name: String, number: PrintedNumber?)]) -> CountFinding? {
    let printed = stages.compactMap { stage in
      stage.number?.wholeNumber.map { (name: stage.name, people: $0) }
    }
    guard printed.count > 1 else { return nil }
    let text = printed.map { "\($0.people) \($0.name)" }.joined(separator: ", ")
    let grows = zip(printed, printed.dropFirst()).contains { $0.people < $1.people }
    return CountFinding(
      code: "A114", verdict: grows ? .inconsistent : .consistent, printed: text,
      message: grows ? "people are added on the way: \(text)" : "nobody is added: \(text)",
      items: ["4.6"])
  }

  /// The largest number of people that a row of the role can have.
  private static func most(
    _ role: ArmRecord.Role, _ trial: TrialRecord
  ) -> (people: Int, name: String)? {
    let isParallel = trial.design == .parallel
    let candidates: [(PrintedNumber?, String)] = [
      (role == .treatment && isParallel ? trial.randomisedTreatment : nil, "randomised to it"),
      (role == .comparator && isParallel ? trial.randomisedComparator : nil, "randomised to it"),
      (trial.randomised, "randomised"), (trial.screened, "screened"),
    ]
    return candidates.lazy.compactMap { number, name in
      number?.wholeNumber.map { ($0, name) }
    }.first
  }
}

extension ArmRecord {
  /// The same outcome of the same study at the same time.
  fileprivate func isSameMeasurement(as other: ArmRecord) -> Bool {
    study == other.study && group == other.group && outcome == other.outcome
      && timepoint == other.timepoint && phase == other.phase && sequence == other.sequence
      && period == other.period
  }
}
