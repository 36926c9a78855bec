import Numerics

extension GeneralizedPredictor {
  /// - Parameters:
  ///   - objective: of the model, at its optimum.
  ///   - sensitivities: where the errors of predictions are needed, at the cost of two gradients
  ///     for each parameter; nil where they are not.
  init(
    _ model: GeneralizedMixedModel, _ objective: LaplaceObjective,
    _ sensitivities: ModeSensitivities?
  ) throws {
    law = model.law
    zeroCoefficients = model.zeroInflationCoefficients
    seriesVariance = model.series.map { $0.standardDeviation * $0.standardDeviation } ?? 0
    let modes = objective.originalModes()
    let faces = sensitivities == nil ? [] : objective.originalCovariances()
    linear = LinearPredictor(
      coefficients: model.coefficients,
      coefficientCovariance: sensitivities == nil ? [] : try model.parameterCovariance().elements,
      sigma: 1,
      factors: model.frame.random.indices.map { index in
        let design = model.frame.random[index]
        return LinearPredictor.Factor(
          group: design.group, width: design.width, levelCount: design.levels.count,
          covariance: design.relativeFactor(model.parameters.theta[index]).outerProduct().elements,
          modes: modes[index], conditionalCovariances: faces.isEmpty ? [] : faces[index],
          sensitivities: sensitivities?.modes[index].map { -$0 } ?? [])
      })
  }
}

extension LaplaceObjective {
  /// b of every term in the units of the frame: element level * k + column.
  func originalModes() -> [[Double]] {
    zip(problem.rows.terms, engine.conditionalModes()).map { term, values in
      values.indices.map { values[$0] / term.scales[$0 % term.width] }
    }
  }

  /// var(b | y) at the parameters at hand in the same units: a k x k face for each level.
  func originalCovariances() -> [[Double]] {
    zip(problem.rows.terms, engine.conditionalCovariances()).map { term, values in
      let k = term.width
      return values.indices.map { index in
        values[index] / (term.scales[index % k] * term.scales[index / k % k])
      }
    }
  }

  /// var(sum of effects | y) at the parameters at hand, effects in the units of the frame.
  func originalVariance(_ effects: [LevelPairs.Effects]) -> Double {
    engine.conditionalVariance(
      effects.map { effect in
        let scales = problem.rows.terms[effect.factor].scales
        return (effect.factor, effect.level, zip(effect.values, scales).map { $0 / $1 })
      })
  }
}
