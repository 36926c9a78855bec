import Foundation
import Numerics
import Testing

@testable import MixedModels

/// A small random generalised model, its engine, and a point (beta, parameters) to evaluate it at.
struct BlockedLaplaceCase {
  struct Kind: Sendable, CustomTestStringConvertible {
    let family: ResponseFamily
    let link: LinkFunction
    var curvature = Curvature.observed

    var testDescription: String { "\(family) \(link) \(curvature)" }
    /// Every predictor has a mean.
    var isDefinedEverywhere: Bool { link == .log || link == .logit }
  }

  static let kinds: [Kind] = [
    Kind(family: .poisson, link: .log), Kind(family: .binomial, link: .logit),
    Kind(family: .negativeBinomial2, link: .log),
    Kind(family: .negativeBinomial2, link: .log, curvature: .expected),
    Kind(family: .poisson, link: .inverse),
    Kind(family: .binomial, link: .probit, curvature: .expected),
  ]

  let name: String
  let problem: GeneralizedProblem
  let engine: BlockedLaplaceEngine
  let point: [Double]

  init(_ design: Int, _ kind: Kind, seed: UInt64, size: Double = 1) throws {
    let design = RandomDesign.all[design]
    name = "\(design.name), \(kind.testDescription)"
    let frame = try ModelFrame(
      MixedModelSpecification(design.formula), RandomDesign.table(seed: seed))
    let rows = try ModelRows(frame: frame, rootWeights: [])
    var stream = RandomStream(seed: seed, task: 3)
    var trials: [Double] = []
    let response = (0..<rows.rowCount).map { _ in
      let effect = 0.5 * stream.normal()
      guard kind.family == .binomial else {
        return Double(stream.poisson(mean: size * exp(1 + effect)))
      }
      trials.append(Double(1 + stream.poisson(mean: 2)))
      return Double(
        stream.binomial(
          size: Int(trials[trials.count - 1]), probability: 1 / (1 + exp(-effect))))
    }
    problem = GeneralizedProblem(
      order: Array(0..<rows.rowCount),
      distribution: ConditionalDistribution(
        family: kind.family, link: kind.link, curvature: kind.curvature, response: response,
        trials: trials),
      rows: rows, offset: [], zeroDesign: DoubleBuffer(count: 0), zeroBasis: nil, series: nil,
      integration: .laplace)
    engine = BlockedLaplaceEngine(problem)
    engine.rows.dispersion = problem.distribution.terms(logDispersion: -0.5)
    let beta = (0..<problem.coefficientCount).map { $0 == 0 ? 1 : 0.15 }
    let parameters = rows.terms.flatMap { term in
      term.free.map { $0.row == $0.column ? 0.2 + 0.5 * stream.uniform() : stream.uniform() - 0.5 }
    }
    point = beta + parameters
  }

  /// Every other element of Lambda is zero, and the diagonal of every first column.
  var singularPoint: [Double] {
    var result = point
    var parameter = problem.coefficientCount
    for term in problem.rows.terms {
      for place in term.free {
        if place.column == 0 || (place.row + place.column) % 2 == 1 { result[parameter] = 0 }
        parameter += 1
      }
    }
    return result
  }

  func split(_ point: [Double]) -> (beta: [Double], parameters: [Double]) {
    (Array(point[..<problem.coefficientCount]), Array(point[problem.coefficientCount...]))
  }

  @discardableResult
  func findMode(_ point: [Double]) throws -> ModeSums {
    let (beta, parameters) = split(point)
    let n = problem.rowCount
    engine.rows.fixedPredictor.base.update(from: problem.offset.base, count: n)
    for (c, value) in beta.enumerated() {
      Columns.add(value, problem.design.base + c * n, to: engine.rows.fixedPredictor.base, n)
    }
    return try engine.findMode(parameters)
  }

  /// d(deviance)/d(beta, parameters).
  func gradient(_ point: [Double]) throws -> [Double] {
    try findMode(point)
    let n = problem.rowCount
    _ = engine.rows.evaluate(0..<n, .gradient)
    let derivatives = engine.rows.derivatives
    let (c, t) = (DoubleBuffer(count: n), DoubleBuffer(count: n))
    engine.leverages(into: c.base)
    for i in 0..<n { c.base[i] *= derivatives.weightSlope.base[i] }
    engine.adjoint(c.base, into: t.base)
    for i in 0..<n {
      c.base[i] -= 2 * derivatives.score.base[i] + derivatives.information.base[i] * t.base[i]
    }
    let fixed = (0..<problem.coefficientCount).map {
      Columns.dot(problem.design.base + $0 * n, c.base, n)
    }
    return fixed + engine.gradient(c.base).values
  }

  /// u in the order of the terms.
  func modes() -> [Double] {
    problem.rows.terms.indices.flatMap { term in
      let first = engine.design.terms[term].effectStart
      return (0..<problem.rows.terms[term].effectCount).map {
        engine.mode.column(0)[first + $0]
      }
    }
  }
}

extension ModeSums {
  var deviance: Double { penalty - 2 * logDensity + logDeterminant }
}
