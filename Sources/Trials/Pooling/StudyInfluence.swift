/// How one study sways pooled effects: the fit with it against the fit without it.
///
/// Source: Viechtbauer and Cheung (2010), "Outlier and influence diagnostics for meta-analysis".
public struct StudyInfluence: Sendable, Codable, Equatable {
  public let study: String
  /// y - x' b(-i), its standard error sqrt(f (v + tau^2(-i)) + x' C(-i) x), and their ratio;
  /// f is the Knapp-Hartung factor without the study, 1 for other tests.
  public let deletedResidual: Double
  public let deletedResidualStandardError: Double
  public var studentizedResidual: Double { deletedResidual / deletedResidualStandardError }
  /// DFFITS: the change of the fitted value over sqrt(f h (v + tau^2(-i))).
  public let fittedChange: Double
  /// Cook's distance (b - b(-i))' inverse(C) (b - b(-i)).
  public let cookDistance: Double
  /// det C(-i) / det C.
  public let covarianceRatio: Double
  /// tau^2 without the study; nil where it cannot be estimated.
  public let deletedTauSquared: Double?
  /// Q without the study.
  public let deletedResidualHeterogeneity: Double
  public let leverage: Double
  /// Share of the sum of weights.
  public let weight: Double
  /// DFBETAS: (b - b(-i)) over sqrt(f diag inverse(X' W X)), W with tau^2(-i) on all studies.
  public let coefficientChanges: [Double]
  /// |DFFITS| > 3 sqrt(p / (k - p)), P(chi-squared(p) < Cook) > 1/2, leverage > 3 p / k, or a
  /// |DFBETAS| > 1.
  public let isFlagged: Bool
}
