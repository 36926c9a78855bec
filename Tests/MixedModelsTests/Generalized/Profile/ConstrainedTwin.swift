import Foundation
import Numerics
import Testing

@testable import MixedModels

/// The least deviance of a generalised model with one parameter at a value, by a search without
/// derivatives over all others: standard deviations and dispersions by their logarithm,
/// correlations by the inverse hyperbolic tangent.
struct ConstrainedTwin {
  let model: GeneralizedMixedModel
  private let objective: LaplaceObjective
  private let parameters: [ModelParameter]

  /// - Precondition: at most one grouping factor, with at most two random effects.
  init(_ model: GeneralizedMixedModel) throws {
    self.model = model
    objective = try model.objective()
    parameters = model.modelParameters
  }

  func leastDeviance(_ parameter: ModelParameter, at value: Double) throws -> Double {
    let held = try #require(parameters.firstIndex(of: parameter))
    let start = parameters.map { free($0, model.estimate(of: $0) ?? 0) }
    var others = start
    others.remove(at: held)
    return try DerivativeFreeMinimizer(
      absoluteTolerance: 1e-9, initialStep: 0.1, restarts: 5
    ).minimize(from: others) { x in
      var values = x
      values.insert(0, at: held)
      values = zip(parameters, values).map(natural)
      values[held] = value
      return (try? objective.value(point(values))) ?? .infinity
    }.value
  }

  private func free(_ parameter: ModelParameter, _ value: Double) -> Double {
    switch parameter {
    case .standardDeviation, .seriesStandardDeviation, .dispersion: log(value)
    case .correlation, .seriesCorrelation: atanh(value)
    case .fixedEffect, .zeroInflation, .residualStandardDeviation: value
    }
  }

  private func natural(_ parameter: ModelParameter, _ value: Double) -> Double {
    switch parameter {
    case .standardDeviation, .seriesStandardDeviation, .dispersion: exp(value)
    case .correlation, .seriesCorrelation: tanh(value)
    case .fixedEffect, .zeroInflation, .residualStandardDeviation: value
    }
  }

  /// All parameters in the basis from the values of `parameters`.
  private func point(_ values: [Double]) throws -> [Double] {
    let named = Dictionary(uniqueKeysWithValues: zip(parameters, values))
    let problem = model.problem
    let fixed = model.coefficients.indices.map { named[.fixedEffect($0)] ?? 0 }
    var result = try problem.basis.designTransform.solveTriangular(.upper, Matrix(column: fixed))
      .elements
    if let basis = problem.zeroBasis {
      let zero = model.zeroInflationCoefficients.indices.map { named[.zeroInflation($0)] ?? 0 }
      result += try basis.designTransform.solveTriangular(.upper, Matrix(column: zero)).elements
    }
    for term in problem.rows.terms {
      let deviations = (0..<term.width).map {
        (named[.standardDeviation(factor: 0, effect: $0)] ?? 0) * term.scales[$0]
      }
      result.append(deviations[0])
      if term.width == 2 {
        let r = named[.correlation(factor: 0, first: 0, second: 1)] ?? 0
        result += [r * deviations[1], (1 - r * r).squareRoot() * deviations[1]]
      }
    }
    if let deviation = named[.seriesStandardDeviation], let r = named[.seriesCorrelation] {
      result += [deviation, atanh(r)]
    }
    return result + (named[.dispersion].map { [log($0)] } ?? [])
  }
}
