import Numerics

/// -2 log likelihood of a generalised model, minimised with one parameter held.
final class LaplaceProfileObjective: ProfiledDeviance {
  let objective: LaplaceObjective
  let units: [Double]
  let relativeNoise = 1e-12
  private var evaluated: [Double] = []

  init(_ problem: GeneralizedProblem) {
    objective = LaplaceObjective(problem)
    units = objective.parameterScales.map { 1 / $0 }
  }

  func deviance(_ point: [Double]) throws -> Double {
    if evaluated == point { return objective.deviance }
    evaluated = []
    do {
      let deviance = try objective.value(point)
      evaluated = point
      return deviance
    } catch {
      objective.engine.forgetMode()
      throw error
    }
  }

  func derivatives(_ point: [Double]) throws -> TrustRegion.Derivatives {
    _ = try deviance(point)
    return try objective.derivatives()
  }
}
