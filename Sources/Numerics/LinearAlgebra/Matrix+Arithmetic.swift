extension Matrix {
  /// The sum of two matrices of one shape.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right) { $0 + $1 }
  }

  /// The difference of two matrices of one shape.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    left.combined(with: right) { $0 - $1 }
  }

  /// Every element times a number.
  public static func * (scale: Double, matrix: Matrix) -> Matrix {
    Matrix(
      rows: matrix.rows, columns: matrix.columns, columnMajor: matrix.elements.map { scale * $0 })
  }

  /// The matrix product.
  /// - Precondition: the inner dimensions agree, as for every product here.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    product(left, right, rows: left.rows, columns: right.columns) { $0.addProduct($1, $2) }
  }

  /// The product with a vector.
  public static func * (left: Matrix, right: [Double]) -> [Double] {
    (left * Matrix(column: right)).elements
  }

  /// self' * other.
  public func transposedProduct(_ other: Matrix) -> Matrix {
    Self.product(self, other, rows: columns, columns: other.columns) {
      $0.addProduct($1, $2, transposingFirst: true)
    }
  }

  /// self' * vector.
  public func transposedProduct(_ vector: [Double]) -> [Double] {
    transposedProduct(Matrix(column: vector)).elements
  }

  /// self * other'.
  public func productTransposed(_ other: Matrix) -> Matrix {
    Self.product(self, other, rows: rows, columns: other.rows) {
      $0.addProduct($1, $2, transposingSecond: true)
    }
  }

  /// self' * self, symmetric to the last bit.
  public func crossProduct() -> Matrix {
    symmetricProduct(order: columns, transposed: true)
  }

  /// self * self', symmetric to the last bit.
  public func outerProduct() -> Matrix {
    symmetricProduct(order: rows, transposed: false)
  }

  /// The largest absolute element, 0 for an empty matrix.
  public var largestMagnitude: Double { elements.reduce(0) { max($0, abs($1)) } }

  private func symmetricProduct(order: Int, transposed: Bool) -> Matrix {
    var result = Matrix(rows: order, columns: order)
    result.withMutableView { target in
      withView { target.rankUpdate($0, transposed: transposed) }
    }
    result.mirrorLowerTriangle()
    return result
  }

  private static func product(
    _ left: Matrix, _ right: Matrix, rows: Int, columns: Int,
    _ body: (MutableMatrixView, MatrixView, MatrixView) -> Void
  ) -> Matrix {
    var result = Matrix(rows: rows, columns: columns)
    result.withMutableView { target in
      left.withView { a in right.withView { b in body(target, a, b) } }
    }
    return result
  }

  private func combined(with other: Matrix, _ operation: (Double, Double) -> Double) -> Matrix {
    precondition(rows == other.rows && columns == other.columns, "matrix shapes differ")
    return Matrix(
      rows: rows, columns: columns, columnMajor: zip(elements, other.elements).map(operation))
  }
}

/// The sum of products of two vectors of one length.
public func dotProduct(_ left: [Double], _ right: [Double]) -> Double {
  precondition(left.count == right.count, "vectors of different lengths")
  return zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}
