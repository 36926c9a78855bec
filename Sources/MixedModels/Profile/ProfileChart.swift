import Glibc
import Numerics

/// The points at which one parameter has a given value, seen through free coordinates.
///
/// A point holds the covariance parameters (theta, residual) and, where sigma is a variable of its
/// own, log sigma after them. The coordinates are local: they are centred at a point, where all
/// are 0. Nothing here has an edge at a zero of Lambda, so an inner minimum at the boundary of the
/// other parameters is an ordinary minimum.
protocol ProfileChart {
  /// The number of free coordinates.
  var dimension: Int { get }
  /// The point with the parameter at `value` and these coordinates.
  func point(_ coordinates: [Double], value: Double) -> [Double]
  /// The derivatives of the point: a column for each coordinate, and those in the value.
  func derivatives(
    _ coordinates: [Double], value: Double
  ) -> (coordinates: Matrix, value: [Double])
}

/// Fixed effects: the parameter is not part of the point, all elements of which are free.
struct FreeChart: ProfileChart {
  let center: [Double]

  var dimension: Int { center.count }

  func point(_ coordinates: [Double], value: Double) -> [Double] {
    zip(center, coordinates).map { $0 + $1 }
  }

  func derivatives(
    _ coordinates: [Double], value: Double
  ) -> (coordinates: Matrix, value: [Double]) {
    (.identity(dimension), [Double](repeating: 0, count: dimension))
  }
}

/// Sigma: the value is log sigma, the last element of the point.
struct SigmaChart: ProfileChart {
  /// Without log sigma.
  let center: [Double]

  var dimension: Int { center.count }

  func point(_ coordinates: [Double], value: Double) -> [Double] {
    zip(center, coordinates).map { $0 + $1 } + [value]
  }

  func derivatives(
    _ coordinates: [Double], value: Double
  ) -> (coordinates: Matrix, value: [Double]) {
    var identity = Matrix(rows: dimension + 1, columns: dimension)
    for index in 0..<dimension { identity[index, index] = 1 }
    var last = [Double](repeating: 0, count: dimension + 1)
    last[dimension] = 1
    return (identity, last)
  }
}

/// A standard deviation s = sigma |row| of a random effect: its row of Lambda is (s / sigma) n
/// with n on the unit sphere, seen through its tangent plane.
struct StandardDeviationChart: ProfileChart {
  let center: [Double]
  let row: [Int]
  /// nil where log sigma is the last element of the point.
  let knownSigma: Double?
  private let plain: [Int]
  private let direction: [Double]
  private let tangents: [[Double]]

  init(center: [Double], row: [Int], knownSigma: Double?) {
    self.center = center
    self.row = row
    self.knownSigma = knownSigma
    plain = center.indices.filter { !row.contains($0) }
    direction = unitVector(row.map { center[$0] }) ?? unitAxis(row.count - 1, row.count)
    tangents = orthogonalComplement([direction], dimension: row.count)
  }

  var dimension: Int { plain.count + tangents.count }

  private func sigma(_ coordinates: [Double]) -> Double {
    knownSigma ?? exp(center[center.count - 1] + coordinates[plain.count - 1])
  }

  private func sphere(_ coordinates: [Double]) -> [Double] {
    combination(direction, tangents, coordinates[plain.count...])
  }

  func point(_ coordinates: [Double], value: Double) -> [Double] {
    var point = center
    for (index, position) in plain.enumerated() { point[position] += coordinates[index] }
    let vector = sphere(coordinates)
    let scale = value / sigma(coordinates) / norm(vector)
    for (index, position) in row.enumerated() { point[position] = scale * vector[index] }
    return point
  }

  func derivatives(
    _ coordinates: [Double], value: Double
  ) -> (coordinates: Matrix, value: [Double]) {
    var jacobian = Matrix(rows: center.count, columns: dimension)
    for (index, position) in plain.enumerated() { jacobian[position, index] = 1 }
    let vector = sphere(coordinates)
    let length = norm(vector)
    let unit = vector.map { $0 / length }
    let sigma = sigma(coordinates)
    var slope = [Double](repeating: 0, count: center.count)
    for (index, position) in row.enumerated() {
      slope[position] = unit[index] / sigma
      if knownSigma == nil { jacobian[position, plain.count - 1] = -value / sigma * unit[index] }
    }
    for (number, tangent) in tangents.enumerated() {
      let change = projected(tangent, off: unit)
      for (index, position) in row.enumerated() {
        jacobian[position, plain.count + number] = value / sigma * change[index] / length
      }
    }
    return (jacobian, slope)
  }
}

