/// The parameters of the covariance other than sigma.
public struct CovarianceParameters: Sendable, Codable, Equatable {
  /// The free elements of the relative Cholesky factors Lambda, Cov(b) = sigma^2 Lambda Lambda':
  /// one array per grouping factor, in the order of the model frame, each in the order of
  /// `RandomEffectsDesign.freeElements`. Diagonal elements are not negative.
  public let theta: [[Double]]
  /// The parameters of the residual covariance on the scale on which they are optimised.
  public let residual: [Double]

  public init(theta: [[Double]], residual: [Double] = []) {
    self.theta = theta
    self.residual = residual
  }

  /// theta of every factor, then the residual parameters.
  public var vector: [Double] { theta.flatMap { $0 } + residual }
}
