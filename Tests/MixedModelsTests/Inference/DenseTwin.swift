import Numerics

@testable import MixedModels

/// The formulas of Kenward and Roger written out with n x n matrices, as pbkrtest does: a twin to
/// compare the q-dimensional way with. Only for small data.
struct DenseTwin {
  let x: Matrix
  let z: [Matrix]
  let random: [RandomEffectsDesign]
  let elements: CovarianceElements
  let sigma: Double
  /// inverse(V), V the covariance of the response.
  let inverse: Matrix
  /// inverse(X' V^-1 X).
  let covariance: Matrix
  /// The derivatives of V in the covariance elements and the residual variance.
  let derivatives: [Matrix]
  let first: [Matrix]
  let second: [[Matrix]]
  let information: Matrix
  let parameterCovariance: Matrix
  let adjusted: Matrix

  init(x: Matrix, random: [RandomEffectsDesign], theta: [[Double]], sigma: Double) throws {
    self.x = x
    self.random = random
    self.sigma = sigma
    let elements = CovarianceElements(random: random, theta: theta)
    let z = random.map(Self.incidence)
    let n = x.rows
    var derivatives = elements.elements.map { element in
      Self.derivative(z[element.factor], random[element.factor], element)
    }
    derivatives.append(.identity(n))
    let gammas = (elements.values + [1]).map { $0 * sigma * sigma }
    let v = zip(gammas, derivatives).reduce(Matrix(rows: n, columns: n)) { $0 + $1.0 * $1.1 }
    let inverse = try CholeskyFactor(v).inverse()
    let projected = inverse * x
    let phi = try CholeskyFactor(x.transposedProduct(projected)).inverse()
    let first = derivatives.map { -1 * projected.transposedProduct($0 * projected) }
    let moved = derivatives.map { $0 * projected }
    let second = moved.map { left in
      moved.map { left.transposedProduct(inverse * $0) }
    }
    let weighted = derivatives.map { inverse * $0 }
    let count = derivatives.count
    var information = Matrix(rows: count, columns: count)
    for r in 0..<count {
      for s in 0..<count {
        information[r, s] =
          Self.trace(weighted[r] * weighted[s]) - 2 * Self.trace(phi * second[r][s])
          + Self.trace(phi * first[r] * phi * first[s])
      }
    }
    let w = 2 * LUInverse.inverse(information)
    var u = Matrix(rows: phi.rows, columns: phi.columns)
    for r in 0..<count {
      for s in 0..<count { u = u + w[r, s] * (second[r][s] - first[r] * phi * first[s]) }
    }
    self.elements = elements
    self.z = z
    self.inverse = inverse
    covariance = phi
    self.derivatives = derivatives
    self.first = first
    self.second = second
    self.information = information
    parameterCovariance = w
    adjusted = phi + 2 * (phi * u * phi)
  }

  /// Z of one grouping factor: columns level * k + column.
  private static func incidence(_ design: RandomEffectsDesign) -> Matrix {
    var z = Matrix(rows: design.codes.count, columns: design.levels.count * design.width)
    for (row, code) in design.codes.enumerated() {
      for column in 0..<design.width {
        z[row, Int(code) * design.width + column] =
          design.columns[row + column * design.codes.count]
      }
    }
    return z
  }

  private static func derivative(
    _ z: Matrix, _ design: RandomEffectsDesign, _ element: CovarianceElement
  ) -> Matrix {
    var pattern = Matrix(rows: z.columns, columns: z.columns)
    for level in design.levels.indices {
      let (i, j) = (level * design.width + element.row, level * design.width + element.column)
      pattern[i, j] = 1
      pattern[j, i] = 1
    }
    return (z * pattern).productTransposed(z)
  }

  static func trace(_ matrix: Matrix) -> Double { matrix.diagonal.reduce(0, +) }

  /// Z' V0^-1 X, a factor after the other.
  var cross: [Matrix] { z.map { sigma * sigma * $0.transposedProduct(inverse * x) } }

  /// Z' V0^-1 Z of all factors.
  var projection: Matrix {
    let all = Matrix(
      rows: x.rows, columns: z.reduce(0) { $0 + $1.columns },
      columnMajor: z.flatMap { matrix in (0..<matrix.columns).flatMap { matrix.column($0) } })
    return sigma * sigma * all.transposedProduct(inverse * all)
  }

  /// The blocks of a single factor's levels.
  var faces: [Matrix] {
    let (c, width) = (projection, random[0].width)
    return random[0].levels.indices.map { level in
      Matrix(
        rows: (0..<width).map { i in
          (0..<width).map { c[level * width + i, level * width + $0] }
        })
    }
  }

  /// pbkrtest's `.KR_adjust`.
  func test(_ l: Matrix, _ coefficients: [Double]) throws -> (
    statistic: Double, scale: Double, degreesOfFreedom: Double
  ) {
    let theta = l.transposedProduct(
      LUInverse.inverse((l * covariance).productTransposed(l)) * l)
    let terms = first.map { theta * covariance * $0 * covariance }
    var (a1, a2) = (0.0, 0.0)
    for r in terms.indices {
      for s in terms.indices {
        a1 += parameterCovariance[r, s] * Self.trace(terms[r]) * Self.trace(terms[s])
        a2 += parameterCovariance[r, s] * Self.trace(terms[r] * terms[s])
      }
    }
    let q = Double(l.rows)
    let b = (a1 + 6 * a2) / (2 * q)
    let g = ((q + 1) * a1 - (q + 4) * a2) / ((q + 2) * a2)
    let d = 3 * q + 2 * (1 - g)
    let (c1, c2, c3) = (g / d, (q - g) / d, (q + 2 - g) / d)
    let ratio = (1 - a2 / q) / (1 - c2 * b)
    let rho = ratio * ratio * (1 + c1 * b) / (1 - c3 * b) / q
    let degreesOfFreedom = 4 + (q + 2) / (q * rho - 1)
    let scale = degreesOfFreedom * (1 - a2 / q) / (degreesOfFreedom - 2)
    let values = l * coefficients
    let solved =
      LUInverse.inverse((l * adjusted).productTransposed(l)) * values
    return (scale * dotProduct(values, solved) / q, scale, degreesOfFreedom)
  }
}

/// Inverses by LU, so that the twin shares no factorisation with what it checks.
enum LUInverse {
  static func inverse(_ matrix: Matrix) -> Matrix {
    guard let factor = try? LUFactor(matrix) else {
      return Matrix(rows: matrix.rows, columns: matrix.columns)
    }
    return factor.solve(.identity(matrix.rows))
  }
}
