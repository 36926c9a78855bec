/// What a report of a study says beside its numbers: the keys of `report:` in the study file.
///
///     report:
///       title: Magnesium against placebo for night cramps, an n-of-1 trial
///       funding: none
///       harms: loose stools on 3 nights on magnesium
public enum ReportKey: String, Sendable, CaseIterable {
  // Who, where, and under which rules.
  case title, registration
  case registrationData = "registration_data"
  case `protocol`
  case protocolVersion = "protocol_version"
  case funding, roles, sponsor
  case sponsorRole = "sponsor_role"
  case oversight, ethics, consent
  case consentForm = "consent_form"
  case ancillaryConsent = "ancillary_consent"
  case interests

  // Why.
  case background, rationale, comparator, objective

  // The person and the treatments.
  case eligibility, setting, recruitment, baseline, interventions, discontinuation, adherence
  case concomitantCare = "concomitant_care"

  // Outcomes, size and looks.
  case outcome
  case outcomeProperties = "outcome_properties"
  case outcomeChanges = "outcome_changes"
  case sampleSize = "sample_size"
  case interimStopping = "interim_stopping"

  // Assignment.
  case sequenceGeneration = "sequence_generation"
  case allocationConcealment = "allocation_concealment"
  case implementation
  case blindingHow = "blinding_how"
  case similarity, unblinding

  // Data and their supervision.
  case dataCollection = "data_collection"
  case retention
  case dataManagement = "data_management"
  case monitoringCommittee = "monitoring_committee"
  case harmsMonitoring = "harms_monitoring"
  case auditing, amendments, confidentiality
  case dataAccess = "data_access"
  case dataSharing = "data_sharing"
  case specimens

  // What happened, and what follows.
  case changes, losses
  case stoppedEarly = "stopped_early"
  case harms, limitations, generalisability, interpretation
  case postTrialCare = "post_trial_care"
  case dissemination, authorship

  /// The key as messages name it: `report.funding`.
  var path: String { "report.\(rawValue)" }

  /// Whether a text says anything: not empty, not only signs, and none of the usual placeholders.
  static func says(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    let bracketed = [("<", ">"), ("[", "]"), ("{", "}")].contains {
      text.trimmed.hasPrefix($0.0) && text.trimmed.hasSuffix($0.1)
    }
    return !words.isEmpty && !bracketed && !placeholders.contains(words)
  }

  private static let placeholders: Set<String> = [
    "tbd", "tba", "todo", "to do", "to be done", "to be decided", "to be determined",
    "to be added", "to be written", "to be completed", "fill in", "x", "xx", "xxx", "n a", "na",
    "not applicable", "placeholder", "text",
  ]
}
