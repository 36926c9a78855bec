import Numerics
import Trials

/// Tables of trials whose printed numbers are all correct: patients are drawn, everything is
/// computed from them by the textbook and rounded as papers round. A check that objects to one is
/// wrong.
///
/// Table i of a seed is the same whichever others are drawn.
struct SimulatedTables {
  let seed: UInt64

  init(seed: UInt64 = 20_260_301) {
    self.seed = seed
  }

  /// The tables of one trial: two parallel arms, participant flow, a measured and a counted
  /// outcome, with P values, estimates and intervals by tests drawn at random.
  func table(_ index: Int) -> TrialTables {
    var trial = SimulatedTrial(
      name: "simulated\(index)", stream: RandomStream(seed: seed, task: UInt64(index)))
    trial.addMeasuredOutcome()
    trial.addCountedOutcome()
    return trial.tables
  }
}

/// A trial while it is being drawn.
struct SimulatedTrial {
  private let name: String
  private var stream: RandomStream
  private var print: PaperRounding
  private let analysed: [Int]
  private(set) var tables = TrialTables()

  private static let arms: [(name: String, role: ArmRecord.Role)] = [
    ("magnesium", .treatment), ("placebo", .comparator),
  ]

  init(name: String, stream: RandomStream) {
    self.name = name
    self.stream = stream
    let isTieToEven = self.stream.uniform() < 0.5
    let style = PaperRounding.ProbabilityStyle.allCases[self.stream.uniform(below: 3)]
    print = PaperRounding(isTieToEven: isTieToEven, style: style)
    let size = 8 + self.stream.uniform(below: 120)
    let randomised = [size, size + self.stream.uniform(below: 5)]
    var analysed: [Int] = []
    for n in randomised { analysed.append(n - self.stream.uniform(below: 4)) }
    self.analysed = analysed
    var record = TrialRecord()
    record.study = name
    record.group = "simulated"
    record.design = .parallel
    record.screened = whole(randomised.reduce(0, +) + self.stream.uniform(below: 60))
    record.randomised = whole(randomised.reduce(0, +))
    record.analysed = whole(analysed.reduce(0, +))
    record.randomisedTreatment = whole(randomised[0])
    record.randomisedComparator = whole(randomised[1])
    record.analysedTreatment = whole(analysed[0])
    record.analysedComparator = whole(analysed[1])
    tables.trials = [record]
  }

  private func whole(_ count: Int) -> PrintedNumber {
    PrintedNumber(rounding: Double(count), decimals: 0)
  }

  private func arm(
    _ index: Int, _ outcome: String, _ timepoint: String, _ phase: ArmRecord.Phase
  ) -> ArmRecord {
    var record = ArmRecord()
    record.study = name
    record.group = "simulated"
    record.outcome = outcome
    record.arm = Self.arms[index].name
    record.role = Self.arms[index].role
    record.timepoint = timepoint
    record.phase = phase
    record.n = whole(analysed[index])
    return record
  }

  private func contrast(_ outcome: String, _ timepoint: String) -> ContrastRecord {
    var record = ContrastRecord()
    record.study = name
    record.group = "simulated"
    record.outcome = outcome
    record.timepoint = timepoint
    record.design = .parallel
    return record
  }

  // MARK: - A measured outcome

  /// Baseline, end and change of whole or measured values; P and a mean difference of the change or
  /// of the end.
  mutating func addMeasuredOutcome() {
    let isWhole = stream.uniform() < 0.5
    let level = 2 + 40 * stream.uniform()
    let spread = level * (0.2 + 0.4 * stream.uniform())
    let effect = spread * 1.2 * (stream.uniform() - 0.4)
    var values: [String: [[Double]]] = ["baseline": [], "4 weeks": [], "change": []]
    for index in 0..<2 {
      var (start, end) = ([Double](), [Double]())
      for _ in 0..<analysed[index] {
        let person = stream.normal()
        let first = level + spread * (0.7 * person + 0.7 * stream.normal())
        let second =
          level + spread * (0.7 * person + 0.7 * stream.normal())
          - (index == 0 ? effect : 0)
        start.append(isWhole ? max(0, first.rounded()) : first)
        end.append(isWhole ? max(0, second.rounded()) : second)
      }
      values["baseline"]?.append(start)
      values["4 weeks"]?.append(end)
      values["change"]?.append(zip(end, start).map { $0 - $1 })
    }
    let decimals = 1 + stream.uniform(below: 2)
    let isOfStandardErrors = stream.uniform() < 0.2
    let phases: [(String, ArmRecord.Phase)] = [
      ("baseline", .baseline), ("4 weeks", .treatment), ("change", .change),
    ]
    for (timepoint, phase) in phases {
      for (index, group) in (values[timepoint] ?? []).enumerated() {
        let summary = GroupSummary(group)
        var record = arm(index, "cramp frequency", timepoint, phase)
        record.mean = print.number(summary.mean, decimals)
        let error = summary.standardDeviation / Double(summary.count).squareRoot()
        if isOfStandardErrors {
          record.se = print.number(error, decimals)
        } else {
          record.sd = print.number(summary.standardDeviation, decimals)
        }
        tables.arms.append(record)
      }
    }
    let timepoint = stream.uniform() < 0.5 ? "change" : "4 weeks"
    let groups = (values[timepoint] ?? []).map(GroupSummary.init)
    tables.contrasts.append(meanContrast(groups[0], groups[1], timepoint, decimals))
  }

