/// A block of a matrix seen through a pointer, valid only inside the closure that lends it.
package struct MatrixView {
  package let base: UnsafePointer<Double>
  package let rows: Int
  package let columns: Int
  /// The distance between the beginnings of neighbouring columns.
  package let stride: Int

  /// A block in memory that the caller owns and keeps while the view is used.
  package init(base: UnsafePointer<Double>, rows: Int, columns: Int, stride: Int) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  @inline(__always)
  package subscript(i: Int, j: Int) -> Double { base[i &+ j &* stride] }

  /// The block of these rows and columns.
  package func block(rows: Range<Int>, columns: Range<Int>) -> MatrixView {
    precondition(
      rows.upperBound <= self.rows && columns.upperBound <= self.columns, "block out of range")
    return MatrixView(
      base: base + rows.lowerBound + columns.lowerBound * stride, rows: rows.count,
      columns: columns.count, stride: stride)
  }
}

/// A block of a matrix that may be written, valid only inside the closure that lends it.
package struct MutableMatrixView {
  package let base: UnsafeMutablePointer<Double>
  package let rows: Int
  package let columns: Int
  /// The distance between the beginnings of neighbouring columns.
  package let stride: Int

  /// A block in memory that the caller owns and keeps while the view is used.
  package init(base: UnsafeMutablePointer<Double>, rows: Int, columns: Int, stride: Int) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  @inline(__always)
  package subscript(i: Int, j: Int) -> Double {
    get { base[i &+ j &* stride] }
    nonmutating set { base[i &+ j &* stride] = newValue }
  }

  package var view: MatrixView {
    MatrixView(base: UnsafePointer(base), rows: rows, columns: columns, stride: stride)
  }

  /// The block of these rows and columns.
  package func block(rows: Range<Int>, columns: Range<Int>) -> MutableMatrixView {
    precondition(
      rows.upperBound <= self.rows && columns.upperBound <= self.columns, "block out of range")
    return MutableMatrixView(
      base: base + rows.lowerBound + columns.lowerBound * stride, rows: rows.count,
      columns: columns.count, stride: stride)
  }
}

extension Matrix {
  /// Lends the elements for reading.
  package func withView<Result, Failure: Error>(
    _ body: (MatrixView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeBufferPointer { buffer throws(Failure) in
      try body(MatrixView(base: Self.address(buffer), rows: rows, columns: columns, stride: rows))
    }
  }

  /// Lends the elements for writing.
  package mutating func withMutableView<Result, Failure: Error>(
    _ body: (MutableMatrixView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let (rows, columns) = (self.rows, self.columns)
    return try elements.withUnsafeMutableBufferPointer { buffer throws(Failure) in
      let base = buffer.baseAddress ?? UnsafeMutablePointer(mutating: Self.nowhere)
      return try body(MutableMatrixView(base: base, rows: rows, columns: columns, stride: rows))
    }
  }

  private static func address(_ buffer: UnsafeBufferPointer<Double>) -> UnsafePointer<Double> {
    buffer.baseAddress ?? nowhere
  }

  /// An address for matrices without elements, never read or written.
  private nonisolated(unsafe) static let nowhere =
    UnsafePointer(UnsafeMutablePointer<Double>.allocate(capacity: 1))
}

/// Lends a vector as a matrix of one column, for writing.
package func withColumnView<Result, Failure: Error>(
  _ vector: inout [Double], _ body: (MutableMatrixView) throws(Failure) -> Result
) throws(Failure) -> Result {
  var matrix = Matrix(column: vector)
  vector = []
  defer { vector = matrix.elements }
  return try matrix.withMutableView(body)
}
