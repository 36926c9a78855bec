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
