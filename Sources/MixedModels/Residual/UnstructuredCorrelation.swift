import Glibc
import Numerics

/// A variance for every visit and a correlation for every pair of visits.
///
/// The covariance of all visits relative to the variance of the first is T T' with T lower
/// triangular and T(1, 1) = 1. Parameters are the other elements of T by columns, of the diagonal
/// their logarithms, so that any real values give a covariance (Pinheiro and Bates 1996, log-Cholesky
/// parameterisation). A group without some visits has the covariance of those it has.
struct UnstructuredCorrelation: ResidualCorrelation {
  /// A set of visits, ascending, and where the groups with these visits begin in sorted order.
  struct Pattern: Sendable {
    let visits: [Int]
    var starts: [Int]
  }

  let visitLevels: [String]
  let patterns: [Pattern]

  /// - Parameter visitCodes: in sorted order.
  init(
    visitCodes: [Int32], visitLevels: [String], order: GroupedRowOrder, groupLevels: [String]
  ) throws(ResidualDesignError) {
    self.visitLevels = visitLevels
    var patterns = [Pattern]()
    var indexOfPattern = [[Int]: Int]()
    for group in 0..<order.groupCount {
      let range = order.starts[group]..<order.starts[group + 1]
      let visits = visitCodes[range].map { Int($0) }
      for i in visits.indices.dropFirst() where visits[i] == visits[i - 1] {
        throw .repeatedVisit(
          row: order.row(range.lowerBound + i), group: groupLevels[Int(order.codes[group])],
          visit: visitLevels[visits[i]])
      }
      if let index = indexOfPattern[visits] {
        patterns[index].starts.append(range.lowerBound)
      } else {
        indexOfPattern[visits] = patterns.count
        patterns.append(Pattern(visits: visits, starts: [range.lowerBound]))
      }
    }
    self.patterns = patterns
    var together = Matrix(rows: visitLevels.count, columns: visitLevels.count)
    for visits in patterns.map(\.visits) {
      for first in visits { for second in visits { together[first, second] = 1 } }
    }
    for second in visitLevels.indices {
      for first in 0..<second where together[first, second] == 0 {
        throw .separateVisits(visitLevels[first], visitLevels[second])
      }
    }
  }

  private var visitCount: Int { visitLevels.count }

  /// Where the parameters stand in T.
  private var elements: [(row: Int, column: Int)] {
    (0..<visitCount).flatMap { column in
      (max(1, column)..<max(1, visitCount)).map { (row: $0, column: column) }
    }
  }

  var parameterNames: [String] {
    elements.map {
      let name = "cholesky[\(visitLevels[$0.row]),\(visitLevels[$0.column])]"
      return $0.row == $0.column ? "log \(name)" : name
    }
  }

  private var pairs: [(first: Int, second: Int)] {
    (0..<visitCount).flatMap { first in
      ((first + 1)..<max(first + 1, visitCount)).map { (first: first, second: $0) }
    }
  }

  var naturalNames: [String] {
    visitLevels.dropFirst().map { "ratio[\($0)]" }
      + pairs.map { "correlation[\(visitLevels[$0.first]),\(visitLevels[$0.second])]" }
  }

  /// T at these parameters.
  private func lower(_ parameters: [Double]) -> Matrix {
    var lower = Matrix(rows: visitCount, columns: visitCount)
    lower[0, 0] = 1
    for (element, value) in zip(elements, parameters) {
      lower[element.row, element.column] = element.row == element.column ? exp(value) : value
    }
    return lower
  }

  private func parameters(_ lower: Matrix) -> [Double] {
    elements.map {
      let value = lower[$0.row, $0.column] / lower[0, 0]
      return $0.row == $0.column ? log(value) : value
    }
  }

  /// Equal variances and correlations of 0.2.
  func start() -> [Double] {
    start(
      deviations: [Double](repeating: 1, count: visitCount),
      correlations: Matrix(rows: visitCount, columns: visitCount, repeating: 0.2))
  }

