/// A reported comparison with the arms that it may be of.
public struct ReportedContrast: Sendable {
  public let record: ContrastRecord
  /// Of the same study and outcome, not baseline.
  public let comparisons: [TrialComparison]
  /// Of the same study, but of another outcome, where there are none of the same.
  public let otherOutcomes: [TrialComparison]
  public let trial: TrialRecord?
  private let isOfReview: Bool

  public init(
    record: ContrastRecord, comparisons: [TrialComparison],
    otherOutcomes: [TrialComparison] = [], trial: TrialRecord? = nil
  ) {
    isOfReview = false
    self.record = record
    self.comparisons = comparisons
    self.otherOutcomes = otherOutcomes
    self.trial = trial
  }

  /// An estimate of a review, which has no arms.
  init(review: ReviewRecord) {
    var record = ContrastRecord()
    record.study = review.review
    record.group = review.population
    record.outcome = review.outcome
    record.timepoint = review.timepoint
    record.measure = review.measure
    record.estimate = review.estimate
    record.ciLow = review.ciLow
    record.ciHigh = review.ciHigh
    record.intervalKind = review.intervalKind
    record.p = review.p
    record.source = review.source
    self.record = record
    comparisons = []
    otherOutcomes = []
    trial = nil
    isOfReview = true
  }

  /// The contrasts that comparisons hold, each once, with all comparisons that hold it, in the
  /// order of their first one. A P of the treatments is not one of baseline values, so these are
  /// left out; where a paper has final values and changes, several comparisons may be meant.
  public static func pairing(_ comparisons: [TrialComparison]) -> [ReportedContrast] {
    var order: [ContrastRecord] = []
    var holders: [[String]: [TrialComparison]] = [:]
    for comparison in comparisons {
      for record in comparison.contrasts where record.isOfTreatments {
        if holders[record.identity] == nil { order.append(record) }
        holders[record.identity, default: []].append(comparison)
      }
    }
    return order.map { record in
      let own = holders[record.identity] ?? []
      let hasArms = own.contains { $0.treatment != nil }
      let others = comparisons.filter {
        $0.study == record.study && $0.group == record.group && $0.outcome != record.outcome
          && $0.phase == .treatment
      }
      return ReportedContrast(
        record: record, comparisons: own.filter { $0.phase != .baseline },
        otherOutcomes: hasArms ? [] : others, trial: own.first?.trial)
    }
  }

  var design: ComparisonDesign {
    record.design ?? comparisons.first?.design ?? trial?.design ?? .parallel
  }

  /// The check of a cell of the contrast.
  func check(
    _ code: String, _ column: String, printed: String, _ verdict: ConsistencyCheck.Verdict,
    recomputed: ValueRange? = nil, _ message: String, repair: String? = nil
  ) -> ConsistencyCheck {
    ConsistencyCheck(
      code: code, subject: ConsistencyCheck.Subject(ofContrast: record), verdict: verdict,
      printed: printed, recomputed: recomputed, message: message, repair: repair,
      inspectItems: isOfReview ? [] : ["4.9"], place: record.source?.place(column: column))
  }
}

extension ContrastRecord {
  /// What tells a contrast from the others: its subject, its numbers and its row.
  fileprivate var identity: [String] {
    let numbers = [estimate, se, error, ciLow, ciHigh, p].map { $0?.text ?? "" }
    return [study, group, outcome, effect, timepoint, measure, comparison] + numbers
      + [source.map { String($0.row) } ?? ""]
  }
}

extension TrialComparison {
  /// The people of an arm: as the arm says, else as the study says of those analysed, else of those
  /// allocated.
  func people(_ role: ArmRecord.Role) -> Int? {
    let (arm, analysed, randomised) =
      role == .treatment
      ? (treatment, trial?.analysedTreatment, trial?.randomisedTreatment)
      : (comparator, trial?.analysedComparator, trial?.randomisedComparator)
    return (arm?.people ?? analysed ?? randomised)?.wholeNumber
  }

  /// Other numbers of people that an arm may have had: those the study names, and one or two less.
  func otherPeople(_ role: ArmRecord.Role) -> [Int] {
    guard let count = people(role) else { return [] }
    let named =
      role == .treatment
      ? [trial?.analysedTreatment, trial?.randomisedTreatment]
      : [trial?.analysedComparator, trial?.randomisedComparator]
    var others: [Int] = []
    for other in named.compactMap({ $0?.wholeNumber }) + [count - 1, count - 2]
    where other != count && other >= 2 && !others.contains(other) {
      others.append(other)
    }
    return others
  }

  /// The means of both arms; nil without means, their standard deviations or errors, or people.
  var means: MeanContrast? {
    guard let treatment, let comparator,
      let first = GroupRange(treatment, count: people(.treatment)),
      let second = GroupRange(comparator, count: people(.comparator))
    else { return nil }
    return MeanContrast(treatment: first, comparator: second)
  }

  /// The tables that the printed counts, or percentages, allow: one of counts, several where a
  /// percentage of many people stands for several counts.
  var tables: [TwoGroupEvents] { tables(people(.treatment), people(.comparator)) }

  /// More people than any trial has would only take time.
  private static let people = 1...100_000

  /// The same with other numbers of people and the printed counts.
  func tables(_ first: Int?, _ second: Int?) -> [TwoGroupEvents] {
    guard let treatment, let comparator, let first, let second,
      Self.people ~= first, Self.people ~= second
    else { return [] }
    let ofComparator = comparator.possibleEvents(second)
    return treatment.possibleEvents(first).flatMap { events in
      ofComparator.compactMap { other in
        guard let a = try? GroupEvents(events: events, total: first),
          let b = try? GroupEvents(events: other, total: second)
        else { return nil }
        return TwoGroupEvents(treatment: a, comparator: b)
      }
    }
  }
}

extension ArmRecord {
  /// The printed count, or those whose percentage rounds to the printed one; at most five.
  fileprivate func possibleEvents(_ people: Int) -> [Int] {
    if let events = events?.wholeNumber { return 0...people ~= events ? [events] : [] }
    guard let percent, percent.relation == .equal else { return [] }
    let range = (Double(people) / 100) * percent.range
    let low = Swift.max(0, (range.low - 1e-9).rounded(.up))
    let high = Swift.min(Double(people), (range.high + 1e-9).rounded(.down))
    guard low <= high, high - low < 5 else { return [] }
    return Array(Int(low)...Int(high))
  }
}
