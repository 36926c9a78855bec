import Numerics

/// A matrix of standard normal elements.
func randomMatrix(_ rows: Int, _ columns: Int, _ stream: inout RandomStream) -> Matrix {
  Matrix(
    rows: rows, columns: columns, columnMajor: (0..<(rows * columns)).map { _ in stream.normal() })
}

/// A well-conditioned symmetric positive definite matrix.
func randomPositiveDefinite(_ order: Int, _ stream: inout RandomStream) -> Matrix {
  randomMatrix(order, order + 2, &stream).outerProduct() + Matrix.identity(order)
}

func randomVector(_ count: Int, _ stream: inout RandomStream) -> [Double] {
  (0..<count).map { _ in stream.normal() }
}

/// The largest absolute difference of two matrices, relative to the larger of 1 and the second.
func difference(_ first: Matrix, _ second: Matrix) -> Double {
  (first - second).largestMagnitude / max(1, second.largestMagnitude)
}

func difference(_ first: [Double], _ second: [Double]) -> Double {
  difference(Matrix(column: first), Matrix(column: second))
}

/// The matrix product by its definition.
func definedProduct(_ a: Matrix, _ b: Matrix) -> Matrix {
  var result = Matrix(rows: a.rows, columns: b.columns)
  for i in 0..<a.rows {
    for j in 0..<b.columns {
      result[i, j] = (0..<a.columns).reduce(0) { $0 + a[i, $1] * b[$1, j] }
    }
  }
  return result
}
