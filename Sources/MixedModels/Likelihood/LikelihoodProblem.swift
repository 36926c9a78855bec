import Glibc
import Numerics

/// A likelihood without scratch memory: immutable, shared between tasks.
final class LikelihoodProblem: Sendable {
  enum Products: Sendable {
    case plain(DoubleBuffer)
    case grouped(GroupedProducts)
    case blocked(BlockedProducts)
  }

  let rows: ModelRows
  /// The basis of the products; another than that of the rows after `recombining`.
  let basis: ResponseBasis
  let products: Products
  let criterion: Criterion
  let residualStandardDeviation: Double?
  /// The residual covariance where it has parameters; case weights are part of it then.
  let residual: ResidualCovariance?
  /// Minus the sum of the log weights: log det R where it has no parameters.
  let logDeterminantWeights: Double

  /// - Throws: `MixedModelError.designNotOfFullRank`, `.unsupported`.
  init(
    frame: ModelFrame, criterion: Criterion, residualStandardDeviation: Double? = nil
  ) throws(MixedModelError) {
    residual = try Self.residual(of: frame)
    let weights = residual == nil ? frame.weights : []
    rows = try ModelRows(frame: frame, rootWeights: weights.map { $0.squareRoot() })
    basis = rows.basis
    self.criterion = criterion
    self.residualStandardDeviation = residualStandardDeviation
    logDeterminantWeights = weights.reduce(0) { $0 - log($1) }
    if rows.terms.count > 1 { try Self.checkSize(rows) }
    products = Self.products(rows, rows.columns, usesClasses: residual == nil)
  }

  /// Random effects that fill a dense matrix beyond which memory, not time, is the limit.
  private static let largestCorner = 20_000

  /// Crossed factors other than the largest share a dense matrix, which must fit into memory.
  private static func checkSize(_ rows: ModelRows) throws(MixedModelError) {
    let corner = TermOrder.split(rows.terms, rows.codes).corner
    let effects = corner.reduce(0) { $0 + rows.terms[$1].effectCount }
    if effects > largestCorner {
      throw .unsupported(
        "crossed grouping factors with \(effects) random effects beside the largest factor; "
          + "at most \(largestCorner) are possible")
    }
  }

  /// The residual covariance of a frame, whose groups must lie within the levels of every factor.
  private static func residual(
    of frame: ModelFrame
  ) throws(MixedModelError) -> ResidualCovariance? {
    guard let design = frame.residual else { return nil }
    if design.correlation != nil {
      let codes = design.groupCodes
      for random in frame.random {
        let within =
          design.group != nil
          && TermOrder.isNested(codes, design.groupLevels.count, in: random.codes)
        guard within else {
          throw .unsupported(
            "the groups of \(design.correlationText ?? "the correlation") must lie within the "
              + "levels of '\(random.group)'")
        }
      }
    }
    do {
      return try ResidualCovariance(
        design, rowCount: frame.observationCount, weights: frame.weights)
    } catch {
      throw .unsupported(String(describing: error))
    }
  }

  private init(
    _ other: LikelihoodProblem, rows: ModelRows? = nil, basis: ResponseBasis? = nil,
    products: Products? = nil,
    criterion: Criterion? = nil, residualStandardDeviation: Double?
  ) {
    self.rows = rows ?? other.rows
    residual = other.residual
    self.basis = basis ?? other.basis
    self.products = products ?? other.products
    self.criterion = criterion ?? other.criterion
    self.residualStandardDeviation = residualStandardDeviation
    logDeterminantWeights = other.logDeterminantWeights
  }

  /// The cross-products of columns in the places of the rows' own.
  static func products(
    _ rows: ModelRows, _ columns: [Double], usesClasses: Bool, like layout: BlockedLayout? = nil
  ) -> Products {
    switch rows.terms.count {
    case 0:
      return .plain(
        columns.withUnsafeBufferPointer {
          DoubleBuffer(
            Columns.products($0.baseAddress!, count: rows.responseColumns, rows: rows.rowCount)
              .elements)
        })
    case 1:
      return .grouped(GroupedProducts(rows: rows, columns: columns, usesClasses: usesClasses))
    default: return .blocked(BlockedProducts(rows: rows, columns: columns, layout: layout))
    }
  }

