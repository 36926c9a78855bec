import Numerics

/// Whether the data determine a combination of the full model matrix's coefficients, of which
/// dependent columns were dropped.
///
/// With the dropped columns X_d = X D, D from least squares, a row (x, x_d) of the full matrix is a
/// combination of observed rows just when x_d = x D.
struct Estimability: Sendable {
  private let kept: [Int]
  private let dropped: [Int]
  /// D, kept x dropped; nil where the dropped columns cannot be worked out again.
  private let dependence: Matrix?

  init(_ design: FixedEffectsDesign, _ structure: FixedTerms) throws {
    kept = design.keptColumns
    let known = Set(kept)
    let dropped = design.allNames.indices.filter { !known.contains($0) }
    self.dropped = dropped
    guard let columns = structure.columns(dropped, from: design) else {
      dependence = nil
      return
    }
    let x = design.matrix
    let scales = (0..<x.columns).map { column in
      let values = x.column(column)
      return dotProduct(values, values).squareRoot()
    }
    let inverse = Matrix(diagonal: scales.map { 1 / $0 })
    let scaled = x * inverse
    dependence =
      inverse
      * (try CholeskyFactor(scaled.crossProduct()).solve(scaled.transposedProduct(columns)))
  }

  /// Where nothing was dropped every row is determined; where D is unknown, none is.
  func isEstimable(_ full: [Double]) -> Bool {
    guard let excess = excess(full) else { return false }
    let scale = full.reduce(0) { max($0, abs($1)) }
    return excess.allSatisfy { abs($0) <= Self.tolerance * scale }
  }

  /// The kept columns of a hypothesis whose rows are all determined; else, in part, of a basis of
  /// those combinations of the rows that are; nil where there is none.
  func estimable(_ rows: [[Double]], inPart: Bool) throws -> Matrix? {
    let keptRows = Matrix(rows: rows.map { row in kept.map { row[$0] } })
    if rows.allSatisfy(isEstimable) { return keptRows }
    let excess = rows.compactMap(excess)
    guard inPart, excess.count == rows.count else { return nil }
    let eigen = try SymmetricEigen(Matrix(rows: excess).outerProduct())
    let limit = Self.tolerance * (eigen.values.last ?? 0)
    let determined = eigen.values.indices.filter { eigen.values[$0] <= limit }
    guard !determined.isEmpty else { return nil }
    return eigen.vectors.selectingColumns(determined).transposedProduct(keptRows)
  }

  private static let tolerance = 1e-8

  /// x_d - x D; nil where D is unknown.
  private func excess(_ full: [Double]) -> [Double]? {
    if dropped.isEmpty { return [] }
    guard let dependence else { return nil }
    let expected = dependence.transposedProduct(kept.map { full[$0] })
    return zip(dropped, expected).map { full[$0] - $1 }
  }
}

extension FixedTerms {
  /// Columns of the full model matrix on the used rows, worked out from the main effects among the
  /// kept columns; nil where those do not tell a variable's values.
  fileprivate func columns(_ wanted: [Int], from design: FixedEffectsDesign) -> Matrix? {
    let rows = design.matrix.rows
    var result = Matrix(rows: rows, columns: wanted.count, repeating: 1)
    for (position, column) in wanted.enumerated() {
      for piece in pieces(ofColumn: column) {
        guard let values = values(of: piece, design) else { return nil }
        for row in 0..<rows { result[row, position] *= values[row] }
      }
    }
    return result
  }

  /// The values of a piece on the used rows.
  private func values(of piece: DesignPlan.Piece, _ design: FixedEffectsDesign) -> [Double]? {
    guard let factor = piece.variable else { return mainEffect(piece, design) }
    let main = termOfColumn.indices.filter { column in
      let pieces = pieces(ofColumn: column)
      return pieces.count == 1 && pieces[0].variable == factor
    }
    let columns = main.compactMap { mainEffect(pieces(ofColumn: $0)[0], design) }
    guard !main.isEmpty, columns.count == main.count else { return nil }
    let count = levels(ofFactor: factor).count
    let patterns = (0..<count).map { level in
      main.map { value(pieces(ofColumn: $0)[0], level: level) }
    }
    var result: [Double] = []
    for row in 0..<design.matrix.rows {
      let pattern = columns.map { $0[row] }
      guard let level = patterns.firstIndex(of: pattern) else { return nil }
      result.append(value(piece, level: level))
    }
    return result
  }

  /// The kept column that is this piece alone.
  private func mainEffect(
    _ piece: DesignPlan.Piece, _ design: FixedEffectsDesign
  ) -> [Double]? {
    let match = keptColumns.indices.first { pieces(ofColumn: keptColumns[$0]) == [piece] }
    return match.map { design.matrix.column($0) }
  }
}
