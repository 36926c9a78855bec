/// Which random effects simulated responses have.
public enum SimulatedEffects: String, Sendable, Codable, CaseIterable {
  /// New levels of every grouping factor, and a new latent series.
  case new
  /// The conditional modes of those at hand: only the responses given them are new.
  case modes
}
