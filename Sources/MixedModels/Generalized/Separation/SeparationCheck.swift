import Numerics

/// Whether the maximum likelihood estimates of a generalised model's coefficients exist: for counts
/// with the log link, and for events among trials with the logit, probit or cloglog link.
///
/// Random effects, offsets and weights do not matter. Nothing depends on the units of the columns,
/// the coding of the model or the order of the rows.
struct SeparationCheck {
  /// What a row asks of a direction d.
  enum Side: Sendable {
    /// x'd = 0: the likelihood has a maximum in the predictor.
    case inner
    /// x'd <= 0: no events.
    case noEvents
    /// x'd >= 0: only events.
    case onlyEvents
    /// Nothing: no trials.
    case noTrials
  }

  let design: Matrix
  let names: [String]
  /// For each column its term, to find reference levels; columns of one term that are zeros and
  /// ones are taken for the levels of one factor.
  let termOfColumn: [Int]
  let sides: [Side]

  /// - Parameters:
  ///   - design: X, n x p, of full column rank.
  ///   - names: of the p columns.
  ///   - termOfColumn: for each column its term; empty: every column is a term of its own.
  ///   - response: counts, or events among the trials.
  ///   - trials: of a binomial response; empty: one each.
  init(
    design: Matrix, names: [String], termOfColumn: [Int] = [], family: ResponseFamily,
    response: [Double], trials: [Double] = []
  ) {
    precondition(design.rows == response.count && design.columns == names.count)
    self.design = design
    self.names = names
    self.termOfColumn = termOfColumn.isEmpty ? Array(names.indices) : termOfColumn
    sides = response.enumerated().map { row, y in
      let all = family == .binomial ? (trials.isEmpty ? 1 : trials[row]) : .infinity
      if family == .gaussian { return .inner }
      if all <= 0 { return .noTrials }
      return y <= 0 ? .noEvents : y >= all ? .onlyEvents : .inner
    }
  }

  /// The separation of the rows; nil where the estimates exist.
  ///
  /// - Complexity: O(n p^2).
  /// - Throws: `LinearAlgebraError` where X is not finite or not of full column rank.
  func find() throws(LinearAlgebraError) -> Separation? {
    guard design.columns > 0, sides.contains(where: { $0 == .noEvents || $0 == .onlyEvents }) else {
      return nil
    }
    let factored = try PivotedQR(design, tolerance: 1e-13)
    guard factored.rank == design.columns else {
      throw .rankDeficient(rank: factored.rank, columns: design.columns)
    }
    // Q' = inverse(R)' P'X': rows in an orthonormal basis, where units and coding are gone.
    let rows = try factored.upper.solveTriangular(
      .upper, transposed: true, design.selectingColumns(factored.permutation).transposed)
    guard let interior = try SeparationCone(rows, sides: sides).interior() else { return nil }
    let pivoted = try factored.upper.solveTriangular(.upper, Matrix(column: interior.direction))
    var direction = [Double](repeating: 0, count: design.columns)
    for (position, column) in factored.permutation.enumerated() {
      direction[column] = pivoted[position, 0]
    }
    direction = scaled(direction, rows: interior.rows)
    return Separation(
      isComplete: interior.rows.count == sides.count { $0 != .noTrials }, direction: direction,
      coefficients: direction.indices.filter { direction[$0] != 0 }.map {
        Separation.Coefficient(name: names[$0], isIncreasing: direction[$0] > 0)
      },
      rows: interior.rows, causes: causes())
  }

  /// The direction with zeros for what rounding alone has made of a coefficient, measured by what
  /// its column adds to the predictor; the largest |x'd| is 1.
  private func scaled(_ direction: [Double], rows: [Int]) -> [Double] {
    let parts = direction.indices.map {
      abs(direction[$0]) * design.column($0).reduce(0) { max($0, abs($1)) }
    }
    let smallest = 1e-8 * (parts.max() ?? 0)
    let clean = direction.indices.map { parts[$0] > smallest ? direction[$0] : 0 }
    let change = design * clean
    let largest = rows.reduce(0) { max($0, abs(change[$1])) }
    return clean.map { $0 / largest }
  }
}
