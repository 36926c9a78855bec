import Numerics

/// The directions in which a likelihood never falls: d with z'd >= 0 for the rows z that are open,
/// turned so that an increase is good, and x'd = 0 for the others.
///
/// Rows are taken with length 1: their scale does not change the directions.
struct SeparationCone {
  /// The cosine of an angle to a right one that counts as right.
  static let tolerance = 1e-9

  /// A basis of the directions with x'd = 0 for the closed rows, p x q.
  private let space: Matrix
  /// The open rows in this basis, turned and of length 1: q x m.
  private let rows: Matrix
  /// The number of each among all rows.
  private let numbers: [Int]

  /// - Parameter rows: X', p x n, in an orthonormal basis.
  init(_ rows: Matrix, sides: [SeparationCheck.Side]) throws(LinearAlgebraError) {
    let space = try Self.nullSpace(
      Self.unitColumns(rows, sides.indices.filter { sides[$0] == .inner }))
    let open = sides.indices.filter {
      (sides[$0] == .noEvents || sides[$0] == .onlyEvents) && Self.length(rows.column($0)) > 0
    }
    let free = space.transposedProduct(
      Self.unitColumns(rows, open) { sides[$0] == .onlyEvents ? 1 : -1 })
    // A row that the closed rows hold in place is not open.
    let kept = open.indices.filter { Self.length(free.column($0)) > Self.tolerance }
    self.space = space
    self.rows = Self.unitColumns(free, kept)
    numbers = kept.map { open[$0] }
  }

  /// A direction with z'd > 0 for all open rows for which there is one, and these rows; nil if
  /// there are none.
  ///
  /// What a projection separates is taken away, and the next is made with the rest. A small enough
  /// share of each direction leaves positive what was positive before.
  func interior() throws(LinearAlgebraError) -> (direction: [Double], rows: [Int])? {
    var total = [Double](repeating: 0, count: space.columns)
    var isSeparated = [Bool](repeating: false, count: numbers.count)
    while isSeparated.contains(false) {
      let rest = isSeparated.indices.filter { !isSeparated[$0] }
      var projection = StiemkeProjection(rows.selectingColumns(rest))
      guard let next = try projection.direction() else { break }
      let (before, gain) = (rows.transposedProduct(total), rows.transposedProduct(next))
      let gained = rest.filter { gain[$0] > Self.tolerance }
      if gained.isEmpty { break }
      var share = 1.0
      for j in isSeparated.indices where isSeparated[j] && gain[j] < 0 {
        share = min(share, -0.5 * before[j] / gain[j])
      }
      for i in total.indices { total[i] += share * next[i] }
      for j in gained { isSeparated[j] = true }
    }
    let separated = isSeparated.indices.filter { isSeparated[$0] }.map { numbers[$0] }
    return separated.isEmpty ? nil : (space * total, separated)
  }

  /// An orthonormal basis of the vectors at right angles to all columns of `closed`.
  private static func nullSpace(_ closed: Matrix) throws(LinearAlgebraError) -> Matrix {
    let p = closed.rows
    if closed.columns == 0 { return .identity(p) }
    let factored = try PivotedQR(closed.transposed)
    let upper = factored.upper
    // With rows of zeros below R there are p right vectors.
    var square = Matrix(rows: p, columns: p)
    for (position, column) in factored.permutation.enumerated() {
      for i in 0..<upper.rows { square[i, column] = upper[i, position] }
    }
    let decomposition = try SingularValueDecomposition(square)
    return decomposition.right.selectingColumns(
      (0..<p).filter { decomposition.values[$0] <= tolerance })
  }

  /// Chosen columns that are not zero, each divided by its length and multiplied by its sign.
  private static func unitColumns(
    _ matrix: Matrix, _ chosen: [Int], sign: (Int) -> Double = { _ in 1 }
  ) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(matrix.rows * chosen.count)
    for j in chosen {
      let column = matrix.column(j)
      let scale = sign(j) / max(length(column), .leastNormalMagnitude)
      for value in column { elements.append(scale * value) }
    }
    return Matrix(rows: matrix.rows, columns: chosen.count, columnMajor: elements)
  }

  private static func length(_ vector: [Double]) -> Double {
    dotProduct(vector, vector).squareRoot()
  }
}
