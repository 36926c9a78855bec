import Numerics
import Tables

/// Finds the rows of tables that bear on a claim.
struct EvidenceFinder {
  let tables: TrialTables
  let plan: PoolingPlan
  private let comparisons: [TrialComparison]
  private let memory = PoolMemory()

  init(tables: TrialTables, plan: PoolingPlan) {
    self.tables = tables
    self.plan = plan
    comparisons = tables.comparisons.filter { $0.phase != .baseline }
  }

  /// The groups that a claim is about: its own, those of the studies it names, or all; nil stands
  /// for tables without groups.
  func groups(of claim: Claim) -> [String?] {
    if !claim.group.isEmpty { return [claim.group] }
    let named = tables.trials.filter { claim.studies.contains($0.study) }.map(\.group)
    let groups = tables.groups.filter { named.isEmpty || named.contains($0) }
    return groups.isEmpty ? [nil] : groups
  }

  func comparisons(in group: String?) -> [TrialComparison] {
    comparisons.filter { group == nil || $0.group == group }
  }

  /// The outcomes of controlled comparisons, in the order of their first row.
  func outcomes(in group: String?) -> [String] {
    var seen = Set<String>()
    return comparisons(in: group).filter(\.isAllocated).map(\.outcome)
      .filter { seen.insert($0).inserted }
  }

  /// Controlled studies that print something from which an effect might be made.
  func controlledStudies(in groups: [String?]) -> [String] {
    var seen = Set<String>()
    return groups.flatMap { comparisons(in: $0) }.filter { $0.isAllocated && $0.hasNumbers }
      .map(\.study).filter { seen.insert($0).inserted }
  }

  /// The controlled studies of a group pooled for one outcome by the plan's policy; nil where none
  /// gives an effect.
  /// - Parameter studies: only these.
  func pool(_ group: String?, _ outcome: String, of studies: Set<String>? = nil) -> EvidenceRow? {
    try? pooled(group, outcome, studies).get()
  }

  /// Why the studies of an outcome cannot be pooled although they are there: several effects of
  /// one.
  func refusal(_ group: String?, _ outcome: String, of studies: Set<String>?) -> ClaimEvidence? {
    guard case .failure(let invalid as InvalidInput) = pooled(group, outcome, studies) else {
      return nil
    }
    let reasons = invalid.findings.filter { $0.code != "A310" }.map(\.message)
    return reasons.isEmpty
      ? nil
      : ClaimEvidence(
        .absence, source: outcome, text: "not pooled: \(reasons.joined(separator: "; "))")
  }

  private func pooled(
    _ group: String?, _ outcome: String, _ studies: Set<String>?
  ) -> Result<EvidenceRow?, any Error> {
    let key = PoolMemory.Key(group: group, outcome: outcome, studies: studies)
    if let known = memory.rows[key] { return known }
    let found = Result { try pooledRow(group, outcome, studies) }
    memory.rows[key] = found
    return found
  }

  private func pooledRow(
    _ group: String?, _ outcome: String, _ studies: Set<String>?
  ) throws -> EvidenceRow? {
    var chosen = plan
    (chosen.group, chosen.outcome) = (group, outcome)
    let effects = try (studies.map(tables.keeping) ?? tables).effects(chosen)
    guard !effects.effects.isEmpty else { return nil }
    let prior = try effects.plan.statedPrior(for: effects.effects).prior
    let headline = try HeadlinePooler(plan: effects.plan, prior: prior)
      .headline(effects.effects.map(\.effect))
    guard let interval = headline.interval else { return nil }
    var row = EvidenceRow(
      origin: .pool, source: group ?? "", outcome: outcome, measure: effects.measure.rawValue,
      unit: effects.unit, isLogarithm: effects.measure.isLogarithm, estimate: headline.estimate,
      interval: interval, studies: effects.effects.count, method: headline.row.words)
    row.names = effects.effects.map(\.study)
    row.population = group ?? ""
    row.prediction = headline.predictionInterval(level: plan.confidenceLevel)
    row.certainty = certainty(of: outcome, in: group)?.words ?? ""
    row.judgement = effects.effects.count > 1 ? judgement(of: group) : nil
    row.arms = effects.effects.compactMap(\.armsInWords)
    return row
  }

  /// A single study whose arms print means without standard deviations, and a P: the interval is
  /// the one that belongs to that P, difference -/+ z difference / z(P).
  func reported(_ study: String, _ outcome: String) -> EvidenceRow? {
    let found = comparisons.first {
      $0.study == study && $0.outcome == outcome && $0.isAllocated && $0.printedDifference != nil
    }
    guard let found, let difference = found.printedDifference,
      let p = found.contrasts.compactMap(\.p).first(where: { $0.relation == .equal }),
      p.value > 0, p.value < 1, difference != 0
    else { return nil }
    let normal = NormalDistribution.standard
    let error = abs(difference) / normal.quantile(p.value / 2, tail: .upper)
    let reach = error * normal.quantile((1 - plan.confidenceLevel) / 2, tail: .upper)
    var row = EvidenceRow(
      origin: .study, source: study, outcome: outcome, measure: "MD",
      unit: found.outcomeUnit.text, isLogarithm: false, estimate: difference,
      interval: .around(difference, reach), studies: 1,
      method: "interval from the printed P = \(p.text)")
    row.names = [study]
    row.arms = [found.armsInWords].compactMap { $0 }
    return row
  }
}

/// What was pooled before: claims ask for the same few pools again and again.
private final class PoolMemory {
  struct Key: Hashable {
    let group: String?
    let outcome: String
    let studies: Set<String>?
  }

  var rows: [Key: Result<EvidenceRow?, any Error>] = [:]
}

extension TrialTables {
  /// The rows of some studies only; reviews stay.
  func keeping(_ studies: Set<String>) -> TrialTables {
    var kept = self
    kept.trials.removeAll { !studies.contains($0.study) }
    kept.arms.removeAll { !studies.contains($0.study) }
    kept.contrasts.removeAll { !studies.contains($0.study) }
    return kept
  }
}

extension TrialComparison {
  /// Somebody was allocated to the comparator, and at the same time.
  var isAllocated: Bool { isControlled && design.isControlled }

  /// Treatment less comparator, of printed means.
  fileprivate var printedDifference: Double? {
    treatment?.mean.flatMap { first in comparator?.mean.map { first.value - $0.value } }
  }

  /// What both arms print.
  var armsInWords: String? {
    guard let first = treatment?.inWords, let second = comparator?.inWords else { return nil }
    let what = phase == .change ? "change " : ""
    return "\(study): \(what)\(first) with treatment and \(second) with the comparator"
  }
}

extension TrialEffect {
  fileprivate var armsInWords: String? { comparison.armsInWords }
}

extension ArmRecord {
  fileprivate var inWords: String? {
    if let mean { return mean.text }
    if let events, let people { return "\(events.text) of \(people.text)" }
    return percent.map { "\($0.text) %" }
  }
}

extension PoolingHeadline {
  fileprivate func predictionInterval(level: Double) -> EffectInterval? {
    guard row == .flooredKnappHartung else {
      return row == .bayesian ? bayesian.newStudy.interval(level: level) : nil
    }
    return (try? knappHartung.prediction(.residual))??.interval(level: level)
  }
}

extension PoolingHeadline.Row {
  fileprivate var words: String {
    switch self {
    case .flooredKnappHartung: "random effects with the floored Knapp-Hartung interval"
    case .bayesian: "Bayesian random effects"
    case .singleStudy: "its own interval"
    }
  }
}