  private mutating func meanContrast(
    _ first: GroupSummary, _ second: GroupSummary, _ timepoint: String, _ decimals: Int
  ) -> ContrastRecord {
    var record = contrast("cramp frequency", timepoint)
    let result = TextbookMeans(first, second, kind: .allCases[stream.uniform(below: 3)])
    record.p = print.probability(result.pValue)
    if stream.uniform() < 0.6 {
      record.measure = "MD"
      record.estimate = print.number(result.difference, decimals)
      record.ciLow = print.number(result.low, decimals)
      record.ciHigh = print.number(result.high, decimals)
      record.ciLevel = whole(95)
      if stream.uniform() < 0.5 { record.se = print.number(result.standardError, decimals + 1) }
    } else if stream.uniform() < 0.5 {
      record.measure = "MD"
      record.estimate = print.number(result.difference, decimals)
      record.error = print.number(result.standardError, decimals)
    }
    return record
  }

  // MARK: - A counted outcome

  /// Counts with percentages and their intervals, of both arms and of everybody; P and a ratio or a
  /// difference.
  mutating func addCountedOutcome() {
    let (base, shift) = (0.1 + 0.6 * stream.uniform(), 0.3 * (stream.uniform() - 0.3))
    let events = [
      stream.binomial(size: analysed[0], probability: min(0.95, base + shift)),
      stream.binomial(size: analysed[1], probability: base),
    ]
    let decimals = stream.uniform(below: 2)
    let interval = TextbookShares.Interval.allCases.randomElement(using: &stream)
    let hasIntervals = stream.uniform() < 0.5
    func fill(_ record: inout ArmRecord, _ count: Int, _ people: Int) {
      record.events = whole(count)
      record.total = whole(people)
      record.percent = print.number(100 * Double(count) / Double(people), decimals)
      guard hasIntervals, let interval else { return }
      let limits = TextbookShares.limits(count, people, interval)
      record.ciLow = print.number(100 * limits.low, decimals)
      record.ciHigh = print.number(100 * limits.high, decimals)
      record.ciLevel = whole(95)
      record.intervalOf = "percent"
    }
    for index in 0..<2 {
      var record = arm(index, "cramp-free", "4 weeks", .treatment)
      fill(&record, events[index], analysed[index])
      tables.arms.append(record)
    }
    var everybody = arm(0, "cramp-free", "4 weeks", .treatment)
    everybody.arm = "all participants"
    everybody.role = .all
    everybody.n = whole(analysed[0] + analysed[1])
    fill(&everybody, events[0] + events[1], analysed[0] + analysed[1])
    tables.arms.append(everybody)
    tables.contrasts.append(countContrast(events))
  }

  private mutating func countContrast(_ events: [Int]) -> ContrastRecord {
    var record = contrast("cramp-free", "4 weeks")
    let table = TextbookTable(events[0], analysed[0], events[1], analysed[1])
    let test = TextbookTable.Test.allCases[stream.uniform(below: 3)]
    record.p = table.pValue(test).map { print.probability($0) }
    guard stream.uniform() < 0.7 else { return record }
    let measure = ["RR", "OR", "RD"][stream.uniform(below: 3)]
    guard let result = table.interval(measure) else { return record }
    record.measure = measure
    record.estimate = print.number(result.estimate, 2)
    record.ciLow = print.number(result.low, 2)
    record.ciHigh = print.number(result.high, 2)
    record.ciLevel = whole(95)
    return record
  }
}
