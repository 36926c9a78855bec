/// The kinds of outcome, and of comparison, whose heterogeneity Turner et al. (2015) describe.
public enum TurnerOutcome: Int, Sendable, Codable, CaseIterable {
  case allCauseMortality, obstetric
  /// Or a major morbidity event, or a composite.
  case causeSpecificMortality
  /// Or hospital stay, or a measure of process.
  case resourceUse
  /// Success or failure of surgery or a device.
  case surgicalSuccess
  /// Or dropping out.
  case withdrawal
  /// Related to internal or external structure.
  case structure
  case generalPhysicalHealth, adverseEvents
  /// Or onset of a new disease.
  case infection
  /// Reflecting that a condition continues or ends.
  case signsAndSymptoms
  case pain
  /// Or functioning, as yes or no.
  case qualityOfLife
  case mentalHealth
  /// As yes or no.
  case biologicalMarker
  /// Various.
  case subjective
}
