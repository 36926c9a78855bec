import Glibc
import Numerics

/// A parameter of a generalised model, everything else maximised anew.
struct GeneralizedProfiledParameter: ProfiledParameter {
  /// How the parameter is a function of the point, which is in the basis of the problem.
  private enum Target {
    case linear(places: Range<Int>, weights: [Double])
    case dispersion
    case standardDeviation(row: [Int], unit: Double)
    case correlation(row: [Int], other: [Int])
  }

  let scale: ProfileScale
  let domain: ClosedRange<Double>
  let optimum: ProfileOptimum
  private let target: Target
  private let objective: LaplaceProfileObjective

  /// - Precondition: the model has the parameter; a correlation is of two random effects that vary.
  init(_ parameter: ModelParameter, _ model: GeneralizedMixedModel) throws {
    let problem = model.problem
    objective = LaplaceProfileObjective(problem)
    let layout = objective.objective.layout
    target = Self.target(parameter, model, layout)
    (scale, domain) = Self.range(parameter)
    let point = model.optimum
    let value = model.estimate(of: parameter) ?? 0
    optimum = try ProfileOptimum(
      value: scale.value(value), point: point, deviance: model.deviance,
      Self.chart(target, at: point), objective,
      // Where the information says nothing, a step of a third of what predictors are.
      fallback: 3 / (scale == .identity ? GeneralizedStart(problem).predictorScale : 1))
  }

  private static func range(
    _ parameter: ModelParameter
  ) -> (ProfileScale, ClosedRange<Double>) {
    switch parameter {
    case .fixedEffect, .zeroInflation: (.identity, -.infinity ... .infinity)
    case .standardDeviation, .seriesStandardDeviation: (.identity, 0 ... .infinity)
    case .correlation: (.arcSine, -Double.pi / 2...Double.pi / 2)
    case .seriesCorrelation: (.inverseHyperbolicTangent, -.infinity ... .infinity)
    case .dispersion: (.squareRoot, 0 ... .infinity)
    case .residualStandardDeviation: preconditionFailure("a generalised model has no sigma")
    }
  }

  private static func target(
    _ parameter: ModelParameter, _ model: GeneralizedMixedModel, _ layout: LaplaceObjective.Layout
  ) -> Target {
    let problem = model.problem
    let first = layout.structure.lowerBound
    func row(_ factor: Int, _ effect: Int) -> [Int] {
      ParameterLayout(model.frame.random).rows[factor][effect].map { first + $0 }
    }
    func coefficient(_ index: Int, _ places: Range<Int>, _ basis: ResponseBasis?) -> Target {
      .linear(
        places: places,
        weights: places.indices.map { basis?.designTransform[index, $0 - places.lowerBound] ?? 0 })
    }
    func single(_ place: Int) -> Target { .linear(places: place..<(place + 1), weights: [1]) }
    switch parameter {
    case .fixedEffect(let index): return coefficient(index, layout.coefficients, problem.basis)
    case .zeroInflation(let index): return coefficient(index, layout.zero, problem.zeroBasis)
    case .standardDeviation(let factor, let effect):
      return .standardDeviation(
        row: row(factor, effect), unit: 1 / problem.rows.terms[factor].scales[effect])
    case .correlation(let factor, let first, let second):
      return .correlation(row: row(factor, second), other: row(factor, first))
    case .seriesStandardDeviation: return single(first + problem.thetaCount)
    case .seriesCorrelation: return single(first + problem.thetaCount + 1)
    case .dispersion, .residualStandardDeviation: return .dispersion
    }
  }

  private static func chart(_ target: Target, at point: [Double]) -> any ProfileChart {
    switch target {
    case .linear(let places, let weights):
      CoefficientChart(center: point, places: places, weights: weights)
    case .dispersion: DispersionChart(center: point)
    case .standardDeviation(let row, let unit):
      StandardDeviationChart(center: point, row: row, knownSigma: unit)
    case .correlation(let row, let other): CorrelationChart(center: point, row: row, other: other)
    }
  }

  func minimum(at value: Double, from start: [Double]) throws -> ConstrainedMinimum {
    try objective.leastDeviance(value, from: start, beside: beside) {
      Self.chart(target, at: $0)
    }
  }

  /// The point with every standard deviation, and the dispersion, a little above 0 where it is 0.
  private func beside(_ point: [Double]) -> [Double]? {
    let problem = objective.objective.problem
    let layout = objective.objective.layout
    var beside = point
    for place in problem.deviationPlaces(layout)
    where abs(point[place] * objective.units[place]) < 1e-4 {
      beside[place] = 0.03 / objective.units[place]
    }
    for place in layout.dispersion where point[place] < 0.5 * GeneralizedProblem.logNoDispersion {
      beside[place] = log(0.01)
    }
    return beside == point ? nil : beside
  }
}

extension GeneralizedProblem {
  /// The places of the diagonals of every Lambda and of the series' standard deviation.
  func deviationPlaces(_ layout: LaplaceObjective.Layout) -> [Int] {
    let free = rows.terms.flatMap(\.free)
    var places = free.indices.filter { free[$0].row == free[$0].column }
    if series != nil { places.append(free.count) }
    return places.map { layout.structure.lowerBound + $0 }
  }
}
