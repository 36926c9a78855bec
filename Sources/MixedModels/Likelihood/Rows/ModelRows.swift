import Glibc
import Numerics

/// The rows of a model as the engine sees them: Z with columns of root mean square 1, X with
/// orthogonal columns, and what least squares leave of y, scaled to variance 1.
///
/// A change of basis that no estimate depends on, and that keeps a polynomial in years or a
/// response in millions from costing digits.
struct ModelRows: Sendable {
  let rowCount: Int
  let terms: [TermShape]
  /// For each term the level of each row.
  let codes: [[Int32]]
  /// By columns: Z of each term, then X and y in the basis; each row times the root of its weight.
  let columns: [Double]
  /// Where the columns of a term begin.
  let firstColumn: [Int]
  let basis: ResponseBasis
  /// The roots of the weights; empty where there are none.
  let rootWeights: [Double]
  let offset: [Double]

  /// p + 1.
  var responseColumns: Int { basis.columnCount + 1 }
  var columnCount: Int { columns.count / max(rowCount, 1) }

  /// - Parameter rootWeights: by which every row is multiplied, or empty.
  /// - Throws: `MixedModelError.designNotOfFullRank`.
  init(frame: ModelFrame, rootWeights: [Double]) throws(MixedModelError) {
    let n = frame.observationCount
    let p = frame.fixed.names.count
    let width = frame.random.reduce(0) { $0 + $1.width }
    let count = n * (width + p + 1)
    var columns = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = count
      guard let base = buffer.baseAddress else { return }
      Self.copy(frame, to: base, xy: base + n * width)
      if !rootWeights.isEmpty {
        for c in 0..<(width + p + 1) {
          for i in 0..<n { base[c * n + i] *= rootWeights[i] }
        }
      }
    }
    var terms: [TermShape] = []
    var firstColumn: [Int] = []
    var (theta, first) = (0, 0)
    for design in frame.random {
      let scales = columns.withUnsafeMutableBufferPointer { buffer in
        (0..<design.width).map { Columns.normalise(buffer.baseAddress! + (first + $0) * n, n) }
      }
      let free = design.freeElements
      terms.append(
        TermShape(
          width: design.width, levelCount: design.levels.count, free: free, thetaStart: theta,
          scales: scales))
      firstColumn.append(first)
      theta += free.count
      first += design.width
    }
    basis = try columns.withUnsafeMutableBufferPointer { buffer throws(MixedModelError) in
      let xy = buffer.baseAddress! + n * width
      let basis = try ResponseBasis(columns: xy, count: p + 1, rows: n)
      Self.transform(xy, n, basis)
      // Where the response lies far from zero, squares do not give the size of what is left of it.
      return basis.rescaled(by: Columns.normalise(xy + p * n, n))
    }
    rowCount = n
    self.terms = terms
    codes = frame.random.map(\.codes)
    self.columns = columns
    self.firstColumn = firstColumn
    self.rootWeights = rootWeights
    offset = frame.offset
  }

  private static func copy(
    _ frame: ModelFrame, to z: UnsafeMutablePointer<Double>, xy: UnsafeMutablePointer<Double>
  ) {
    let n = frame.observationCount
    let p = frame.fixed.names.count
    var target = z
    for design in frame.random {
      design.columns.withUnsafeBufferPointer {
        target.update(from: $0.baseAddress!, count: n * design.width)
      }
      target += n * design.width
    }
    frame.fixed.matrix.elements.withUnsafeBufferPointer {
      if p > 0 { xy.update(from: $0.baseAddress!, count: n * p) }
    }
    let y = xy + n * p
    for i in 0..<n { y[i] = frame.response[i] }
    if !frame.offset.isEmpty { for i in 0..<n { y[i] -= frame.offset[i] } }
  }

  /// Replaces X by X T and y by (y - X T gamma) / s.
  private static func transform(
    _ xy: UnsafeMutablePointer<Double>, _ n: Int, _ basis: ResponseBasis
  ) {
    let p = basis.columnCount
    // From the last column on, since column a needs those before it.
    for a in stride(from: p - 1, through: 0, by: -1) {
      let column = xy + a * n
      let own = basis.designTransform[a, a]
      for i in 0..<n { column[i] *= own }
      for b in 0..<a where basis.designTransform[b, a] != 0 {
        Columns.add(basis.designTransform[b, a], xy + b * n, to: column, n)
      }
    }
    centreResponse(xy, xy + p * n, n, basis)
  }

  private static func centreResponse(
    _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ n: Int, _ basis: ResponseBasis
  ) {
    for (a, value) in basis.centre.enumerated() { Columns.add(-value, x + a * n, to: y, n) }
    let inverse = 1 / basis.scale
    for i in 0..<n { y[i] *= inverse }
  }

  private init(
    _ other: ModelRows, columns: [Double], basis: ResponseBasis, codes: [[Int32]]? = nil,
    rootWeights: [Double]? = nil, offset: [Double]? = nil
  ) {
    rowCount = other.rowCount
    terms = other.terms
    self.codes = codes ?? other.codes
    self.columns = columns
    firstColumn = other.firstColumn
    self.basis = basis
    self.rootWeights = rootWeights ?? other.rootWeights
    self.offset = offset ?? other.offset
  }

  /// The same rows in another order: row i is the old row `order[i]`.
  func reordered(_ order: [Int]) -> ModelRows {
    let n = rowCount
    var moved = [Double](repeating: 0, count: columns.count)
    for c in 0..<columnCount {
      for i in 0..<n { moved[c * n + i] = columns[c * n + order[i]] }
    }
    return ModelRows(
      self, columns: moved, basis: basis, codes: codes.map { codes in order.map { codes[$0] } },
      rootWeights: rootWeights.isEmpty ? [] : order.map { rootWeights[$0] },
      offset: offset.isEmpty ? [] : order.map { offset[$0] })
  }

  /// The same rows with a response that is given in the basis.
  func replacingResponse(_ transformed: DoubleBuffer) -> ModelRows {
    var columns = columns
    let first = columns.count - rowCount
    for i in 0..<rowCount { columns[first + i] = transformed.base[i] }
    return ModelRows(self, columns: columns, basis: basis)
  }

  /// The same rows with X and y replaced by their products with a matrix.
  func recombining(_ transform: Matrix, basis: ResponseBasis) -> ModelRows {
    let n = rowCount
    let first = (columnCount - responseColumns) * n
    var result = Array(columns[..<first])
    result.reserveCapacity(first + transform.columns * n)
    for c in 0..<transform.columns {
      var column = [Double](repeating: 0, count: n)
      for d in 0..<transform.rows where transform[d, c] != 0 {
        for i in 0..<n { column[i] += transform[d, c] * columns[first + d * n + i] }
      }
      result += column
    }
    return ModelRows(self, columns: result, basis: basis)
  }

  /// Another response on the same rows, in the basis.
  func transformed(response: [Double]) -> DoubleBuffer {
    let n = rowCount
    let result = DoubleBuffer(response)
    if !offset.isEmpty { for i in 0..<n { result.base[i] -= offset[i] } }
    if !rootWeights.isEmpty { for i in 0..<n { result.base[i] *= rootWeights[i] } }
    columns.withUnsafeBufferPointer {
      let x = $0.baseAddress! + (columnCount - responseColumns) * n
      Self.centreResponse(x, result.base, n, basis)
    }
    return result
  }
}
