import Glibc
import Numerics

/// An interval of one parameter of a `ResidualStructure`.
public struct ResidualInterval: Sendable, Equatable {
  /// As in the structure: `rho`, `ratio[Female]`.
  public let name: String
  public let estimate: Double
  /// nil where the structure lies on a boundary, or the data say nothing about the parameter.
  public let low, high: Double?
}

extension LinearMixedModel {
  /// Wald intervals of the residual parameters, from the curvature of the deviance.
  ///
  /// A parameter that has its own unbounded scale (atanh rho, log ratio) gets the interval that is
  /// symmetric there, as nlme's `intervals`; correlations of visits that of Fisher's z, their ratios
  /// that of the logarithm, by the delta method. Empty without a residual structure.
  /// - Parameter level: between 0 and 1.
  /// - Throws: where the curvature cannot be computed.
  public func residualIntervals(level: Double = 0.95) throws -> [ResidualInterval] {
    guard let residual = problem.residual, let structure = residualStructure else { return [] }
    let curvature = try SatterthwaiteApproximation(model: self, likelihood: likelihood())
    let first = problem.thetaCount
    let phi = parameters.residual
    let jacobian = residual.interpretationJacobian(phi)
    let quantile = NormalDistribution.standard.quantile(0.5 + 0.5 * level)
    return structure.parameters.enumerated().map { index, parameter in
      func interval(_ low: Double?, _ high: Double?) -> ResidualInterval {
        ResidualInterval(name: parameter.name, estimate: parameter.value, low: low, high: high)
      }
      let row = jacobian.row(index)
      var variance = 0.0
      for a in phi.indices {
        for b in phi.indices {
          variance += row[a] * row[b] * curvature.parameterCovariance[first + a, first + b]
        }
      }
      guard !structure.isAtBoundary, variance > 0 else { return interval(nil, nil) }
      let error = variance.squareRoot()
      let own = phi.indices.filter { row[$0] != 0 }
      if own.count == 1 {
        // The parameter's own scale: phi itself.
        let width = quantile * error / abs(row[own[0]])
        let ends = [-width, width].map { step in
          var moved = phi
          moved[own[0]] += step
          return residual.interpretation(moved).parameters[index].value
        }
        return interval(ends.min(), ends.max())
      }
      let value = parameter.value
      if parameter.name.hasPrefix("ratio") {
        let factor = exp(quantile * error / value)
        return interval(value / factor, value * factor)
      }
      let width = quantile * error / (1 - value * value)
      return interval(tanh(atanh(value) - width), tanh(atanh(value) + width))
    }
  }
}

extension ParametricBootstrap {
  /// Equal-tailed intervals of the residual parameters over the replicates.
  public func residualIntervals(level: Double = 0.95) -> [ResidualInterval] {
    guard let residual = model.problem.residual, let structure = model.residualStructure else {
      return []
    }
    let width = model.parameters.vector.count
    let first = model.problem.thetaCount
    let samples = fitted.indices.map { row in
      residual.interpretation(Array(parameters[(row * width + first)..<((row + 1) * width)]))
        .parameters.map(\.value)
    }
    return structure.parameters.enumerated().map { index, parameter in
      let interval = SampleInterval(samples.map { $0[index] }, level: level, kind: .equalTailed)
      return ResidualInterval(
        name: parameter.name, estimate: parameter.value, low: interval?.lower,
        high: interval?.upper)
    }
  }
}
