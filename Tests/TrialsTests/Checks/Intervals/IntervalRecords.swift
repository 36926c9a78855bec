@testable import Trials

/// Records made by hand, as a paper prints them.
enum IntervalRecords {
  static func number(_ text: String?) -> PrintedNumber? { text.flatMap { PrintedNumber($0) } }

  static func arm(
    _ role: ArmRecord.Role, outcome: String = "cramps", timepoint: String = "4 weeks",
    phase: ArmRecord.Phase = .treatment, n: String? = nil, mean: String? = nil, sd: String? = nil,
    events: String? = nil, percent: String? = nil
  ) -> ArmRecord {
    var record = ArmRecord()
    record.study = "study"
    record.outcome = outcome
    record.arm = role.rawValue
    record.role = role
    record.timepoint = timepoint
    record.phase = phase
    record.n = number(n)
    record.mean = number(mean)
    record.sd = number(sd)
    record.events = number(events)
    record.percent = number(percent)
    return record
  }

  static func contrast(
    outcome: String = "cramps", timepoint: String = "4 weeks", measure: String = "",
    estimate: String? = nil, se: String? = nil, error: String? = nil, low: String? = nil,
    high: String? = nil, kind: String = "", p: String? = nil,
    design: ComparisonDesign = .parallel
  ) -> ContrastRecord {
    var record = ContrastRecord()
    record.study = "study"
    record.outcome = outcome
    record.timepoint = timepoint
    record.measure = measure
    record.estimate = number(estimate)
    record.se = number(se)
    record.error = number(error)
    record.ciLow = number(low)
    record.ciHigh = number(high)
    record.intervalKind = kind
    record.p = number(p)
    record.design = design
    return record
  }

  static func tables(
    _ arms: [ArmRecord], _ contrasts: [ContrastRecord], design: ComparisonDesign = .parallel,
    randomised: String? = nil
  ) -> TrialTables {
    var trial = TrialRecord()
    trial.study = "study"
    trial.design = design
    trial.randomised = number(randomised)
    var tables = TrialTables()
    tables.trials = [trial]
    tables.arms = arms
    tables.contrasts = contrasts
    return tables
  }

  /// Treatment with comparator of the same outcome and time and the contrasts of that outcome and
  /// time; then the contrasts that have no arms.
  static func comparisons(_ tables: TrialTables) -> [TrialComparison] {
    let trial = tables.trials.first
    func comparison(
      _ outcome: String, _ timepoint: String, _ phase: ArmRecord.Phase,
      _ arms: (ArmRecord, ArmRecord?)?, _ contrasts: [ContrastRecord]
    ) -> TrialComparison {
      TrialComparison(
        study: trial?.study ?? "", group: trial?.group ?? "", outcome: outcome,
        timepoint: timepoint, phase: phase, treatment: arms?.0, comparator: arms?.1,
        contrasts: contrasts, trial: trial, design: trial?.design ?? .parallel, isControlled: true)
    }
    let pairs = tables.arms.filter { $0.role == .treatment }.map { treatment in
      let comparator = tables.arms.first {
        $0.role == .comparator && $0.outcome == treatment.outcome
          && $0.timepoint == treatment.timepoint && $0.phase == treatment.phase
      }
      return comparison(
        treatment.outcome, treatment.timepoint, treatment.phase, (treatment, comparator),
        tables.contrasts.filter {
          $0.outcome == treatment.outcome && $0.timepoint == treatment.timepoint
        })
    }
    let left = tables.contrasts.filter { contrast in
      !pairs.contains { $0.outcome == contrast.outcome && $0.timepoint == contrast.timepoint }
    }
    return pairs + left.map { comparison($0.outcome, $0.timepoint, .treatment, nil, [$0]) }
  }

  static func checks(_ tables: TrialTables) -> [ConsistencyCheck] {
    IntervalRules.checks(tables, comparisons: comparisons(tables))
  }

  static func checks(
    _ arms: [ArmRecord], _ contrasts: [ContrastRecord], design: ComparisonDesign = .parallel,
    randomised: String? = nil
  ) -> [ConsistencyCheck] {
    checks(tables(arms, contrasts, design: design, randomised: randomised))
  }
}
