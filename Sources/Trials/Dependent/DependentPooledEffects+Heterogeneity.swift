import Numerics

extension DependentPooledEffects {
  /// Each component's share of the variance of an effect, sampling variance included; nil for a
  /// component without a value.
  ///
  ///     sigma_l^2 / (sum of sigma^2 + s^2),   s^2 = (k - p) / tr P,
  ///
  /// P = inv(V) - inv(V) X (X' inv(V) X)^-1 X' inv(V). Outcomes have variances and typical sampling
  /// variances of their own: tau_j^2 / (tau_j^2 + s_j^2), s_j^2 = sum of (P V)_ii / sum of P_ii
  /// over the effects of outcome j, which is (k_j - 1) / sum of P_ii where each outcome has its
  /// mean.
  ///
  /// Source: Higgins and Thompson (2002) and Jackson, White and Riley (2012) extended by level, as
  /// metafor's authors do (Viechtbauer, "I^2 for multilevel and multivariate models").
  public var inconsistencies: [Double?] {
    guard pooling.structure == .unstructured else {
      let total = components.reduce(typicalVariance(ofLabel: nil)) { $0 + ($1.variance ?? 0) }
      return components.map { $0.variance.map { $0 / total } }
    }
    return components.indices.map { place in
      components[place].variance.map { $0 / ($0 + typicalVariance(ofLabel: place)) }
    }
  }

  /// s^2 of all effects, or of those with one label.
  private func typicalVariance(ofLabel label: Int?) -> Double {
    var (freedom, precision) = (0.0, 0.0)
    for (place, block) in likelihood.blocks.enumerated() {
      let weights = unweighted.weights[place]
      let scaled = weights * block.basis
      let projection = weights - (scaled * unweighted.covariance).productTransposed(scaled)
      let shares = projection * block.sampling
      for i in 0..<block.count where label == nil || block.labels[i] == label {
        precision += projection[i, i]
        freedom += shares[i, i]
      }
    }
    return freedom / precision
  }

  /// The profile-likelihood interval of the variance of a component: all variances at which twice
  /// the log-likelihood, the other parameters at their best, is within the quantile of
  /// chi-squared(1) of its maximum. Nil for a component without a value.
  ///
  /// - Parameter component: its place in `components`.
  /// - Throws: `DependentPoolingError.notConverged`, or an error of the search for a limit.
  public func profileInterval(ofComponent component: Int) throws -> EffectInterval? {
    guard let estimate = components[component].variance else { return nil }
    let (likelihood, parameter, start) = try profiled(component)
    let reach = ChiSquaredDistribution(degreesOfFreedom: 1)
      .quantile(pooling.confidenceLevel)
    var last = start
    func excess(_ deviation: Double) throws -> Double {
      let found = try likelihood.maximum(
        scale: scale, held: [parameter: deviation], from: [last, start])
      last = found.theta
      return found.deviance - maximum.deviance - reach
    }
    let center = estimate.squareRoot()
    var upper = max(2 * center, 0.1 * scale)
    for _ in 0..<60 where try excess(upper) < 0 { upper *= 2 }
    let tolerance = 1e-10 * scale
    let high = try Brent.root(in: center...upper, tolerance: tolerance, of: excess)
    let isAtZero = try center == 0 || excess(0) <= 0
    let low =
      isAtZero ? 0 : try Brent.root(in: 0...center, tolerance: tolerance, of: excess)
    return EffectInterval(lower: low * low, upper: high * high)
  }

  /// A likelihood in which the standard deviation of a component is a parameter, that parameter,
  /// and the maximum as a start.
  private func profiled(
    _ component: Int
  ) throws -> (DependentLikelihood, parameter: Int, start: [Double]) {
    guard let structure = likelihood.structure as? UnstructuredCovariance else {
      return (likelihood, component, maximum.theta)
    }
    // L(1, 1) is the standard deviation of the first outcome.
    let order = [component] + components.indices.filter { $0 != component }
    let blocks = likelihood.blocks.map { block in
      block.relabelled { label in order.firstIndex(of: label) ?? label }
    }
    let reordered = UnstructuredCovariance(outcomes: order.map { structure.outcomes[$0] })
    let own = DependentLikelihood(
      blocks: blocks, structure: reordered, columns: likelihood.columns,
      isRestricted: likelihood.isRestricted)
    return (own, 0, reordered.parameters(structure.matrix(at: maximum.theta), order: order))
  }
}
