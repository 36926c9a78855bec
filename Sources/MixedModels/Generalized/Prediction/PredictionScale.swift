/// The scale on which a generalised model predicts.
public enum PredictionScale: String, Sendable, Codable, CaseIterable {
  /// The linear predictor eta; with extra zeros, that of the rows that are not extra zeros.
  case link
  /// The mean of the response: a count, or a probability; with extra zeros (1 - pi) mu.
  case response
}
