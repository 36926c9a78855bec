/// A dense matrix of doubles, stored by columns; a value, copied on write.
///
///     let a = Matrix(rows: [[4, 2], [2, 3]])
///     let x = try CholeskyFactor(a).solve([1, 2])
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements by columns: element (i, j) is `elements[i + j * rows]`.
  public internal(set) var elements: [Double]

  /// A matrix from its elements by columns.
  /// - Precondition: there are `rows * columns` elements.
  public init(rows: Int, columns: Int, columnMajor elements: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "a matrix needs rows * columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix with one value everywhere.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(
      rows: rows, columns: columns,
      columnMajor: [Double](repeating: value, count: rows * columns))
  }

  /// A matrix from its rows, as it is written on paper.
  /// - Precondition: the rows are of equal length.
  public init(rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "matrix rows must be of equal length")
    self.init(rows: rows.count, columns: columns)
    for (i, row) in rows.enumerated() {
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// A matrix of one column.
  public init(column: [Double]) {
    self.init(rows: column.count, columns: 1, columnMajor: column)
  }

  /// A square matrix with these diagonal elements and zero elsewhere.
  public init(diagonal: [Double]) {
    self.init(rows: diagonal.count, columns: diagonal.count)
    for (index, value) in diagonal.enumerated() { self[index, index] = value }
  }

  /// The identity matrix.
  public static func identity(_ order: Int) -> Matrix {
    Matrix(diagonal: [Double](repeating: 1, count: order))
  }

  /// The element in row `i` and column `j`, both from 0.
  public subscript(i: Int, j: Int) -> Double {
    get {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns, "matrix index out of range")
      return elements[i + j * rows]
    }
    set {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns, "matrix index out of range")
      elements[i + j * rows] = newValue
    }
  }

  /// A copy of a column.
  public func column(_ j: Int) -> [Double] {
    precondition(j >= 0 && j < columns, "matrix column out of range")
    return Array(elements[(j * rows)..<((j + 1) * rows)])
  }

  /// A copy of a row.
  public func row(_ i: Int) -> [Double] { (0..<columns).map { self[i, $0] } }

  /// The diagonal elements.
  public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }

  /// The columns of these numbers, in this order.
  public func selectingColumns(_ indices: [Int]) -> Matrix {
    Matrix(rows: rows, columns: indices.count, columnMajor: indices.flatMap { column($0) })
  }

  /// The transpose.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns {
      for i in 0..<rows { result.elements[j + i * columns] = elements[i + j * rows] }
    }
    return result
  }

  public var isSquare: Bool { rows == columns }

  /// Throws unless every element is a finite number.
  func checkFinite() throws(LinearAlgebraError) {
    // A product with zero is zero for finite numbers only.
    let sum = elements.reduce(0) { $0 + $1 * 0 }
    guard sum == 0 else { throw .notFinite }
  }

  /// Copies the lower triangle onto the upper one.
  mutating func mirrorLowerTriangle() {
    for j in 0..<columns {
      for i in 0..<j { elements[i + j * rows] = elements[j + i * rows] }
    }
  }

  /// Puts zeros above the diagonal.
  mutating func clearAboveDiagonal() {
    for j in 1..<max(columns, 1) {
      for i in 0..<min(j, rows) { elements[i + j * rows] = 0 }
    }
  }
}
