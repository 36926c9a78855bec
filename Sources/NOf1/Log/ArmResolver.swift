import Tables

/// Decides which arm is the reference and which are the treatments.
struct ArmResolver {
  let settings: StudyFile
  /// The arms of the log in the order of their first night.
  let present: [String]
  /// The place of findings about what the command line says.
  let header: Place?

  struct Arms: Equatable {
    var reference: String
    var treatments: [String]
    var inferences: [String]
  }

  /// - Returns: nil, with the reasons in `findings`, where the arms do not fit the study.
  func resolve(_ findings: inout [Finding]) -> Arms? {
    let errorsBefore = findings.count
    let named = (settings.reference.map { [$0] } ?? []) + (settings.treatments ?? [])
    for arm in named where !present.contains(arm) { findings.append(notInLog(arm)) }
    if let reference = settings.reference, settings.treatments?.contains(reference) == true {
      findings.append(
        Finding(
          code: "N207", severity: .error,
          message: "\(Finding.quoted(reference)) is both the reference and a treatment",
          hint: "leave it out of treatments", place: settings.places["treatments"] ?? header,
          value: reference))
    }
    guard findings.count == errorsBefore else { return nil }
    var inferences = [String]()
    guard let reference = settings.reference ?? inferReference(&inferences) else {
      findings.append(unknownReference)
      return nil
    }
    let treatments = settings.treatments ?? present.filter { $0 != reference }
    if let extra = present.first(where: { $0 != reference && !treatments.contains($0) }) {
      findings.append(
        Finding(
          code: "N118", severity: .error,
          message: "the log has nights on \(Finding.quoted(extra)), which the study does not name",
          hint: "add it to treatments, or remove those rows",
          place: settings.places["treatments"] ?? header,
          value: extra))
      return nil
    }
    if settings.treatments == nil, treatments.count == 1 {
      inferences.append("The treatment is '\(treatments[0])', the other arm of the log.")
    } else if settings.treatments == nil, treatments.count > 1 {
      inferences.append(
        "The treatments are \(list(treatments)), in the order of their first nights; "
          + "'\(treatments[0])' is the primary contrast.")
    }
    return Arms(reference: reference, treatments: treatments, inferences: inferences)
  }

  private func inferReference(_ inferences: inout [String]) -> String? {
    let others = present.filter { settings.treatments?.contains($0) == false }
    if others.count == 1 {
      inferences.append("The reference is '\(others[0])', the only arm that is not a treatment.")
      return others[0]
    }
    let candidates = present.filter(ArmName.isComparator)
    guard candidates.count == 1 else { return nil }
    inferences.append("The reference is '\(candidates[0])', because of its name.")
    return candidates[0]
  }

  private var unknownReference: Finding {
    Finding(
      code: "N112", severity: .error, message: "which arm is the reference?",
      hint: "the arms are \(list(present)): name one with --reference, or reference: in the study",
      place: header)
  }

  private func notInLog(_ arm: String) -> Finding {
    let key = arm == settings.reference ? "reference" : "treatments"
    let near = Spelling.nearest(to: arm, in: present).map { "did you mean \(Finding.quoted($0))? " }
    return Finding(
      code: "N113", severity: .error,
      message: "the study names the arm \(Finding.quoted(arm)), which is not in the log",
      hint: (near ?? "") + "the log has \(list(present))", place: settings.places[key] ?? header,
      value: arm)
  }

  private func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
