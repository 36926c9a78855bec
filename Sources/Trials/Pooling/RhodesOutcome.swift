/// The kinds of outcome whose heterogeneity Rhodes, Turner and Higgins (2015) describe.
public enum RhodesOutcome: Int, Sendable, Codable, CaseIterable {
  case obstetric
  /// Hospital stay, or a measure of process.
  case resourceUse
  /// Related to internal or external structure.
  case structure
  /// General physical health, adverse events, pain, quality of life and functioning.
  case physicalHealthPainOrQualityOfLife
  /// Signs and symptoms reflecting that a condition continues or ends, infection, onset of a
  /// disease.
  case signsAndSymptoms
  case mentalHealth, biologicalMarker
  /// Various, measured subjectively.
  case subjective
}
