/// The interval around a prediction.
public enum PredictionInterval: String, Sendable, Codable, CaseIterable {
  case none
  /// For the mean. Uncertain are beta and, for a conditional prediction, the random effects of
  /// the row's levels; those of a new level have their whole variance.
  case mean
  /// For a new observation: adds sigma^2 and, for a population prediction, the variance of the
  /// random effects, since a new observation comes from somebody.
  case observation
}
