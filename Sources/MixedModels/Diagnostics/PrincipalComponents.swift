import Numerics

/// The covariance of the random effects of one grouping factor in its principal axes.
///
/// A component with a standard deviation of 0 is a combination of the effects that the data give
/// no variance: the covariance is singular. R's `rePCA`, in the units of the response.
public struct PrincipalComponents: Sendable, Equatable {
  public let group: String
  public let effects: [String]
  /// Descending; one for each effect.
  public let standardDeviations: [Double]
  /// Unit vectors as columns, in the same order: the weights of the effects.
  public let loadings: Matrix
  /// The share of the variance in each component; empty where all variances are 0.
  public let shares: [Double]
}

extension LinearMixedModel {
  /// The principal components of the random effects of every grouping factor.
  /// - Throws: `LinearAlgebraError`.
  public func principalComponents() throws -> [PrincipalComponents] {
    try zip(frame.random, parameters.theta).map { design, theta in
      let eigen = try SymmetricEigen((sigma * design.relativeFactor(theta)).outerProduct())
      let variances = eigen.values.reversed().map { max(0, $0) }
      let total = variances.reduce(0, +)
      return PrincipalComponents(
        group: design.group, effects: design.names,
        standardDeviations: variances.map { $0.squareRoot() },
        loadings: eigen.vectors.selectingColumns((0..<design.width).reversed()),
        shares: total > 0 ? variances.map { $0 / total } : [])
    }
  }
}
