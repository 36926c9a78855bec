import Glibc
import Numerics
import Tables

@testable import MixedModels

/// What became of a generalised fit: an honest optimum, the code of the error, or what is wrong.
enum GeneralizedFitOutcome: Equatable, CustomStringConvertible {
  case fit(boundaries: [GeneralizedMixedModel.Boundary])
  case refused(String)
  case wrong(String)

  /// - Parameter searches: evaluations of each derivative-free search for a better optimum.
  init(_ specification: MixedModelSpecification, searches: Int, _ table: () throws -> Table) {
    do {
      let model = try specification.fitGeneralized(try table())
      self =
        try Self.fault(model, searches: searches).map { .wrong($0) }
        ?? .fit(boundaries: model.boundaries)
    } catch {
      self = Self.code(error).map { .refused($0) } ?? .wrong("an error without code: \(error)")
    }
  }

  private static func code(_ error: any Error) -> String? {
    switch error {
    case let error as InvalidInput: error.findings[0].code
    case let error as MixedModelError: error.finding.code
    case let error as InferenceError: error.finding.code
    default: nil
    }
  }

  private static func fault(_ model: GeneralizedMixedModel, searches: Int) throws -> String? {
    let modes = try model.conditionalModes()
    let numbers: [(String, [Double])] = [
      ("coefficients", model.coefficients), ("zeros", model.zeroInflationCoefficients),
      ("deviance", [model.deviance]), ("parameters", model.parameters.vector),
      ("dispersion", model.dispersion.map { [$0] } ?? []),
      ("series", model.series.map { [$0.standardDeviation, $0.correlation] } ?? []),
      ("predictors", model.linearPredictor + model.zeroPredictor),
      ("fitted", model.fittedValues()), ("residuals", try model.residuals()),
      ("modes", modes.flatMap { $0.estimates + $0.standardErrors }),
      ("optimum", model.optimum), ("gradient", model.convergence.gradient),
    ]
    if let wrong = numbers.first(where: { !$0.1.allSatisfy(\.isFinite) }) {
      return "\(wrong.0) not finite"
    }
    guard model.convergence.converged else { return "not converged" }
    do {
      let table = try model.coefficientTable()
      guard table.rows.allSatisfy({ $0.standardError.isFinite }) else {
        return "standard errors not finite"
      }
    } catch let error as InferenceError {
      // A fit without standard errors says so by name.
      guard !error.finding.code.isEmpty else { return "an error without code" }
    }
    return try slope(model) ?? betterOptimum(model, searches)
  }

  /// The gradient in units of the standard errors.
  private static func slope(_ model: GeneralizedMixedModel) throws -> String? {
    let objective = try model.objective()
    let derivatives = try objective.derivatives()
    for (index, place) in objective.variables.enumerated() {
      let curvature = derivatives.hessian[index, index]
      let unit =
        curvature > 0 ? min((2 / curvature).squareRoot(), objective.parameterScales[place]) : 0
      let slope = abs(derivatives.gradient[index]) * unit
      guard slope < max(1e-3, 2 * rounding(model).squareRoot()) else {
        return "slope \(slope) in parameter \(place) of \(objective.layout)"
      }
    }
    return nil
  }

  /// What rounding does to a deviance: a part of y log y of every row.
  private static func rounding(_ model: GeneralizedMixedModel) -> Double {
    FittedRows(model).response.enumerated().reduce(0) { sum, row in
      let weight = model.frame.weights.isEmpty ? 1 : model.frame.weights[row.offset]
      return sum + 4e-15 * weight * row.element * (1 + log1p(row.element))
    }
  }

  /// Derivative-free searches from elsewhere.
  private static func betterOptimum(
    _ model: GeneralizedMixedModel, _ evaluations: Int
  ) throws -> String? {
    guard evaluations > 0 else { return nil }
    let objective = try model.objective()
    let scales = objective.parameterScales
    let variables = objective.variables
    let start = GeneralizedStart(model.problem).parameters(objective.layout)
    let starts = [
      model.optimum.indices.map { model.optimum[$0] + 0.2 * scales[$0] * ($0 % 2 == 0 ? 1 : -1) },
      start.indices.map {
        objective.layout.structure.contains($0) ? 0.2 * start[$0] : start[$0]
      },
    ]
    var best = Double.infinity
    for start in starts {
      let rest = Array(start[..<variables.lowerBound])
      _ = try? DerivativeFreeMinimizer(restarts: 0, maximumEvaluations: evaluations).minimize(
        from: variables.map { start[$0] / scales[$0] }
      ) { x in
        let point = rest + zip(x, variables).map { $0 * scales[$1] }
        guard let value = try? objective.value(point) else { return .infinity }
        best = min(best, value)
        return value
      }
    }
    let gain = model.deviance - best
    return gain > 1e-4 + 2 * rounding(model)
      ? "a search found a deviance lower by \(gain) than \(model.deviance)" : nil
  }

  var description: String {
    switch self {
    case .fit(let boundaries):
      boundaries.isEmpty ? "fit" : "fit \(boundaries.map { "\($0)" }.joined(separator: ", "))"
    case .refused(let code): code
    case .wrong(let what): "wrong: \(what)"
    }
  }
}
