import Glibc
import Numerics
import Trials

/// Trials of people who are measured twice, whose printed numbers are all correct: a crossover with
/// the P of its paired test, and a parallel trial with values at baseline, at the end, and changes.
struct SimulatedPairs {
  /// One person's two values.
  private typealias Pair = (first: Double, second: Double)

  private var stream: RandomStream
  private let name: String
  private let decimals: Int

  init(seed: UInt64 = 20_261_122, index: Int) {
    stream = RandomStream(seed: seed, task: UInt64(index))
    name = "pairs\(index)"
    decimals = 1 + stream.uniform(below: 2)
  }

  mutating func tables() -> TrialTables {
    var tables = TrialTables()
    addCrossover(to: &tables)
    addChanges(to: &tables)
    return tables
  }

  /// Values of people whose two measurements have a correlation from -0.3 to 0.9 on average.
  private mutating func pairs(_ count: Int, shift: Double) -> [Pair] {
    let r = -0.3 + 1.2 * stream.uniform()
    let spread = 1 + 4 * stream.uniform()
    return (0..<count).map { _ in
      let (a, b) = (stream.normal(), stream.normal())
      return (10 + spread * a, 10 + shift + spread * (r * a + (1 - r * r).squareRoot() * b))
    }
  }

  private mutating func addCrossover(to tables: inout TrialTables) {
    let people = pairs(6 + stream.uniform(below: 60), shift: 3 * stream.uniform() - 1.5)
    var trial = TrialRecord()
    (trial.study, trial.group, trial.design) = (name, "simulated", .crossover)
    trial.randomised = whole(people.count + stream.uniform(below: 4))
    trial.analysed = whole(people.count)
    tables.trials.append(trial)
    tables.arms.append(arm("score", .treatment, .treatment, people.map(\.second)))
    tables.arms.append(arm("score", .comparator, .treatment, people.map(\.first)))
    let differences = Moments(people.map { $0.second - $0.first })
    let freedom = Double(people.count - 1)
    let distribution = StudentTDistribution(degreesOfFreedom: freedom)
    let error = differences.deviation / Double(people.count).squareRoot()
    var contrast = ContrastRecord()
    (contrast.study, contrast.group, contrast.outcome) = (name, "simulated", "score")
    (contrast.effect, contrast.timepoint, contrast.design) = ("treatment", "end", .crossover)
    contrast.p = PrintedNumber(
      rounding: distribution.twoSidedProbability(differences.mean / error),
      decimals: 2 + stream.uniform(below: 2))
    if stream.uniform() < 0.5 {
      let half = error * distribution.quantile(0.025, tail: .upper)
      contrast.measure = "MD"
      contrast.estimate = printed(differences.mean)
      contrast.ciLow = printed(differences.mean - half)
      contrast.ciHigh = printed(differences.mean + half)
      contrast.ciLevel = whole(95)
    }
    tables.contrasts.append(contrast)
  }

  private mutating func addChanges(to tables: inout TrialTables) {
    var trial = TrialRecord()
    (trial.study, trial.group, trial.design) = (name + "p", "simulated", .parallel)
    tables.trials.append(trial)
    for role in [ArmRecord.Role.treatment, .comparator] {
      let people = pairs(6 + stream.uniform(below: 60), shift: 3 * stream.uniform() - 1.5)
      for (phase, values) in [
        (ArmRecord.Phase.baseline, people.map(\.first)), (.treatment, people.map(\.second)),
        (.change, people.map { $0.second - $0.first }),
      ] {
        var record = arm("severity", role, phase, values)
        record.study = name + "p"
        tables.arms.append(record)
      }
    }
  }

  private func arm(
    _ outcome: String, _ role: ArmRecord.Role, _ phase: ArmRecord.Phase, _ values: [Double]
  ) -> ArmRecord {
    let moments = Moments(values)
    var record = ArmRecord()
    (record.study, record.group, record.outcome) = (name, "simulated", outcome)
    (record.arm, record.role, record.phase) = (role.rawValue, role, phase)
    record.timepoint = phase == .baseline ? "start" : phase == .change ? "start to end" : "end"
    record.n = whole(values.count)
    record.mean = printed(moments.mean)
    record.sd = printed(moments.deviation)
    return record
  }

  private func printed(_ value: Double) -> PrintedNumber {
    PrintedNumber(rounding: value, decimals: decimals)
  }

  private func whole(_ count: Int) -> PrintedNumber {
    PrintedNumber(rounding: Double(count), decimals: 0)
  }
}
