/// What the posterior of a series needs from its model, given the hyperparameters.
///
/// Two models conform: the latent process of counts, yes/no nights and ordered levels, by Laplace's
/// method, and the Gaussian series, where everything given (sigma, rho) is exact.
protocol SeriesIntegration {
  /// log p(y | sigma, rho) at each node of a whole grid: all coefficients integrated out under their
  /// priors. The other methods are quickest about nodes of the grid asked for last.
  func logEvidence(at nodes: [HyperparameterNode]) -> [Double]

  /// log p(y | coefficient = value, sigma, rho): the other coefficients integrated out.
  ///
  /// - Returns: one row a node, one entry a value.
  func logLikelihood(
    of coefficient: Int, at values: [Double], nodes: [HyperparameterNode]
  ) -> [[Double]]

  /// Mean and standard deviation of a coefficient given each node (at the mode, for latent models).
  func conditional(
    _ coefficient: Int, at nodes: [HyperparameterNode]
  ) -> [(mean: Double, standardDeviation: Double)]

  /// Mean and variance of the predictor of every night given each node; for ordered levels, less
  /// the middle threshold.
  func predictorMoments(
    at nodes: [HyperparameterNode]
  ) -> [[(mean: Double, variance: Double)]]

  /// Values of sigma that cover what the data may say, smallest first, for the first search.
  var sigmaCandidates: [Double] { get }
}
