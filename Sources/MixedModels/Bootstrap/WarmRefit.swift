import Numerics

/// Fits a model again from parameters that are close, as those of the fit that was simulated are.
///
/// Plain Newton steps with the average information; whatever does not go down steadily, or ends
/// beside a boundary, is left to `DevianceMinimizer`.
struct WarmRefit {
  /// On g' inverse(H) g: the deviance is within half of it of its minimum.
  var decrementTolerance = 1e-8
  private static let stepLimit = 12

  /// The optimum; the likelihood is left there.
  /// - Throws: as `DevianceMinimizer`.
  func minimize(_ likelihood: Likelihood, from start: [Double]) throws -> [Double] {
    if let found = try newton(likelihood, from: start) { return found }
    return try DevianceMinimizer(decrementTolerance: decrementTolerance).minimize(
      likelihood, from: start
    ).parameters
  }

  /// nil where Newton's method does not do.
  private func newton(_ likelihood: Likelihood, from start: [Double]) throws -> [Double]? {
    if start.isEmpty { return nil }
    let problem = likelihood.problem
    let scales = problem.parameterScales
    var parameters = start
    var deviance = try likelihood.evaluate(parameters).deviance
    for _ in 0..<Self.stepLimit {
      let derivatives = try likelihood.scaledDerivatives()
      guard let factor = try? CholeskyFactor(derivatives.hessian) else { return nil }
      let step = factor.solve(derivatives.gradient)
      let decrement = dotProduct(step, derivatives.gradient)
      if decrement <= decrementTolerance {
        return problem.isInterior(parameters) ? parameters : nil
      }
      guard step.allSatisfy({ abs($0) < 1 }) else { return nil }
      for index in parameters.indices { parameters[index] -= step[index] / scales[index] }
      guard let next = try? likelihood.evaluate(parameters).deviance,
        next < deviance - 0.1 * decrement
      else { return nil }
      deviance = next
    }
    return nil
  }
}

extension LikelihoodProblem {
  /// Whether every diagonal element of Lambda is clearly positive.
  fileprivate func isInterior(_ parameters: [Double]) -> Bool {
    rows.terms.allSatisfy { term in
      term.free.enumerated().allSatisfy { index, place in
        place.row != place.column
          || parameters[term.thetaStart + index] * term.scales[place.row] > 1e-2
      }
    }
  }
}
