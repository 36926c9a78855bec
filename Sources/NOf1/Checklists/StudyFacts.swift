import Tables

/// What a study says of itself, from its file, its resolved form and its drawn schedule: whatever
/// is nil nobody has said.
struct StudyFacts {
  let file: StudyFile?
  let study: PersonalStudy?
  let drawn: DrawnSchedule?

  var design: StudyDesign? { drawn?.design ?? file?.design }

  /// The reference first.
  var arms: [String]? {
    if let study { return [study.reference] + study.treatments }
    if let reference = file?.reference, let treatments = file?.treatments {
      return [reference] + treatments
    }
    return design?.arms
  }

  var outcome: Outcome? {
    if let study { return study.outcome }
    guard let column = file?.outcomeColumn, let kind = file?.outcomeKind else { return nil }
    return Outcome(column: column, kind: kind, better: file?.better ?? .lower)
  }

  var minimalImportantDifference: Double? {
    study?.minimalImportantDifference ?? file?.minimalImportantDifference
  }

  /// A resolved study counts as not randomised also where nobody says so: that is no declaration.
  var randomised: Bool? {
    if study?.randomised == true { return true }
    return file?.randomised ?? (randomisation == nil ? nil : true)
  }

  var randomisation: Randomisation? {
    study?.randomisation ?? file?.randomisation ?? design?.randomisation
  }

  var blinded: Bool? { study?.blinded ?? file?.blinded ?? design?.blinded }

  var washInNights: Int? { study?.washInNights ?? file?.washInNights ?? design?.washInNights }

  var plannedCycles: Int? { study?.plannedCycles ?? design?.cycles }

  /// Only where somebody declared it: the default of a study is no declaration.
  var monitoring: Monitoring? {
    if let declared = file?.monitoring ?? design?.monitoring { return declared }
    return study?.monitoring == .atTheEnd ? nil : study?.monitoring
  }

  /// What the study file says under `report:`, unless it is a placeholder.
  func text(_ key: ReportKey) -> String? {
    file?.report?[key.rawValue].flatMap { ReportKey.says($0) ? $0.trimmed : nil }
  }

  /// Answered where every one of `keys` has a text; `known` comes first in any case.
  func answer(_ keys: ReportKey..., known: String? = nil) -> ChecklistAnswer {
    let texts = keys.map(text)
    let missing = zip(keys, texts).filter { $0.1 == nil }.map(\.0.path)
    let all = sentences([known] + texts)
    guard missing.isEmpty, let all else { return .notSupplied(known: all, keys: missing) }
    return .answered(all)
  }

  /// Answered by what is known, or else by the text of `key`; both where both are there.
  func answer(_ known: String?, or key: ReportKey, keys: [String] = []) -> ChecklistAnswer {
    guard let all = sentences([known, text(key)]) else {
      return .notSupplied(known: nil, keys: keys + [key.path])
    }
    return .answered(all)
  }
}
