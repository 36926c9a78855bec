import Glibc
import Numerics

/// The covariance matrix T = L L' of the outcomes; the parameters are L by rows, lower triangle.
struct UnstructuredCovariance: RandomEffectsCovariance {
  let outcomes: [String]

  var order: Int { outcomes.count }
  var parameterCount: Int { order * (order + 1) / 2 }

  func starts(variance: Double) -> [[Double]] {
    // Below, a common correlation is possible from -1 / (q - 1) on.
    let lowest = -0.6 / Double(max(1, order - 1))
    return [(1, 0), (1, 0.6), (1, lowest), (0.02, 0)].map { size, correlation in
      start(variance: size * variance, correlation: correlation)
    }
  }

  private func start(variance: Double, correlation: Double) -> [Double] {
    let common = Matrix.symmetric(order: order) { i, j in
      i == j ? variance : correlation * variance
    }
    return parameters(common, order: Array(0..<order))
  }

  /// L of a matrix of all outcomes with its rows in another order; near to it if it is singular.
  func parameters(_ matrix: Matrix, order places: [Int]) -> [Double] {
    let ridge = 1e-10 * matrix.largestMagnitude
    let moved = Matrix.symmetric(order: order) { i, j in
      matrix[places[i], places[j]] + (i == j ? ridge : 0)
    }
    guard let lower = (try? CholeskyFactor(moved))?.lower else {
      return [Double](repeating: 0, count: parameterCount)
    }
    return (0..<order).flatMap { i in (0...i).map { lower[i, $0] } }
  }

  /// T of all outcomes.
  func matrix(at theta: [Double]) -> Matrix { lower(theta).outerProduct() }

  private func lower(_ theta: [Double]) -> Matrix {
    var result = Matrix(rows: order, columns: order)
    for r in 0..<parameterCount {
      let (a, b) = Self.place(r)
      result[a, b] = theta[r]
    }
    return result
  }

  /// Row and column of a parameter.
  private static func place(_ r: Int) -> (row: Int, column: Int) {
    var (row, first) = (0, 0)
    while first + row < r {
      first += row + 1
      row += 1
    }
    return (row, r - first)
  }

  func covariance(of block: StudyBlock, at theta: [Double]) -> Matrix {
    spread(matrix(at: theta), block)
  }

  /// dT / dL(a, b) = e_a l_b' + l_b e_a', l_b the column b of L.
  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int) -> Matrix {
    let ((a, b), lower) = (Self.place(r), lower(theta))
    let change = Matrix.symmetric(order: order) { i, j in
      (i == a ? lower[j, b] : 0) + (j == a ? lower[i, b] : 0)
    }
    return spread(change, block)
  }

  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int, _ s: Int) -> Matrix? {
    let (first, second) = (Self.place(r), Self.place(s))
    guard first.column == second.column else { return nil }
    let change = Matrix.symmetric(order: order) { i, j in
      (i == first.row && j == second.row ? 1 : 0) + (j == first.row && i == second.row ? 1 : 0)
    }
    return spread(change, block)
  }

  /// Of all outcomes to the effects of a study.
  private func spread(_ matrix: Matrix, _ block: StudyBlock) -> Matrix {
    Matrix.symmetric(order: block.count) { matrix[block.labels[$0], block.labels[$1]] }
  }

  func units(scale: Double) -> [Double] { [Double](repeating: scale, count: parameterCount) }

  func snapped(_ theta: [Double], scale: Double) -> [Double] {
    var result = theta
    for row in 0..<order {
      let first = row * (row + 1) / 2
      let places = first...(first + row)
      let size = places.reduce(0) { $0 + theta[$1] * theta[$1] }.squareRoot()
      if size <= Self.reach * scale {
        for place in places { result[place] = 0 }
      } else if abs(theta[first + row]) <= Self.reach * size {
        result[first + row] = 0
      }
    }
    return result
  }

  func components(at theta: [Double]) -> [VarianceComponent] {
    zip(outcomes, matrix(at: theta).diagonal).map { name, variance in
      VarianceComponent(name: name, variance: variance, state: variance > 0 ? .estimated : .zero)
    }
  }

  func correlations(at theta: [Double]) -> [EffectCorrelation] {
    let matrix = matrix(at: theta)
    return (0..<order).flatMap { i in
      (0..<i).map { j in
        let names = [outcomes[j], outcomes[i]]
        let scale = (matrix[i, i] * matrix[j, j]).squareRoot()
        guard scale > 0 else {
          return EffectCorrelation(outcomes: names, value: nil, state: .undefined)
        }
        let value = matrix[i, j] / scale
        let isAtLimit = abs(value) > 1 - 1e-12
        return EffectCorrelation(
          outcomes: names, value: isAtLimit ? value.rounded() : value,
          state: isAtLimit ? .atLimit : .estimated)
      }
    }
  }
}
