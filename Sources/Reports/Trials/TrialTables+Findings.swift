import Tables
import Trials

extension TrialTables {
  /// What was found while reading, and printed numbers of these studies that do not agree: findings
  /// travel with every number they touch.
  ///
  /// `outcome`: nil takes every outcome.
  public func findings(about studies: [String], outcome: String? = nil) -> [Finding] {
    let checks = checks().filter { check in
      let subject = check.subject
      return studies.contains(subject.study)
        && (outcome == nil || subject.outcome.isEmpty || subject.outcome == outcome)
    }
    return findings + checks.compactMap(\.finding)
  }

  /// The same for the studies of effects.
  public func findings(about effects: TrialEffects) -> [Finding] {
    findings(
      about: (effects.effects + effects.uncontrolled).map(\.study), outcome: effects.plan.outcome)
  }
}