  /// From the mean squares and products of the rows there are, drawn towards independence until
  /// they are a covariance.
  func start(fromResiduals residuals: [Double]) -> [Double] {
    var products = Matrix(rows: visitCount, columns: visitCount)
    var squares = products
    var counts = products
    for pattern in patterns {
      for (i, first) in pattern.visits.enumerated() {
        for (j, second) in pattern.visits.enumerated() {
          counts[first, second] += Double(pattern.starts.count)
          for start in pattern.starts {
            let (left, right) = (residuals[start + i], residuals[start + j])
            products[first, second] += left * right
            squares[first, second] += left * left
          }
        }
      }
    }
    let variances = (0..<visitCount).map { products[$0, $0] / counts[$0, $0] }
    guard variances.allSatisfy({ $0 > 0 }) else { return start() }
    var correlations = products
    for i in 0..<visitCount {
      for j in 0..<visitCount {
        let square = (squares[i, j] * squares[j, i]).squareRoot()
        correlations[i, j] = square > 0 ? products[i, j] / square : 0
      }
    }
    return start(deviations: variances.map { $0.squareRoot() }, correlations: correlations)
  }

  private func start(deviations: [Double], correlations: Matrix) -> [Double] {
    for step in 0..<10 {
      let kept = 0.95 * (1 - Double(step) / 10)
      var covariance = correlations
      for i in deviations.indices {
        for j in deviations.indices {
          covariance[i, j] =
            deviations[i] * deviations[j] * (i == j ? 1 : kept * correlations[i, j])
        }
      }
      if let factor = try? CholeskyFactor(covariance) { return parameters(factor.lower) }
    }
    return parameters(Matrix(diagonal: deviations))
  }

  func factor(_ parameters: [Double]) throws(LinearAlgebraError) -> any CorrelationFactor {
    let lower = lower(parameters)
    var factors = [UnstructuredFactor.PatternFactor]()
    for pattern in patterns {
      factors.append(try .init(pattern, rows: selectRows(pattern.visits, of: lower)))
    }
    let places = elements.map { element in
      UnstructuredFactor.Element(
        row: element.row, column: element.column,
        rate: element.row == element.column ? lower[element.row, element.column] : 1)
    }
    return UnstructuredFactor(factors: factors, elements: places)
  }

  private func selectRows(_ rows: [Int], of matrix: Matrix) -> Matrix {
    Matrix(
      rows: rows.count, columns: matrix.columns,
      columnMajor: (0..<matrix.columns).flatMap { column in rows.map { matrix[$0, column] } })
  }

  func natural(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let lower = lower(parameters)
    let rows = (0..<visitCount).map { lower.row($0) }
    let deviations = rows.map { dotProduct($0, $0).squareRoot() }
    let correlations = pairs.map {
      dotProduct(rows[$0.first], rows[$0.second])
        / (deviations[$0.first] * deviations[$0.second])
    }
    let values = deviations.dropFirst() + correlations
    var jacobian = Matrix(rows: values.count, columns: parameters.count)
    for (p, element) in elements.enumerated() {
      let (row, column) = element
      let rate = row == column ? lower[row, column] : 1
      let deviationRate = rate * lower[row, column] / deviations[row]
      jacobian[row - 1, p] = deviationRate
      for (k, pair) in pairs.enumerated() where pair.first == row || pair.second == row {
        let other = pair.first == row ? pair.second : pair.first
        jacobian[visitCount - 1 + k, p] =
          rate * lower[other, column] / (deviations[row] * deviations[other])
          - correlations[k] * deviationRate / deviations[row]
      }
    }
    return (Array(values), jacobian)
  }

  /// Visits whose variance given the earlier visits is a negligible share of their variance.
  func boundaries(_ parameters: [Double]) -> [ResidualStructure.Boundary] {
    let lower = lower(parameters)
    return (1..<max(1, visitCount)).filter {
      let row = lower.row($0)
      let share = lower[$0, $0] * lower[$0, $0] / dotProduct(row, row)
      return share < ResidualStructure.Boundary.tolerance
    }.map { .init(name: visitLevels[$0], kind: .determined) }
  }
}
