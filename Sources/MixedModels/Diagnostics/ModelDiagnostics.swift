import Tables

/// What deserves a look in a fitted model.
public struct ModelDiagnostics: Sendable {
  /// How far the fit can be trusted to be the optimum.
  public enum Verdict: String, Sendable, Codable {
    case converged
    /// At an optimum with a variance of 0 or a correlation of -1 or 1: valid, but simpler than
    /// the model asked for.
    case singular
    /// The gradient at the estimates still promises a decrease of the deviance.
    case notConverged = "not converged"
  }

  /// A row whose residual is among the largest.
  public struct ExtremeResidual: Sendable, Equatable {
    /// Of the table, from 0.
    public let row: Int
    /// The residual divided by its standard deviation.
    public let pearson: Double
  }

  /// How many levels and rows a grouping factor has.
  public struct GroupSize: Sendable, Equatable {
    public let group: String
    public let levels: Int
    public let smallest: Int
    public let largest: Int
  }

  public let verdict: Verdict
  /// Gradient of the deviance in the covariance parameters.
  public let gradient: [Double]
  /// g' inverse(H) g at the estimates: twice the decrease of the deviance still in reach.
  public let decrement: Double
  public let components: [PrincipalComponents]
  public let groups: [GroupSize]
  /// The largest residuals, by size.
  public let extremeResiduals: [ExtremeResidual]
  /// M41x: what of this should be said.
  public let findings: [Finding]
}
