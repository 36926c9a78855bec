import Numerics

/// The fixed effects of the model without random effects, a few steps of scoring from a start.
struct PlainStart {
  /// In the basis.
  private(set) var coefficients: [Double]
  /// Of order `mode`, at these coefficients.
  let rows: RowDerivatives

  private static let steps = 3

  /// - Parameters:
  ///   - coefficients: where to start.
  ///   - zero: gamma, in its basis; held.
  ///   - logDispersion: held.
  init(
    _ problem: GeneralizedProblem, coefficients: [Double], zero: [Double], logDispersion: Double
  ) {
    let n = problem.rowCount
    let (eta, zeta) = (DoubleBuffer(count: n), DoubleBuffer(count: n))
    for (c, value) in zero.enumerated() {
      Columns.add(value, problem.zeroDesign.base + c * n, to: zeta.base, n)
    }
    let rows = RowDerivatives(problem.distribution)
    let terms = problem.distribution.terms(logDispersion: logDispersion)
    func density(_ coefficients: [Double]) -> Double {
      eta.base.update(from: problem.offset.base, count: n)
      for (c, value) in coefficients.enumerated() {
        Columns.add(value, problem.design.base + c * n, to: eta.base, n)
      }
      return problem.distribution.evaluate(
        0..<n, eta: eta.base, zeta: zeta.base, terms, order: .mode, into: rows)
    }
    var here = density(coefficients)
    var point = coefficients
    for _ in 0..<Self.steps {
      guard let step = Self.step(problem, rows) else { break }
      let next = zip(point, step).map { $0 + $1 }
      let value = density(next)
      guard value > here else { break }
      (point, here) = (next, value)
    }
    _ = density(point)
    self.coefficients = point
    self.rows = rows
  }

  /// inverse(X'JX) X'score; nil where there is none.
  private static func step(_ problem: GeneralizedProblem, _ rows: RowDerivatives) -> [Double]? {
    let (n, p) = (problem.rowCount, problem.coefficientCount)
    let information = problem.designProducts(rows.information)
    let slope = (0..<p).map { Columns.dot(problem.design.base + $0 * n, rows.score.base, n) }
    guard slope.allSatisfy(\.isFinite), information.elements.allSatisfy(\.isFinite) else {
      return nil
    }
    return (try? CholeskyFactor(information))?.solve(slope)
  }
}
