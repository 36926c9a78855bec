import Numerics

/// A generalised model without scratch memory: immutable, shared between tasks.
///
/// Rows are in the order of `order`: sorted by level, and by time within it, where there is one
/// grouping factor.
final class GeneralizedProblem: Sendable {
  let rowCount: Int
  /// The row of the frame of each row here.
  let order: [Int]
  let distribution: ConditionalDistribution
  /// Z with columns of root mean square 1, X orthogonal; the response column is of no use.
  let rows: ModelRows
  /// Z of all terms by columns.
  let randomDesign: DoubleBuffer
  /// X in the basis, n x p.
  let design: DoubleBuffer
  /// The design of the log odds of an extra zero in its own basis, n x r.
  let zeroDesign: DoubleBuffer
  let zeroBasis: ResponseBasis?
  /// Zeros where there is no offset.
  let offset: DoubleBuffer
  /// The latent series; nil where there is none.
  let series: LatentSeriesDesign?
  let integration: Integration

  var basis: ResponseBasis { rows.basis }
  var coefficientCount: Int { rows.basis.columnCount }
  var zeroCount: Int { zeroBasis?.columnCount ?? 0 }
  var thetaCount: Int { rows.terms.reduce(0) { $0 + $1.free.count } }

  init(
    order: [Int], distribution: ConditionalDistribution, rows: ModelRows, offset: [Double],
    zeroDesign: DoubleBuffer, zeroBasis: ResponseBasis?, series: LatentSeriesDesign?,
    integration: Integration
  ) {
    self.order = order
    self.distribution = distribution
    self.rows = rows
    rowCount = rows.rowCount
    let n = rows.rowCount
    let p = rows.basis.columnCount
    let first = (rows.columnCount - rows.responseColumns) * n
    design = DoubleBuffer(Array(rows.columns[first..<(first + n * p)]))
    randomDesign = DoubleBuffer(Array(rows.columns[..<first]))
    self.zeroDesign = zeroDesign
    self.zeroBasis = zeroBasis
    self.offset = offset.isEmpty ? DoubleBuffer(count: n) : DoubleBuffer(offset)
    self.series = series
    self.integration = integration
  }

  /// The problem of another response to the same rows; all but the response is shared.
  ///
  /// - Parameter response: in the order of the frame.
  init(_ other: GeneralizedProblem, response: [Double]) {
    distribution = other.distribution.replacingResponse(other.order.map { response[$0] })
    order = other.order
    rows = other.rows
    rowCount = other.rowCount
    design = other.design
    randomDesign = other.randomDesign
    zeroDesign = other.zeroDesign
    zeroBasis = other.zeroBasis
    offset = other.offset
    series = other.series
    integration = other.integration
  }

  /// X'WX in the basis, W the diagonal matrix of some weights.
  func designProducts(_ weights: DoubleBuffer) -> Matrix {
    let (n, p) = (rowCount, coefficientCount)
    let weighted = DoubleBuffer(count: n)
    var result = Matrix(rows: p, columns: p)
    for a in 0..<p {
      for i in 0..<n { weighted.base[i] = weights.base[i] * design.base[a * n + i] }
      for b in 0..<p { result[b, a] = Columns.dot(design.base + b * n, weighted.base, n) }
    }
    return result
  }

  /// Column `c` of Z of a term: n numbers.
  func randomColumn(_ term: Int, _ c: Int) -> UnsafePointer<Double> {
    UnsafePointer(randomDesign.base + (rows.firstColumn[term] + c) * rowCount)
  }
}
