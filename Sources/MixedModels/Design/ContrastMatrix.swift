import Glibc

/// The columns that stand for a factor among the fixed effects.
struct ContrastMatrix: Sendable {
  let levelCount: Int
  /// levels x (levels - 1), by columns.
  private let elements: [Double]

  /// R's `contr.treatment`, `contr.sum`, `contr.helmert` or `contr.poly` of that many levels.
  init(_ coding: ContrastCoding, levelCount: Int) {
    self.levelCount = levelCount
    elements =
      switch coding {
      case .treatment: ContrastMatrix.columns(levelCount) { $0 == $1 + 1 ? 1 : 0 }
      case .sum: ContrastMatrix.columns(levelCount) { $0 == levelCount - 1 ? -1 : $0 == $1 ? 1 : 0 }
      case .helmert:
        ContrastMatrix.columns(levelCount) { $0 <= $1 ? -1 : $0 == $1 + 1 ? Double($1 + 1) : 0 }
      case .polynomial: ContrastMatrix.polynomials(levelCount)
      }
  }

  /// The elements of a column, one per level.
  subscript(column column: Int) -> ArraySlice<Double> {
    elements[(column * levelCount)..<((column + 1) * levelCount)]
  }

  /// What follows the factor's name in the name of a column: `1`, or `.L` for polynomials.
  static func label(_ column: Int, _ coding: ContrastCoding) -> String {
    guard coding == .polynomial else { return String(column + 1) }
    return column < 3 ? [".L", ".Q", ".C"][column] : "^\(column + 1)"
  }

  private static func columns(_ count: Int, _ element: (Int, Int) -> Double) -> [Double] {
    (0..<max(0, count - 1)).flatMap { column in (0..<count).map { element($0, column) } }
  }

  /// Orthonormal polynomials of degrees 1, 2, ... on 1, 2, ..., count, with positive leading
  /// coefficients: powers times the one before made orthogonal to all before, twice.
  private static func polynomials(_ count: Int) -> [Double] {
    let scores = (0..<count).map { Double($0) - Double(count - 1) / 2 }
    var basis = [[Double](repeating: 1 / Double(count).squareRoot(), count: count)]
    while basis.count < count {
      var next = zip(scores, basis[basis.count - 1]).map { $0 * $1 }
      for _ in 0..<2 {
        for known in basis {
          let along = zip(known, next).reduce(0) { $0 + $1.0 * $1.1 }
          for index in next.indices { next[index] -= along * known[index] }
        }
      }
      let norm = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      basis.append(next.map { $0 / norm })
    }
    return basis.dropFirst().flatMap { $0 }
  }
}
