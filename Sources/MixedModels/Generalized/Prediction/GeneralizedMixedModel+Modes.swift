import Numerics

extension GeneralizedMixedModel {
  /// The conditional modes of every grouping factor, on the scale of the link.
  ///
  /// A standard error by `.total` is that of the prediction of b, parameters estimated:
  /// var(b | y) + J cov(parameters) J' (Kass and Steffey 1989, "Approximate Bayesian inference in
  /// conditionally independent hierarchical models", equation 3.8).
  /// - Throws: what the objective throws, and, for `.total`, `parameterCovariance`.
  public func conditionalModes(
    _ uncertainty: ModeUncertainty = .conditional
  ) throws -> [ConditionalModes] {
    let objective = try objective()
    let sensitivities = uncertainty == .total ? try ModeSensitivities(self) : nil
    let predictor = try GeneralizedPredictor(self, objective, sensitivities).linear
    let faces = objective.originalCovariances()
    return frame.random.indices.map { index in
      let (design, factor) = (frame.random[index], predictor.factors[index])
      let k = design.width
      let errors = factor.modes.indices.map { place in
        let (level, column) = (place / k, place % k)
        var variance = faces[index][(level * k + column) * k + column]
        if uncertainty == .total {
          variance += predictor.parameterVariance([(index, level, unitAxis(column, k))])
        }
        return max(0, variance).squareRoot()
      }
      return ConditionalModes(
        group: design.group, levels: design.levels, terms: design.names,
        estimates: factor.modes, standardErrors: errors)
    }
  }
}