/// A correlation sin(omega) of two random effects, the later one's row of Lambda being
/// tau (sin(omega) u + cos(omega) w): u the direction of the other row, w a unit vector
/// orthogonal to it. The value is omega, between -pi / 2 and pi / 2.
struct CorrelationChart: ProfileChart {
  let center: [Double]
  let row: [Int]
  let other: [Int]
  private let plain: [Int]
  private let length: Double
  private let direction: [Double]
  private let tangents: [[Double]]

  /// - Precondition: neither row is zero at the center.
  init(center: [Double], row: [Int], other: [Int]) {
    self.center = center
    self.row = row
    self.other = other
    plain = center.indices.filter { !row.contains($0) }
    let values = row.map { center[$0] }
    length = norm(values)
    let along = Self.padded(unitVector(other.map { center[$0] }) ?? [1], row.count)
    let across = projected(values, off: along)
    // The last element of the row has no counterpart in the other: that axis is orthogonal to u.
    direction =
      (norm(across) > 1e-10 * length ? unitVector(across) : nil)
      ?? unitAxis(row.count - 1, row.count)
    tangents = orthogonalComplement([along, direction], dimension: row.count)
  }

  var dimension: Int { plain.count + 1 + tangents.count }

  private static func padded(_ vector: [Double], _ count: Int) -> [Double] {
    vector + [Double](repeating: 0, count: count - vector.count)
  }

  private struct Frame {
    var tau: Double
    var otherLength: Double
    var u: [Double]
    var z: [Double]
    var acrossLength: Double
    var w: [Double]
  }

  private func frame(_ coordinates: [Double], _ point: [Double]) -> Frame {
    let otherValues = other.map { point[$0] }
    let u = Self.padded(unitVector(otherValues) ?? unitAxis(0, other.count), row.count)
    let z = combination(direction, tangents, coordinates[(plain.count + 1)...])
    let across = projected(z, off: u)
    let acrossLength = norm(across)
    return Frame(
      tau: length + coordinates[plain.count], otherLength: norm(otherValues), u: u, z: z,
      acrossLength: acrossLength, w: across.map { $0 / acrossLength })
  }

  private func plainPoint(_ coordinates: [Double]) -> [Double] {
    var point = center
    for (index, position) in plain.enumerated() { point[position] += coordinates[index] }
    return point
  }

  func point(_ coordinates: [Double], value: Double) -> [Double] {
    var point = plainPoint(coordinates)
    let frame = frame(coordinates, point)
    let (sine, cosine) = (sin(value), cos(value))
    for (index, position) in row.enumerated() {
      point[position] = frame.tau * (sine * frame.u[index] + cosine * frame.w[index])
    }
    return point
  }

  func derivatives(
    _ coordinates: [Double], value: Double
  ) -> (coordinates: Matrix, value: [Double]) {
    let frame = frame(coordinates, plainPoint(coordinates))
    let (sine, cosine) = (sin(value), cos(value))
    var jacobian = Matrix(rows: center.count, columns: dimension)
    var slope = [Double](repeating: 0, count: center.count)
    for (index, position) in plain.enumerated() { jacobian[position, index] = 1 }
    func setRow(_ column: Int, _ u: [Double], _ w: [Double], _ scale: Double) {
      for (index, position) in row.enumerated() {
        jacobian[position, column] = scale * (sine * u[index] + cosine * w[index])
      }
    }
    for (index, position) in row.enumerated() {
      slope[position] = frame.tau * (cosine * frame.u[index] - sine * frame.w[index])
    }
    setRow(plain.count, frame.u, frame.w, 1)
    let still = [Double](repeating: 0, count: row.count)
    for (number, tangent) in tangents.enumerated() {
      let change = turned(frame, across: projected(tangent, off: frame.u))
      setRow(plain.count + 1 + number, still, change, frame.tau)
    }
    for (index, position) in other.enumerated() where frame.otherLength > 0 {
      guard let column = plain.firstIndex(of: position) else { continue }
      let du = projected(unitAxis(index, row.count), off: frame.u).map { $0 / frame.otherLength }
      let (uz, duz) = (shortDotProduct(frame.u, frame.z), shortDotProduct(du, frame.z))
      let across = zip(du, frame.u).map { -$0 * uz - $1 * duz }
      setRow(column, du, turned(frame, across: across), frame.tau)
    }
    return (jacobian, slope)
  }

  /// The change of w for a change of the vector that it is the direction of.
  private func turned(_ frame: Frame, across: [Double]) -> [Double] {
    projected(across, off: frame.w).map { $0 / frame.acrossLength }
  }
}