  var thetaCount: Int { rows.terms.reduce(0) { $0 + $1.free.count } }
  var parameterCount: Int { thetaCount + (residual?.parameterCount ?? 0) }
  var coefficientCount: Int { basis.columnCount }
  var rowCount: Int { rows.rowCount }

  /// n, or n - p under REML.
  var denominator: Double {
    Double(rowCount - (criterion == .maximumLikelihood ? 0 : coefficientCount))
  }

  /// By what each parameter is multiplied to be about 1: the root mean square of its Z column.
  var parameterScales: [Double] {
    rows.terms.flatMap { term in term.free.map { term.scales[$0.row] } }
      + [Double](repeating: 1, count: residual?.parameterCount ?? 0)
  }

  /// The same model of another response on the same rows; the offset is subtracted from it.
  func replacingResponse(_ response: [Double]) -> LikelihoodProblem {
    let transformed = rows.transformed(response: response)
    if residual != nil {
      return LikelihoodProblem(
        self, rows: rows.replacingResponse(transformed), basis: rows.basis,
        residualStandardDeviation: residualStandardDeviation)
    }
    let products: Products
    switch self.products {
    case .plain(let sums):
      let copy = DoubleBuffer(copying: sums)
      rows.columns.withUnsafeBufferPointer {
        GroupedProducts.replaceResponse(
          in: copy, $0.baseAddress!, transformed, rows.responseColumns, rowCount)
      }
      products = .plain(copy)
    case .grouped(let sums):
      products = .grouped(sums.replacingResponse(transformed, rows: rows))
    case .blocked(let sums):
      products = .blocked(sums.replacingResponse(transformed, rows: rows))
    }
    return LikelihoodProblem(
      self, basis: rows.basis, products: products,
      residualStandardDeviation: residualStandardDeviation)
  }

  /// The model of other columns, [X y] T, with T of p + 1 rows: without reading the rows again.
  ///
  /// The last column of T gives the response; the others, the design.
  func recombining(_ transform: Matrix) throws(MixedModelError) -> LikelihoodProblem {
    // Through a basis of the new columns: [X y] T N = (the columns at hand) inverse(M) T N.
    let change = basis.inverseMatrix * transform
    let found = try ResponseBasis(
      products: change.transposedProduct(responseProducts * change), rowCount: rowCount)
    let total = change * found.matrix
    if residual != nil {
      let rows = rows.recombining(total, basis: found)
      return LikelihoodProblem(
        self, rows: rows, basis: found,
        products: Self.products(rows, rows.columns, usesClasses: false),
        residualStandardDeviation: residualStandardDeviation)
    }
    let products: Products
    switch self.products {
    case .plain(let sums): products = .plain(sums.recombined(total))
    case .grouped(let sums): products = .grouped(sums.recombining(total))
    case .blocked(let sums): products = .blocked(sums.recombining(total))
    }
    return LikelihoodProblem(
      self, basis: found, products: products,
      residualStandardDeviation: residualStandardDeviation)
  }

  private var responseProducts: Matrix {
    let order = coefficientCount + 1
    let sums: DoubleBuffer
    switch products {
    case .plain(let buffer): sums = buffer
    case .grouped(let grouped): sums = grouped.products
    case .blocked(let blocked): sums = blocked.products
    }
    return Matrix(
      rows: order, columns: order, columnMajor: (0..<order * order).map { sums.base[$0] })
  }

  /// The same model with the residual standard deviation known, or estimated again.
  func fixingResidualStandardDeviation(_ sigma: Double?) -> LikelihoodProblem {
    LikelihoodProblem(self, residualStandardDeviation: sigma)
  }

  /// The same model by another criterion.
  func replacingCriterion(_ criterion: Criterion) -> LikelihoodProblem {
    LikelihoodProblem(
      self, criterion: criterion, residualStandardDeviation: residualStandardDeviation)
  }
}
