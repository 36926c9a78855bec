/// How the optimum was reached and what it looks like.
public struct Convergence: Sendable, Codable, Equatable {
  public enum Method: String, Sendable, Codable {
    /// Nothing to optimise.
    case closedForm
    /// Trust region with the average information.
    case trustRegion
    /// NLopt's BOBYQA, where the trust region failed.
    case derivativeFree
  }

  public let method: Method
  public let converged: Bool
  /// Evaluations of the deviance, and of its gradient.
  public let evaluations: Int
  public let gradientEvaluations: Int
  /// g' inverse(H) g: twice the decrease of the deviance that the quadratic model still promises.
  public let decrement: Double
  /// Gradient of the deviance in the covariance parameters.
  public let gradient: [Double]
  /// Grouping factors whose random effects have a singular covariance.
  public let singularGroups: [String]

  public var isSingular: Bool { !singularGroups.isEmpty }
}
