import Numerics

extension CovarianceProjections {
  /// With several grouping factors C is dense, q x q.
  ///
  /// *Complexity:* O(m q^2 p + m^2 q^2) for m covariance elements.
  ///
  /// - Parameters:
  ///   - projection: C, factor after factor, rows and columns level * k + column within a factor.
  ///   - cross: B of each factor.
  init(
    elements: CovarianceElements, random: [RandomEffectsDesign], projection: Matrix,
    cross: [Matrix]
  ) {
    self.init(order: cross.first?.columns ?? 0, elements: elements)
    let supports = elements.supports(random)
    let stacked = Matrix(stacking: cross)
    let moved = supports.map { support in
      var matrix = Matrix(rows: stacked.rows, columns: order)
      for move in support {
        for j in 0..<order { matrix[move.to, j] = stacked[move.from, j] }
      }
      return matrix
    }
    let (size, rows) = (order * order, projection.rows)
    for s in 0..<count {
      let product = projection * moved[s]
      first.replaceSubrange(
        (s * size)..<((s + 1) * size),
        with: (-1 * stacked.transposedProduct(moved[s])).elements)
      for r in 0...s {
        let start = (r * count + s) * size
        second.replaceSubrange(
          start..<(start + size), with: moved[r].transposedProduct(product).elements)
      }
    }
    projection.elements.withUnsafeBufferPointer { c in
      for r in 0..<count {
        traces[r] = supports[r].reduce(0) { $0 + c[$1.to + $1.from * rows] }
        for s in r..<count {
          var sum = 0.0
          for other in supports[s] {
            for move in supports[r] {
              sum += c[move.to + other.from * rows] * c[move.from + other.to * rows]
            }
          }
          traceProducts[r * count + s] = sum
        }
      }
    }
    mirror()
  }
}

extension Matrix {
  /// Matrices of one width, one above the other.
  init(stacking parts: [Matrix]) {
    let columns = parts.first?.columns ?? 0
    self.init(
      rows: parts.reduce(0) { $0 + $1.rows }, columns: columns,
      columnMajor: (0..<columns).flatMap { column in parts.flatMap { $0.column(column) } })
  }
}
