import Glibc

/// The weighted least squares of one set of effects, evaluated at any value t of tau^2.
///
/// Works on the residuals of y after unweighted least squares, in the orthonormal basis Z of the
/// design, so that large means and ill-scaled moderators cost no digits. One buffer is allocated
/// for a set; evaluations allocate nothing and cost O(k p^2).
final class PoolingKernel {
  let studies: Int
  let columns: Int
  /// y' M y, the unweighted residual sum of squares.
  let residualSumOfSquares: Double
  /// The sum of (y_i - mean y)^2.
  let spread: Double
  let smallestVariance: Double

  private let storage: UnsafeMutablePointer<Double>
  /// Residuals of unweighted least squares, variances, Z by rows, and the last weights.
  let y: UnsafeMutablePointer<Double>
  let v: UnsafeMutablePointer<Double>
  let z: UnsafeMutablePointer<Double>
  let weights: UnsafeMutablePointer<Double>
  /// Coefficients of the unweighted fit, and what the last evaluation adds to them.
  private let offset: UnsafeMutablePointer<Double>
  private let shift: UnsafeMutablePointer<Double>
  private let right: UnsafeMutablePointer<Double>
  private let product: UnsafeMutablePointer<Double>
  /// Z' W Z and its inverse, Z' W^2 Z, Z' W^3 Z, scratch.
  private let system: UnsafeMutablePointer<Double>
  private let inverse: UnsafeMutablePointer<Double>
  private let second: UnsafeMutablePointer<Double>
  private let third: UnsafeMutablePointer<Double>
  private let scratch: UnsafeMutablePointer<Double>

  /// Sums at one value of t, P = W - W Z inverse(Z' W Z) Z' W.
  struct Moments {
    /// sum w, sum w^2.
    var weightSum = 0.0
    var squaredWeightSum = 0.0
    /// tr P, tr P P.
    var trace = 0.0
    var squaredTrace = 0.0
    /// y' P y, y' P P y, y' P P P y.
    var quadratic = 0.0
    var squaredQuadratic = 0.0
    var cubedQuadratic = 0.0
  }

  init(effects: [StudyEffect], design: PoolingDesign) {
    let (k, p) = (effects.count, design.columns)
    studies = k
    columns = p
    let count = 3 * k + k * p + 4 * p + 5 * p * p
    storage = .allocate(capacity: count)
    storage.initialize(repeating: 0, count: count)
    y = storage
    v = y + k
    weights = v + k
    z = weights + k
    offset = z + k * p
    shift = offset + p
    right = shift + p
    product = right + p
    system = product + p
    inverse = system + p * p
    second = inverse + p * p
    third = second + p * p
    scratch = third + p * p
    for i in 0..<k {
      v[i] = effects[i].variance
      for a in 0..<p {
        z[i * p + a] = design.basis[i * p + a]
        offset[a] += z[i * p + a] * effects[i].estimate
      }
    }
    let mean = effects.reduce(0) { $0 + $1.estimate } / Double(k)
    spread = effects.reduce(0) { $0 + ($1.estimate - mean) * ($1.estimate - mean) }
    var (sum, smallest) = (0.0, Double.infinity)
    for i in 0..<k {
      var fitted = 0.0
      for a in 0..<p { fitted += z[i * p + a] * offset[a] }
      y[i] = effects[i].estimate - fitted
      sum += y[i] * y[i]
      smallest = min(smallest, v[i])
    }
    residualSumOfSquares = sum
    smallestVariance = smallest
  }

  deinit { storage.deallocate() }

  var degreesOfFreedom: Int { studies - columns }

  /// Coefficients of the basis at the last evaluation.
  func basisCoefficients() -> [Double] { (0..<columns).map { offset[$0] + shift[$0] } }

  /// Coefficients of the unweighted fit, to which those of the residuals `y` are added.
  func basisOffset() -> [Double] { (0..<columns).map { offset[$0] } }

  /// inverse(Z' W Z) by rows at the last evaluation.
  func basisCovariance() -> [Double] { (0..<(columns * columns)).map { inverse[$0] } }

  /// Z' W^2 Z and Z' W^3 Z by rows at the last evaluation.
  func higherSystems() -> (second: [Double], third: [Double]) {
    let places = 0..<(columns * columns)
    return (places.map { second[$0] }, places.map { third[$0] })
  }

