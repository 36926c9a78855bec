import Numerics

/// Which hypothesis the test of a term is.
public enum TermHypothesis: String, Sendable, Codable, CaseIterable {
  /// Type I: the term after those before it in the formula, by least squares.
  case sequential
  /// Type II: the term after all others that do not contain it, by least squares.
  case hierarchical
  /// Type III: no effect of the term averaged over the other factors with equal weights for their
  /// levels, and where the numbers that do not belong to it are zero. Free of the coding. As SAS and
  /// lmerTest where every combination of levels was observed.
  case unweighted
  /// The coefficients of the term as they are coded are all zero: with treatment contrasts a
  /// main effect is that at the reference levels. As nlme's marginal tests.
  case marginal
}

extension TermHypothesis {
  /// The hypothesis matrix of a term, one column per coefficient; nil where dropped columns leave it
  /// undetermined.
  ///
  /// - Parameter root: R with R'R the products by which terms are eliminated; X for least squares.
  func matrix(
    term: Int, _ design: FixedEffectsDesign, _ structure: FixedTerms, _ estimability: Estimability,
    root: Matrix
  ) throws -> Matrix? {
    let own = design.termOfColumn.indices.filter { design.termOfColumn[$0] == term }
    if own.isEmpty { return nil }
    switch self {
    case .marginal: return Matrix.identity(design.names.count).selectingColumns(own).transposed
    case .sequential: return try Self.eliminated(root, Array(design.names.indices), own)
    case .hierarchical:
      let after = design.termOfColumn.indices.filter { column in
        let other = design.termOfColumn[column]
        return other >= 0 && structure.contains(other, term)
      }
      // Contained in no other term, it is tested as in type III, as lmerTest does.
      if after.isEmpty {
        return try Self.unweighted.matrix(
          term: term, design, structure, estimability, root: root)
      }
      let late = Set(own + after)
      let before = design.names.indices.filter { !late.contains($0) }
      return try Self.eliminated(root, before + own + after, own)
    case .unweighted:
      // Of a term in no other, what can be estimated of its hypothesis is tested.
      return try estimability.estimable(
        Self.averaged(term, structure), inPart: structure.isOutermost(term))
    }
  }

  /// The rows of the transposed Cholesky factor of R'R, columns in this order, that belong to some
  /// columns: each is a column's effect after those before it, and what those after it add; the
  /// column's own weight is 1.
  private static func eliminated(
    _ root: Matrix, _ order: [Int], _ own: [Int]
  ) throws -> Matrix {
    let scales = order.map { column in
      1 / root.column(column).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let ordered = root.selectingColumns(order)
    var scaled = Matrix(rows: ordered.rows, columns: ordered.columns)
    for j in order.indices {
      for i in 0..<ordered.rows { scaled[i, j] = ordered[i, j] * scales[j] }
    }
    let lower = try CholeskyFactor(scaled.crossProduct()).lower
    var result = Matrix(rows: own.count, columns: order.count)
    for (row, column) in own.enumerated() {
      guard let position = order.firstIndex(of: column) else { continue }
      for later in position..<order.count {
        result[row, order[later]] =
          lower[later, position] / lower[position, position] * scales[position] / scales[later]
      }
    }
    return result
  }

  /// Differences of each of the term's factors from its first level (or every level, where the model
  /// has no margin without the factor), averaged over all other factors.
  private static func averaged(_ index: Int, _ structure: FixedTerms) -> [[Double]] {
    let term = structure.terms[index]
    var combinations: [[Int: [Double]]] = [[:]]
    for factor in term.factors {
      let count = structure.levels(ofFactor: factor).count
      let isFull = structure.hasEveryLevel(factor, term: index)
      let choices = ((isFull ? 0 : 1)..<count).map { level in
        (0..<count).map { $0 == level ? 1.0 : $0 == 0 && !isFull ? -1 : 0 }
      }
      combinations = combinations.flatMap { known in
        choices.map { choice in known.merging([factor: choice]) { $1 } }
      }
    }
    let alike = structure.terms.indices.filter { $0 == index || structure.contains($0, index) }
    let ones = [Double](repeating: 1, count: structure.numberCount)
    return combinations.map { weights in
      structure.row(numbers: ones, weights: weights) {
        alike.contains(structure.termOfColumn[$0])
      }
    }
  }
}
