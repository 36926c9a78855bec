import Numerics

/// Cholesky factors of an unstructured covariance T T', one for each set of visits.
///
/// A set s of k visits has the covariance T_s T_s' = L L', T_s the rows of T of these visits. With
/// dT one element of T, M = l f' + f l' with l = inverse(L) dT_s and f the column of
/// F = inverse(L) T_s at the element's column.
struct UnstructuredFactor: CorrelationFactor {
  /// A parameter's place in T, and the derivative of that element.
  struct Element: Sendable {
    let row: Int
    let column: Int
    let rate: Double
  }

  struct PatternFactor: Sendable {
    let pattern: UnstructuredCorrelation.Pattern
    let factor: CholeskyFactor
    /// F, k x v.
    let whitened: Matrix

    /// - Parameter rows: T_s.
    init(
      _ pattern: UnstructuredCorrelation.Pattern, rows: Matrix
    ) throws(LinearAlgebraError) {
      self.pattern = pattern
      factor = try CholeskyFactor(rows.outerProduct())
      whitened = factor.solveLower(rows)
    }

    var groupCount: Double { Double(pattern.starts.count) }

    /// l and f; nil where the element's visit is not among those of the set.
    func directions(_ element: Element) -> (l: [Double], f: [Double])? {
      guard let position = pattern.visits.firstIndex(of: element.row) else { return nil }
      var unit = [Double](repeating: 0, count: factor.order)
      unit[position] = element.rate
      return (factor.solveLower(unit), whitened.column(element.column))
    }
  }

  let factors: [PatternFactor]
  let elements: [Element]

  var logDeterminant: Double {
    factors.reduce(0) { $0 + $1.groupCount * $1.factor.logDeterminant }
  }

  func trace(_ p: Int) -> Double {
    factors.reduce(0) { sum, factor in
      guard let (l, f) = factor.directions(elements[p]) else { return sum }
      return sum + 2 * factor.groupCount * dotProduct(l, f)
    }
  }

  func derivative(
    _ p: Int, of z: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    for factor in factors {
      let zeros = [Double](repeating: 0, count: factor.factor.order)
      let (l, f) = factor.directions(elements[p]) ?? (zeros, zeros)
      for start in factor.pattern.starts {
        let (x, y) = (z + start, result + start)
        var (alongL, alongF) = (0.0, 0.0)
        for i in l.indices {
          alongL += l[i] * x[i]
          alongF += f[i] * x[i]
        }
        for i in l.indices { y[i] = l[i] * alongF + f[i] * alongL }
      }
    }
  }

  func solve(_ x: UnsafeMutablePointer<Double>) {
    forEachGroup(x) { lower, x in
      var j = 0
      while j < lower.rows {
        let value = x[j] / lower[j, j]
        x[j] = value
        var i = j &+ 1
        while i < lower.rows {
          x[i] -= value * lower[i, j]
          i &+= 1
        }
        j &+= 1
      }
    }
  }

  func multiply(_ x: UnsafeMutablePointer<Double>) {
    forEachGroup(x) { lower, x in
      for i in stride(from: lower.rows - 1, through: 0, by: -1) {
        x[i] = (0...i).reduce(0) { $0 + lower[i, $1] * x[$1] }
      }
    }
  }

  func solveTransposed(_ x: UnsafeMutablePointer<Double>) {
    forEachGroup(x) { lower, x in
      for j in stride(from: lower.rows - 1, through: 0, by: -1) {
        for i in (j + 1)..<lower.rows { x[j] -= lower[i, j] * x[i] }
        x[j] /= lower[j, j]
      }
    }
  }

  func multiplyTransposed(_ x: UnsafeMutablePointer<Double>) {
    forEachGroup(x) { lower, x in
      for j in 0..<lower.rows {
        x[j] = (j..<lower.rows).reduce(0) { $0 + lower[$1, j] * x[$1] }
      }
    }
  }

  private func forEachGroup(
    _ x: UnsafeMutablePointer<Double>,
    _ body: (MatrixView, UnsafeMutablePointer<Double>) -> Void
  ) {
    for factor in factors {
      factor.factor.lower.withView { lower in
        for start in factor.pattern.starts { body(lower, x + start) }
      }
    }
  }
}
