import Numerics

/// Corrects an approximate Hessian by what the gradients of successive points show.
///
/// The average information differs from the Hessian where the data say little. After each step s
/// with change of gradient y, the correction E of rank one makes (B + E) s = y (symmetric rank
/// one, kept where the sum stays positive definite): convergence becomes superlinear at the cost
/// of nothing. What was learnt is forgotten where B alone would have told the last change better.
///
/// Source: Nocedal and Wright (2006), "Numerical optimization", section 6.2, with B as the
/// structured part (Dennis, Gay and Welsch 1981).
struct SecantCorrection {
  private var point: [Double] = []
  private var gradient: [Double] = []
  private var correction = Matrix(rows: 0, columns: 0)

  /// The corrected Hessian at a new point.
  mutating func corrected(_ derivatives: TrustRegion.Derivatives, at point: [Double]) -> Matrix {
    let base = derivatives.hessian
    defer { (self.point, gradient) = (point, derivatives.gradient) }
    guard !self.point.isEmpty else {
      correction = Matrix(rows: point.count, columns: point.count)
      return Self.raised(base)
    }
    let step = zip(point, self.point).map { $0 - $1 }
    let change = zip(derivatives.gradient, gradient).map { $0 - $1 }
    update(base, step, change)
    let sum = base + correction
    return (try? CholeskyFactor(Self.lowered(sum))) == nil ? Self.raised(base) : sum
  }

  private mutating func update(_ base: Matrix, _ step: [Double], _ change: [Double]) {
    let errorOfBase = zip(change, base * step).map { $0 - $1 }
    var error = zip(errorOfBase, correction * step).map { $0 - $1 }
    if dotProduct(errorOfBase, errorOfBase) < dotProduct(error, error) {
      correction = Matrix(rows: step.count, columns: step.count)
      error = errorOfBase
    }
    let along = dotProduct(error, step)
    let size = (dotProduct(error, error) * dotProduct(step, step)).squareRoot()
    guard abs(along) > 1e-8 * size, size > 0 else { return }
    for a in error.indices {
      for b in error.indices { correction[a, b] += error[a] * error[b] / along }
    }
  }

  /// With a little on the diagonal, so that directions that change nothing do no harm.
  private static func raised(_ matrix: Matrix) -> Matrix { shifted(matrix, by: 1e-8) }

  /// Less a little on the diagonal: positive definite only where the matrix is clearly so.
  private static func lowered(_ matrix: Matrix) -> Matrix { shifted(matrix, by: -1e-6) }

  private static func shifted(_ matrix: Matrix, by share: Double) -> Matrix {
    var result = matrix
    let size = matrix.diagonal.reduce(0) { $0 + abs($1) } / Double(max(matrix.rows, 1))
    for i in 0..<matrix.rows { result[i, i] += share * size }
    return result
  }
}
