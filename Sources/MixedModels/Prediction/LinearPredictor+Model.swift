import Numerics

extension LinearPredictor {
  /// - Parameters:
  ///   - likelihood: of the model, evaluated at its parameters.
  ///   - withErrors: whether the errors of the modes are needed, at the cost of one evaluation of
  ///     the likelihood for each fixed effect.
  init(_ model: LinearMixedModel, _ likelihood: Likelihood, withErrors: Bool) throws {
    coefficients = model.coefficients
    coefficientCovariance = model.coefficientCovariance.elements
    sigma = model.sigma
    let modes = likelihood.conditionalModes()
    let faces = withErrors ? likelihood.conditionalCovariances() : []
    let sensitivities = withErrors ? try Self.sensitivities(model) : []
    let variance = model.sigma * model.sigma
    factors = model.frame.random.indices.map { index in
      let design = model.frame.random[index]
      let relative = design.relativeFactor(model.parameters.theta[index])
      return Factor(
        group: design.group, width: design.width, levelCount: design.levels.count,
        covariance: (variance * relative.outerProduct()).elements, modes: modes[index],
        conditionalCovariances: withErrors ? faces[index].map { variance * $0 } : [],
        sensitivities: withErrors ? sensitivities.map { $0[index] }.interleaved() : [])
    }
  }

  /// For each fixed effect the conditional modes that its column of X would have as a response
  /// without fixed effects, Lambda inverse(Lambda' Z' R^-1 Z Lambda + I) Lambda' Z' R^-1 x.
  private static func sensitivities(_ model: LinearMixedModel) throws -> [[[Double]]] {
    if model.frame.random.isEmpty { return [] }
    let count = model.coefficients.count
    return try (0..<count).map { column in
      var transform = Matrix(rows: count + 1, columns: 1)
      transform[column, 0] = 1
      let likelihood = Likelihood(try model.problem.recombining(transform))
      _ = try likelihood.evaluate(model.parameters.vector)
      return likelihood.conditionalModes()
    }
  }
}

extension [[Double]] {
  /// Arrays of one length, element by element.
  fileprivate func interleaved() -> [Double] {
    guard let first else { return [] }
    return first.indices.flatMap { index in map { $0[index] } }
  }
}
