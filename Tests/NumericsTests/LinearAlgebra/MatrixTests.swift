import Testing

@testable import Numerics

@Suite struct MatrixTests {
  @Test func layoutIsByColumns() {
    let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix[1, 2] == 6)
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.column(1) == [2, 5])
    #expect(matrix.transposed == Matrix(rows: [[1, 4], [2, 5], [3, 6]]))
    #expect(matrix.selectingColumns([2, 0]) == Matrix(rows: [[3, 1], [6, 4]]))
    #expect(matrix.diagonal == [1, 5])
  }

  @Test func copiesAreIndependent() {
    let original = Matrix.identity(2)
    var copy = original
    copy[0, 1] = 7
    copy.withMutableView { $0[1, 0] = 9 }
    #expect(original == Matrix(diagonal: [1, 1]))
    #expect(copy == Matrix(rows: [[1, 7], [9, 1]]))
  }

  /// Orders on both sides of the switch between the small kernels and BLAS.
  @Test func productsAgreeWithTheirDefinition() {
    var stream = RandomStream(seed: 61)
    for _ in 0..<300 {
      let (m, n, k) = (
        stream.uniform(below: 12), stream.uniform(below: 12), stream.uniform(below: 12)
      )
      let a = randomMatrix(m, k, &stream)
      let b = randomMatrix(k, n, &stream)
      let expected = definedProduct(a, b)
      #expect(difference(a * b, expected) < 1e-14)
      #expect(difference(a.transposed.transposedProduct(b), expected) < 1e-14)
      #expect(difference(a.productTransposed(b.transposed), expected) < 1e-14)
      let vector = randomVector(k, &stream)
      #expect(difference(a * vector, definedProduct(a, Matrix(column: vector)).elements) < 1e-14)
      #expect(difference(b.transposedProduct(vector), b.transposed * vector) < 1e-14)
      #expect(difference(a.outerProduct(), definedProduct(a, a.transposed)) < 1e-14)
      #expect(difference(a.crossProduct(), definedProduct(a.transposed, a)) < 1e-14)
    }
  }

  @Test func symmetricProductsAreSymmetricToTheLastBit() {
    var stream = RandomStream(seed: 62)
    for order in [1, 3, 8, 9, 33] {
      let a = randomMatrix(order, order + 3, &stream)
      #expect(a.outerProduct() == a.outerProduct().transposed)
      #expect(a.crossProduct() == a.crossProduct().transposed)
    }
  }

  /// Products and updates of blocks leave everything around the block alone.
  @Test(arguments: [2, 4, 7, 12]) func blocksAreUpdatedInPlace(order: Int) {
    var stream = RandomStream(seed: 63)
    let size = order + 3
    let a = randomMatrix(size, size, &stream)
    let original = randomMatrix(size, size, &stream)
    let (rows, columns) = (1..<(order + 1), 2..<(order + 2))
    var target = original
    target.withMutableView { view in
      a.withView { a in
        let source = a.block(rows: rows, columns: columns)
        view.block(rows: rows, columns: columns).addProduct(source, source, scale: -0.5)
      }
    }
    var updated = original
    updated.withMutableView { view in
      a.withView { a in
        let source = a.block(rows: rows, columns: columns)
        view.block(rows: rows, columns: columns).rankUpdate(source, scale: 2)
      }
    }
    for i in 0..<size {
      for j in 0..<size {
        let isInside = rows.contains(i) && columns.contains(j)
        var (product, update) = (0.0, 0.0)
        if isInside {
          for l in 0..<order {
            product += a[i, 2 + l] * a[1 + l, j]
            if i - 1 >= j - 2 { update += a[i, 2 + l] * a[1 + j - 2, 2 + l] }
          }
        }
        #expect(abs(target[i, j] - original[i, j] + 0.5 * product) < 1e-13)
        #expect(abs(updated[i, j] - original[i, j] - 2 * update) < 1e-13)
        if !isInside { #expect(target[i, j] == original[i, j]) }
      }
    }
  }

  @Test func triangularSolvesInvertProducts() throws {
    var stream = RandomStream(seed: 64)
    for order in 1...40 {
      var lower = randomMatrix(order, order, &stream)
      for index in 0..<order {
        lower[index, index] = 2 + abs(lower[index, index]) + 0.3 * Double(order)
      }
      lower.clearAboveDiagonal()
      let x = randomMatrix(order, 3, &stream)
      let y = randomMatrix(3, order, &stream)
      #expect(difference(try lower.solveTriangular(.lower, lower * x), x) < 1e-13)
      let transposed = lower.transposed
      #expect(
        difference(try lower.solveTriangular(.lower, transposed: true, transposed * x), x) < 1e-13)
      #expect(difference(try transposed.solveTriangular(.upper, transposed * x), x) < 1e-13)
      #expect(
        difference(try transposed.solveTriangular(.upper, transposed: true, lower * x), x) < 1e-13)
      for isTransposed in [false, true] {
        var right = y * (isTransposed ? transposed : lower)
        right.withMutableView { view in
          lower.withView { view.solveFromRight($0, .lower, transposed: isTransposed) }
        }
        #expect(difference(right, y) < 1e-13)
        var upperRight = y * (isTransposed ? lower : transposed)
        upperRight.withMutableView { view in
          transposed.withView { view.solveFromRight($0, .upper, transposed: isTransposed) }
        }
        #expect(difference(upperRight, y) < 1e-13)
      }
    }
    #expect(throws: LinearAlgebraError.singular(order: 2)) {
      try Matrix(diagonal: [1, 0]).solveTriangular(.lower, .identity(2))
    }
  }
}
