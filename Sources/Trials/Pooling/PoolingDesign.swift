import Numerics

/// The columns of a meta-regression; a single intercept where effects are only pooled.
///
/// Kept beside its orthonormal basis X P = Z R, in which all systems are solved: neither units nor
/// the offset of a moderator (a year) then cost digits.
public struct PoolingDesign: Sendable, Equatable {
  /// Names of the columns.
  public let names: [String]
  /// One row a study.
  public let studies: Int
  /// The column of ones, if there is one.
  public let interceptColumn: Int?
  /// The columns by rows: element (i, j) is `rows[i * columns + j]`.
  let rows: [Double]
  /// Z by rows.
  let basis: [Double]
  /// T = P inverse(R) by rows: coefficients are T times those of the basis.
  let transform: [Double]

  public var columns: Int { names.count }

  /// An intercept alone.
  public static func intercept(studies: Int) -> PoolingDesign {
    let root = Double(studies).squareRoot()
    return PoolingDesign(
      names: ["intercept"], studies: studies, interceptColumn: 0,
      rows: [Double](repeating: 1, count: studies),
      basis: [Double](repeating: 1 / root, count: studies), transform: [1 / root])
  }

  /// Columns as they are, one row a study; a column of ones counts as the intercept.
  /// - Throws: `PoolingError.designNotFinite`, `.collinearDesign`.
  public init(names: [String], matrix: Matrix) throws {
    precondition(names.count == matrix.columns, "a design needs one name for each column")
    let (k, p) = (matrix.rows, matrix.columns)
    let factor: PivotedQR
    do { factor = try PivotedQR(matrix) } catch { throw PoolingError.designNotFinite }
    guard factor.rank == p, p > 0 else {
      throw PoolingError.collinearDesign(rank: factor.rank, columns: p)
    }
    var basis = [Double](repeating: 0, count: k * p)
    for j in 0..<p {
      var unit = [Double](repeating: 0, count: k)
      unit[j] = 1
      let column = factor.product(unit)
      for i in 0..<k { basis[i * p + j] = column[i] }
    }
    let inverse = try factor.inverseUpper()
    var transform = [Double](repeating: 0, count: p * p)
    for i in 0..<p {
      for j in 0..<p { transform[factor.permutation[i] * p + j] = inverse[i, j] }
    }
    self.init(
      names: names, studies: k,
      interceptColumn: (0..<p).first { j in matrix.column(j).allSatisfy { $0 == 1 } },
      rows: (0..<k).flatMap { matrix.row($0) }, basis: basis, transform: transform)
  }

  /// An intercept and one column for each moderator.
  public init(moderators: [(name: String, values: [Double])]) throws {
    let studies = moderators.first?.values.count ?? 0
    if let odd = moderators.first(where: { $0.values.count != studies }) {
      throw PoolingError.designRows(rows: odd.values.count, studies: studies)
    }
    let columns = [[Double](repeating: 1, count: studies)] + moderators.map(\.values)
    try self.init(
      names: ["intercept"] + moderators.map(\.name),
      matrix: Matrix(rows: studies, columns: columns.count, columnMajor: columns.flatMap { $0 }))
  }

  /// The intercept for the first level, and the difference of each other level from it.
  public init(groups: [String], levels: [String]) throws {
    try self.init(
      moderators: levels.dropFirst().map { level in
        (name: level, values: groups.map { $0 == level ? 1 : 0 })
      })
  }

  private init(
    names: [String], studies: Int, interceptColumn: Int?, rows: [Double], basis: [Double],
    transform: [Double]
  ) {
    self.names = names
    self.studies = studies
    self.interceptColumn = interceptColumn
    self.rows = rows
    self.basis = basis
    self.transform = transform
  }

  /// A study's values of the columns.
  public func row(_ study: Int) -> [Double] {
    Array(rows[(study * columns)..<((study + 1) * columns)])
  }

  /// The design of some of the studies.
  /// - Throws: `PoolingError.collinearDesign` where these studies do not determine all columns.
  public func selecting(_ indices: [Int]) throws -> PoolingDesign {
    if columns == 1, interceptColumn == 0 { return .intercept(studies: indices.count) }
    return try PoolingDesign(names: names, matrix: Matrix(rows: indices.map(row)))
  }
}
