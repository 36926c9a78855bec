import Foundation
import Numerics

@testable import MixedModels

/// The Laplace approximation of a model with latent series by dense matrices: a twin that shares
/// no code with the engine.
///
/// All effects are spherical, v ~ N(0, I): eta = fixed + B v, B = [tau E C, Z Lambda] with C the
/// Cholesky factor of the AR(1) correlations.
struct DenseSeriesModel {
  let data: SeriesData
  let family: ResponseFamily
  /// The slots: series and time, in the order of the rows.
  let slots: [(series: Int, time: Double)]

  init(_ data: SeriesData, _ family: ResponseFamily) {
    self.data = data
    self.family = family
    var slots: [(series: Int, time: Double)] = []
    for row in data.rows where !slots.contains(where: { $0 == (row.series, row.time) }) {
      slots.append((row.series, row.time))
    }
    self.slots = slots
  }

  private var n: Int { data.rows.count }
  private var k: Int { data.problem.rows.terms.first?.width ?? 0 }
  private var levels: Int { data.problem.rows.terms.first?.levelCount ?? 0 }

  /// Correlation of the slots.
  func seriesCorrelation(_ parameter: Double) -> Matrix {
    let rho = tanh(parameter)
    var result = Matrix(rows: slots.count, columns: slots.count)
    for (a, left) in slots.enumerated() {
      for (b, right) in slots.enumerated() where left.series == right.series {
        result[a, b] = a == b ? 1 : pow(rho, abs(left.time - right.time))
      }
    }
    return result
  }

  /// Lambda of one level.
  func lambda(_ parameters: [Double]) -> Matrix {
    var result = Matrix(rows: k, columns: k)
    let free = data.problem.rows.terms.first?.free ?? []
    for (value, place) in zip(parameters, free) { result[place.row, place.column] = value }
    return result
  }

  /// B.
  func loadings(_ parameters: [Double]) throws -> Matrix {
    let (tau, correlation) = (
      parameters[parameters.count - 2], parameters[parameters.count - 1]
    )
    var e = Matrix(rows: n, columns: slots.count)
    var z = Matrix(rows: n, columns: k * levels)
    let scales = data.problem.rows.terms.first?.scales ?? []
    for (i, row) in data.rows.enumerated() {
      let slot = slots.firstIndex { $0 == (row.series, row.time) } ?? 0
      e[i, slot] = tau
      let values = [1, row.x, row.w]
      for c in 0..<k { z[i, row.level * k + c] = values[c] / scales[c] }
    }
    let own = lambda(parameters)
    var blocks = Matrix(rows: k * levels, columns: k * levels)
    for level in 0..<levels {
      for a in 0..<k { for b in 0..<k { blocks[level * k + a, level * k + b] = own[a, b] } }
    }
    let series = e * (try CholeskyFactor(seriesCorrelation(correlation)).lower)
    let effects = z * blocks
    var result = Matrix(rows: n, columns: slots.count + k * levels)
    for i in 0..<n {
      for c in 0..<slots.count { result[i, c] = series[i, c] }
      for c in 0..<(k * levels) { result[i, slots.count + c] = effects[i, c] }
    }
    return result
  }

  struct Mode {
    let value: Double
    let density: Double
    let penalty: Double
    let v: [Double]
    let loadings: Matrix
    /// inverse(H).
    let inverse: Matrix
    let eta: [Double]
    let score: [Double]
    let information: [Double]

    /// B inverse(H) B'.
    var projection: Matrix { (loadings * inverse).productTransposed(loadings) }
  }

  /// Log density without its constant, score and information of a row.
  private func row(_ i: Int, _ eta: Double) -> (Double, Double, Double) {
    let y = data.rows[i].response
    if family == .poisson { return (y * eta - exp(eta), y - exp(eta), exp(eta)) }
    let (m, p) = (data.rows[i].trials, 1 / (1 + exp(-eta)))
    return (y * log(p) + (m - y) * log(1 - p), y - m * p, m * p * (1 - p))
  }

  func mode(_ fixed: [Double], _ parameters: [Double]) throws -> Mode {
    let b = try loadings(parameters)
    var v = [Double](repeating: 0, count: b.columns)
    func at(_ v: [Double]) -> (eta: [Double], parts: [(Double, Double, Double)], f: Double) {
      let shift = b * v
      let eta = (0..<n).map { fixed[$0] + shift[$0] }
      let parts = (0..<n).map { row($0, eta[$0]) }
      return (eta, parts, dotProduct(v, v) - 2 * parts.reduce(0) { $0 + $1.0 })
    }
    var here = at(v)
    var factor = try CholeskyFactor(.identity(b.columns))
    for _ in 0..<60 {
      var weighted = b
      for i in 0..<n { for c in 0..<b.columns { weighted[i, c] *= here.parts[i].2 } }
      factor = try CholeskyFactor(b.transposedProduct(weighted) + .identity(b.columns))
      let pull = b.transposedProduct(here.parts.map(\.1))
      let step = factor.solve(v.indices.map { pull[$0] - v[$0] })
      var share = 1.0
      var next = at(v.indices.map { v[$0] + step[$0] })
      while next.f > here.f + 1e-11 * abs(here.f) {
        share /= 2
        next = at(v.indices.map { v[$0] + share * step[$0] })
      }
      v = v.indices.map { v[$0] + share * step[$0] }
      here = next
      if dotProduct(step, step) < 1e-26 { break }
    }
    return Mode(
      value: here.f + factor.logDeterminant, density: here.parts.reduce(0) { $0 + $1.0 },
      penalty: dotProduct(v, v), v: v, loadings: b, inverse: factor.inverse(), eta: here.eta,
      score: here.parts.map(\.1), information: here.parts.map(\.2))
  }

  /// -2 log likelihood without its constant at (beta, parameters).
  func deviance(_ all: [Double]) throws -> Double {
    let p = data.problem.coefficientCount
    return try mode(data.fixedPredictor(Array(all[..<p])), Array(all[p...])).value
  }
}
