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
    let factor: CholeskyFactor
    /// F, k x v.
    let whitened: Matrix

    /// - Parameter rows: T_s.
    init(rows: Matrix) throws(LinearAlgebraError) {
      factor = try CholeskyFactor(rows.outerProduct())
      whitened = factor.solveLower(rows)
    }
  }

  let starts: [Int]
  let patternOfGroup: [Int]
  let visitsOfPattern: [[Int]]
  let factors: [PatternFactor]
  let elements: [Element]

  var logDeterminant: Double {
    let ofPattern = factors.map(\.factor.logDeterminant)
    return patternOfGroup.reduce(0) { $0 + ofPattern[$1] }
  }

  /// l and f of a set of visits; nil where the parameter's visit is not among them.
  private func directions(_ p: Int, pattern: Int) -> (l: [Double], f: [Double])? {
    let element = elements[p]
    guard let position = visitsOfPattern[pattern].firstIndex(of: element.row) else { return nil }
    let factor = factors[pattern]
    var unit = [Double](repeating: 0, count: factor.factor.order)
    unit[position] = element.rate
    return (factor.factor.solveLower(unit), factor.whitened.column(element.column))
  }

  func trace(_ p: Int) -> Double {
    let ofPattern = factors.indices.map { pattern in
      directions(p, pattern: pattern).map { 2 * dotProduct($0.l, $0.f) } ?? 0
    }
    return patternOfGroup.reduce(0) { $0 + ofPattern[$1] }
  }

  func derivative(
    _ p: Int, of z: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    let ofPattern = factors.indices.map { directions(p, pattern: $0) }
    for (group, pattern) in patternOfGroup.enumerated() {
      let range = starts[group]..<starts[group + 1]
      guard let (l, f) = ofPattern[pattern] else {
        for i in range { result[i] = 0 }
        continue
      }
      let x = z + range.lowerBound
      let y = result + range.lowerBound
      var (alongL, alongF) = (0.0, 0.0)
      for i in l.indices {
        alongL += l[i] * x[i]
        alongF += f[i] * x[i]
      }
      for i in l.indices { y[i] = l[i] * alongF + f[i] * alongL }
    }
  }

  func solve(_ x: UnsafeMutablePointer<Double>) {
    forEachGroup(x) { lower, x in
      for j in 0..<lower.rows {
        let value = x[j] / lower[j, j]
        x[j] = value
        for i in (j + 1)..<lower.rows { x[i] -= value * lower[i, j] }
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
    for (group, pattern) in patternOfGroup.enumerated() {
      factors[pattern].factor.lower.withView { body($0, x + starts[group]) }
    }
  }
}
