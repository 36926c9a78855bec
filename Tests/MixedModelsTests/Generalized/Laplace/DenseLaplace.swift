import Numerics

@testable import MixedModels

/// The Laplace approximation by dense matrices: a twin that shares with the engines only the
/// derivatives of the rows.
final class DenseLaplace {
  let problem: GeneralizedProblem
  private let rows: LaplaceRows
  /// Z of all terms, one column per effect: terms in turn, level * k + column within.
  let z: Matrix
  let design: Matrix

  /// What follows from one beta and Lambda.
  struct Value {
    var deviance: Double
    var mode: [Double]
    var score: [Double]
    var lambda: Matrix
    /// Z Lambda.
    var scaled: Matrix
    /// inverse(H).
    var inverse: Matrix
    /// inverse(H_J).
    var modeInverse: Matrix
  }

  init(_ problem: GeneralizedProblem) {
    self.problem = problem
    rows = LaplaceRows(problem)
    rows.dispersion = problem.distribution.terms(logDispersion: -0.5)
    let n = problem.rowCount
    var z = Matrix(rows: n, columns: problem.rows.terms.reduce(0) { $0 + $1.effectCount })
    var first = 0
    for (term, shape) in problem.rows.terms.enumerated() {
      for i in 0..<n {
        for c in 0..<shape.width {
          let level = Int(problem.rows.codes[term][i])
          z[i, first + level * shape.width + c] = problem.randomColumn(term, c)[i]
        }
      }
      first += shape.effectCount
    }
    self.z = z
    let count = problem.coefficientCount
    design = Matrix(
      rows: n, columns: count, columnMajor: (0..<n * count).map { problem.design.base[$0] })
  }

  /// Lambda of all effects, or its derivative in one parameter.
  func lambda(_ parameters: [Double], derivative: Int? = nil) -> Matrix {
    var result = Matrix(rows: z.columns, columns: z.columns)
    var (first, parameter) = (0, 0)
    for shape in problem.rows.terms {
      for place in shape.free {
        let value = derivative.map { $0 == parameter ? 1 : 0 } ?? parameters[parameter]
        for level in 0..<shape.levelCount {
          let at = first + level * shape.width
          result[at + place.row, at + place.column] = value
        }
        parameter += 1
      }
      first += shape.effectCount
    }
    return result
  }

  func evaluate(_ beta: [Double], _ parameters: [Double]) throws -> Value {
    let lambda = lambda(parameters)
    let scaled = z * lambda
    let fixed = design * beta
    var u = [Double](repeating: 0, count: z.columns)
    var objective = objective(fixed, scaled, u)
    for _ in 0..<100 {
      let score = self.score
      let gradient = zip(scaled.transposedProduct(score), u).map { $1 - $0 }
      var information = self.information
      if (try? CholeskyFactor(curvature(scaled, information))) == nil {
        information = information.map { max($0, 0) }
      }
      let step = try CholeskyFactor(curvature(scaled, information)).solve(gradient)
      var length = 1.0
      var candidate = u
      var next = Double.infinity
      while length > 1e-12 {
        candidate = zip(u, step).map { $0 - length * $1 }
        next = self.objective(fixed, scaled, candidate)
        if next <= objective + 1e-13 * abs(objective) { break }
        length /= 2
      }
      (u, objective) = (candidate, next)
      if dotProduct(step, step) < 1e-26 { break }
    }
    let inverse = try CholeskyFactor(curvature(scaled, weight))
    return Value(
      deviance: objective + inverse.logDeterminant, mode: u, score: score, lambda: lambda,
      scaled: scaled, inverse: inverse.inverse(),
      modeInverse: try CholeskyFactor(curvature(scaled, information)).inverse())
  }

  private var score: [Double] { values(rows.derivatives.score) }
  private var information: [Double] { values(rows.derivatives.information) }
  private var weight: [Double] { values(rows.derivatives.weight) }

  private func values(_ buffer: DoubleBuffer) -> [Double] {
    (0..<problem.rowCount).map { buffer.base[$0] }
  }

  private func objective(_ fixed: [Double], _ scaled: Matrix, _ u: [Double]) -> Double {
    for (i, effect) in (scaled * u).enumerated() { rows.predictor.base[i] = fixed[i] + effect }
    return dotProduct(u, u) - 2 * rows.evaluate(0..<problem.rowCount, .mode)
  }

  /// V'W V + I.
  private func curvature(_ scaled: Matrix, _ weights: [Double]) -> Matrix {
    var weighted = scaled
    for c in 0..<scaled.columns { for r in 0..<scaled.rows { weighted[r, c] *= weights[r] } }
    return scaled.transposedProduct(weighted) + .identity(scaled.columns)
  }
}
