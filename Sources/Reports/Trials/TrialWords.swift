import Tables
import Trials

/// Sentences that several pages share.
enum TrialWords {
  static let uncontrolled = """
    Uncontrolled, never pooled with the others: before against after, or groups that nobody \
    allocated. Such a difference holds regression to the mean (people join when they are at their \
    worst), placebo response and time, all in one number.
    """

  static func subject(_ exclusion: TrialExclusion) -> String {
    [exclusion.study, exclusion.outcome, exclusion.timepoint].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  static func exclusion(_ exclusion: TrialExclusion) -> String {
    let hint = exclusion.reason.hint.map { ": \($0)" } ?? ""
    return "\(subject(exclusion)): \(exclusion.reason.message)\(hint) (\(exclusion.reason.code))"
  }

  static let findingsLead = "Found while reading and checking:"

  /// Findings of the files, one line each.
  static func findings(_ findings: [Finding]) -> [Page.Element] {
    guard !findings.isEmpty else { return [] }
    return [
      .list(
        findingsLead,
        findings.map { finding in
          let place = finding.place.map {
            ", \(Envelope.withoutFolders(ofAbsolute: $0.file)) line \($0.line)"
          }
          let noun = FindingText.noun(finding.severity)
          return "\(finding.code) (\(noun)\(place ?? "")): \(finding.message)"
        })
    ]
  }
}
