/// The coefficients that hold within the levels of one grouping factor: fixed effect plus mode.
public struct LevelCoefficients: Sendable, Equatable, Codable {
  public let group: String
  public let levels: [String]
  /// Names of the columns: fixed effects, and random effects that have no fixed counterpart.
  public let terms: [String]
  /// Element level * terms.count + term.
  public let estimates: [Double]
}