  /// The sums at tau^2 = t.
  func moments(_ t: Double) -> Moments {
    let p = columns
    var sums = Moments()
    // right, product and the five matrices lie side by side.
    right.update(repeating: 0, count: 2 * p + 5 * p * p)
    for i in 0..<studies {
      let w = 1 / (v[i] + t)
      weights[i] = w
      let (w2, row) = (w * w, z + i &* p)
      sums.weightSum += w
      sums.squaredWeightSum += w2
      for a in 0..<p {
        let weighted = w * row[a]
        right[a] += weighted * y[i]
        for b in 0...a {
          let term = weighted * row[b]
          let place = a &* p &+ b
          system[place] += term
          second[place] += w * term
          third[place] += w2 * term
        }
      }
    }
    invertSystem()
    for a in 0..<p {
      shift[a] = 0
      for b in 0..<p { shift[a] += inverse[a &* p &+ b] * right[b] }
    }
    accumulateQuadratics(&sums)
    accumulateTraces(&sums)
    return sums
  }

  private func accumulateQuadratics(_ sums: inout Moments) {
    let p = columns
    for i in 0..<studies {
      let row = z + i &* p
      var residual = y[i]
      for a in 0..<p { residual -= row[a] * shift[a] }
      let weighted = weights[i] * residual
      let twice = weights[i] * weighted
      sums.quadratic += weighted * residual
      sums.squaredQuadratic += weighted * weighted
      sums.cubedQuadratic += twice * weighted
      for a in 0..<p { product[a] += row[a] * twice }
    }
    for a in 0..<p {
      for b in 0..<p {
        sums.cubedQuadratic -= product[a] * inverse[a &* p &+ b] * product[b]
      }
    }
  }

  private func accumulateTraces(_ sums: inout Moments) {
    let p = columns
    mirror(second)
    mirror(third)
    var (first, last) = (0.0, 0.0)
    for place in 0..<(p &* p) {
      first += inverse[place] * second[place]
      last += inverse[place] * third[place]
    }
    for a in 0..<p {
      for b in 0..<p {
        var sum = 0.0
        for c in 0..<p { sum += inverse[a &* p &+ c] * second[c &* p &+ b] }
        scratch[a &* p &+ b] = sum
      }
    }
    var square = 0.0
    for a in 0..<p {
      for b in 0..<p { square += scratch[a &* p &+ b] * scratch[b &* p &+ a] }
    }
    sums.trace = sums.weightSum - first
    sums.squaredTrace = sums.squaredWeightSum - 2 * last + square
  }

  /// inverse(Z' W Z) by elimination without pivoting: the matrix is positive definite.
  private func invertSystem() {
    let p = columns
    if p == 1 {
      inverse[0] = 1 / system[0]
      return
    }
    mirror(system)
    for place in 0..<(p &* p) { scratch[place] = system[place] }
    for a in 0..<p { inverse[a &* p &+ a] = 1 }
    for a in 0..<p {
      let pivot = 1 / scratch[a &* p &+ a]
      for b in 0..<p {
        scratch[a &* p &+ b] *= pivot
        inverse[a &* p &+ b] *= pivot
      }
      for c in 0..<p where c != a {
        let factor = scratch[c &* p &+ a]
        for b in 0..<p {
          scratch[c &* p &+ b] -= factor * scratch[a &* p &+ b]
          inverse[c &* p &+ b] -= factor * inverse[a &* p &+ b]
        }
      }
    }
    for a in 0..<p {
      for b in 0..<a {
        let middle = 0.5 * (inverse[a &* p &+ b] + inverse[b &* p &+ a])
        inverse[a &* p &+ b] = middle
        inverse[b &* p &+ a] = middle
      }
    }
  }

  private func mirror(_ matrix: UnsafeMutablePointer<Double>) {
    for a in 0..<columns {
      for b in 0..<a { matrix[b &* columns &+ a] = matrix[a &* columns &+ b] }
    }
  }

  /// log det(Z' W Z) at the last evaluation, by the pivots of its Cholesky factor.
  func logDeterminantOfSystem() -> Double {
    let p = columns
    if p == 1 { return log(system[0]) }
    for place in 0..<(p &* p) { scratch[place] = system[place] }
    var sum = 0.0
    for a in 0..<p {
      let pivot = scratch[a &* p &+ a]
      sum += log(pivot)
      for c in (a + 1)..<max(p, a + 1) {
        let factor = scratch[c &* p &+ a] / pivot
        for b in a..<p { scratch[c &* p &+ b] -= factor * scratch[a &* p &+ b] }
      }
    }
    return sum
  }
}
