import Glibc
import Numerics

extension ResponseBasis {
  /// Below this, squares have cost a column half of its digits.
  private static let leastPivot = 1e-4

  /// The basis of neighbouring columns [X y].
  ///
  /// From their products, which costs least; where that would lose digits, by Gram-Schmidt on the
  /// columns themselves.
  /// - Throws: `MixedModelError.designNotOfFullRank`.
  init(
    columns: UnsafePointer<Double>, count: Int, rows: Int
  ) throws(MixedModelError) {
    do {
      self = try ResponseBasis(
        products: Columns.products(columns, count: count, rows: rows), rowCount: rows,
        leastPivot: Self.leastPivot)
    } catch {
      self = try ResponseBasis(orthogonalising: columns, count: count, rows: rows)
    }
  }

  /// X = Q R with every projection done twice (Giraud, Langou and Rozloznik 2005: Q is then
  /// orthogonal to working precision); T = sqrt(n) inverse(R).
  private init(
    orthogonalising columns: UnsafePointer<Double>, count: Int, rows n: Int
  ) throws(MixedModelError) {
    let p = count - 1
    let basis = DoubleBuffer(count: n * count)
    basis.base.update(from: columns, count: n * count)
    var upper = Matrix(rows: p, columns: p)
    var effects = [Double](repeating: 0, count: p)
    for c in 0...p {
      let column = basis.base + c * n
      let length = Columns.dot(column, column, n).squareRoot()
      for _ in 0..<2 {
        for known in 0..<c {
          let along = Columns.dot(basis.base + known * n, column, n)
          Columns.add(-along, basis.base + known * n, to: column, n)
          if c < p { upper[known, c] += along } else { effects[known] += along }
        }
      }
      guard c < p else { break }
      let left = Columns.dot(column, column, n).squareRoot()
      guard left > 1e-14 * length else { throw .designNotOfFullRank }
      upper[c, c] = left
      for i in 0..<n { column[i] /= left }
    }
    let root = Double(n).squareRoot()
    let response = basis.base + p * n
    let left = (Columns.dot(response, response, n) / Double(n)).squareRoot()
    self.init(
      designTransform: root * Self.inverseUpper(upper), centre: effects.map { $0 / root },
      scale: left > 0 ? left : 1)
  }

  /// The same basis with the response in a larger unit.
  func rescaled(by factor: Double) -> ResponseBasis {
    ResponseBasis(designTransform: designTransform, centre: centre, scale: scale * factor)
  }

  private init(designTransform: Matrix, centre: [Double], scale: Double) {
    self.designTransform = designTransform
    self.centre = centre
    self.scale = scale
    logDeterminant = designTransform.diagonal.reduce(0) { $0 + 2 * log($1) }
  }
}
