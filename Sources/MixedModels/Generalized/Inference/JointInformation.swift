import Numerics

/// The observed information on all free parameters of a generalised model, in the basis of its
/// problem: half the Hessian of -2 log L.
///
/// By central differences of the analytic gradient, in steps of a thousandth of each parameter's
/// standard error as the approximate Hessian of the optimiser has it; the two halves of the
/// result are averaged. Parameters at a boundary have no curvature to speak of and are held.
struct JointInformation {
  /// Parameters that were moved, ascending.
  let free: [Int]
  /// In the order of `free`.
  let matrix: Matrix
}

extension JointInformation {
  /// - Parameter objective: with its value at the optimum; it is left elsewhere.
  /// - Throws: what the objective throws beside the optimum.
  init(
    _ objective: LaplaceObjective, at optimum: [Double], held: Set<Int>,
    relativeStep: Double = 1e-3
  ) throws {
    let first = objective.variables.lowerBound
    let free = objective.variables.filter { !held.contains($0) }
    let approximate = try objective.derivatives().hessian
    let scales = objective.parameterScales
    var differences = Matrix(rows: free.count, columns: free.count)
    for (column, place) in free.enumerated() {
      let curvature = approximate[place - first, place - first]
      let largest = 10 * scales[place]
      let deviation = curvature > 0 ? min((2 / curvature).squareRoot(), largest) : largest
      let step = relativeStep * deviation
      let above = try Self.gradient(objective, optimum, place, step)
      let below = try Self.gradient(objective, optimum, place, -step)
      for (row, other) in free.enumerated() {
        differences[row, column] = (above[other] - below[other]) / (4 * step)
      }
    }
    var matrix = differences
    for a in free.indices {
      for b in free.indices { matrix[a, b] = (differences[a, b] + differences[b, a]) / 2 }
    }
    self.free = free
    self.matrix = matrix
  }

  private static func gradient(
    _ objective: LaplaceObjective, _ optimum: [Double], _ place: Int, _ step: Double
  ) throws -> [Double] {
    var point = optimum
    point[place] += step
    _ = try objective.value(point)
    return objective.gradient()
  }
}

extension JointInformation {
  /// The inverse.
  ///
  /// - Parameters:
  ///   - names: of all parameters.
  ///   - isSingular: whether a covariance of random effects is: then there are directions in which
  ///     Lambda changes and the covariance does not, and they are left out.
  /// - Throws: `InferenceError.informationNotPositiveDefinite`.
  func inverse(names: [String], isSingular: Bool) throws -> Matrix {
    let order = matrix.rows
    guard order > 0 else { return matrix }
    let flat = (0..<order).filter { !(matrix[$0, $0] > 0 && matrix[$0, $0].isFinite) }
    guard flat.isEmpty else { throw failure(flat, names) }
    let scales = matrix.diagonal.map { 1 / $0.squareRoot() }
    let eigen = try SymmetricEigen(Self.scaled(matrix, by: scales))
    let least = eigen.values[0]
    guard least > Self.flatness || (isSingular && least > -Self.flatness) else {
      let direction = eigen.vectors.column(0)
      let largest = direction.reduce(0) { max($0, abs($1)) }
      throw failure((0..<order).filter { abs(direction[$0]) > 0.3 * largest }, names)
    }
    return Self.scaled(eigen.applying { $0 > Self.flatness ? 1 / $0 : 0 }, by: scales)
  }

  /// Eigenvalues of the information at unit diagonal below this may be errors of the differences.
  private static var flatness: Double { 1e-7 }

  private func failure(_ places: [Int], _ names: [String]) -> InferenceError {
    .informationNotPositiveDefinite(parameters: places.map { names[free[$0]] })
  }

  private static func scaled(_ matrix: Matrix, by scales: [Double]) -> Matrix {
    var result = matrix
    for a in scales.indices {
      for b in scales.indices { result[a, b] *= scales[a] * scales[b] }
    }
    return result
  }
}
