import Glibc
import Numerics

/// Penalised least squares of a model with one grouping factor, level by level or class by class.
///
/// With A = Z_j'Z_j, H = Lambda'A Lambda + I and M = Lambda inverse(H) Lambda', the rest of Omega
/// is C - sum of B_j' M B_j, B_j = Z_j'[X y]; and inverse(V_j) = I - Z_j M Z_j'.
final class GroupedFactor: PenalizedFactor {
  private(set) var data: GroupedProducts
  let k: Int
  let m: Int
  /// The classes where they are used, else the levels.
  let itemCount: Int
  let lambda: DoubleBuffer
  /// Lambda inverse(H) and M of every item.
  let solved: DoubleBuffer
  let marginal: DoubleBuffer
  /// The m x m factor of what is left of [X y]'[X y].
  let response: DoubleBuffer
  let scratch: DoubleBuffer

  init(_ data: GroupedProducts) {
    self.data = data
    k = data.term.width
    m = data.responses
    itemCount = data.moments == nil ? data.term.levelCount : data.representatives.count
    lambda = DoubleBuffer(count: k * k)
    solved = DoubleBuffer(count: k * k * itemCount)
    marginal = DoubleBuffer(count: k * k * itemCount)
    response = DoubleBuffer(count: m * m)
    scratch = DoubleBuffer(count: 8 * k * k + 4 * k * m + 2 * m * m)
  }

  /// Takes other data of the same shape.
  func replaceData(_ data: GroupedProducts) {
    precondition(
      data.term.levelCount == self.data.term.levelCount && data.responses == m
        && (data.moments == nil) == (self.data.moments == nil), "data of another shape")
    self.data = data
  }

  var responseFactor: MutableMatrixView { response.view(rows: m, columns: m) }

  /// Z'Z of an item.
  @inline(__always)
  func face(_ item: Int) -> UnsafeMutablePointer<Double> {
    data.faces.base + (data.moments == nil ? item : data.representatives[item]) * k * k
  }

  /// How many levels an item stands for.
  @inline(__always)
  func weight(_ item: Int) -> Double { data.moments == nil ? 1 : data.classSizes[item] }

  func factor(_ theta: [Double]) throws -> FactorSums {
    lambda.clear()
    for (value, place) in zip(theta, data.term.free) {
      lambda.base[place.row + place.column * k] = value
    }
    response.base.update(from: data.products.base, count: m * m)
    var logarithm = 0.0
    var determinant = 1.0
    for item in 0..<itemCount {
      let pivots = k == 1 ? solveScalar(item) : try solveFace(item)
      if data.moments == nil {
        subtractLevel(item)
        determinant *= pivots
        if determinant > 1e140 {
          logarithm += log(determinant)
          determinant = 1
        }
      } else {
        logarithm += data.classSizes[item] * log(pivots)
        subtractClass(item)
      }
    }
    logarithm += log(determinant)
    do { try responseFactor.factorCholesky() } catch {
      if case .notPositiveDefinite(let order) = error, order == m {
        throw MixedModelError.perfectFit
      }
      throw MixedModelError.designNotOfFullRank
    }
    var fixed = 0.0
    for c in 0..<(m - 1) { fixed += 2 * log(response.base[c + c * m]) }
    let root = response.base[m * m - 1]
    return FactorSums(
      logDeterminantRandom: logarithm, logDeterminantFixed: fixed, residual: root * root)
  }

  /// One effect per level: det H.
  @inline(__always)
  private func solveScalar(_ item: Int) -> Double {
    let theta = lambda.base[0]
    let h = theta * theta * face(item)[0] + 1
    solved.base[item] = theta / h
    marginal.base[item] = theta * theta / h
    return h
  }

  /// Fills Lambda inverse(H) and M of an item: det H.
  private func solveFace(_ item: Int) throws -> Double {
    let (k, a) = (self.k, face(item))
    let l = lambda.base
    let (product, h) = (scratch.base, scratch.base + k * k)
    // A Lambda, then H = Lambda' A Lambda + I.
    SmallFace.multiply(a, l, into: product, k)
    SmallFace.multiplyTransposed(l, product, into: h, k)
    for i in 0..<k { h[i + i * k] += 1 }
    let determinant = SmallFace.invert(h, scratch.base + 2 * k * k, k)
    guard determinant > 0, determinant < .infinity else { throw MixedModelError.perfectFit }
    let (u, mm) = (solved.base + item * k * k, marginal.base + item * k * k)
    SmallFace.multiply(l, h, into: u, k)
    SmallFace.multiplyByTransposed(u, l, into: mm, k)
    return determinant
  }

  /// response -= B'M B of one level, lower triangle.
  private func subtractLevel(_ level: Int) {
    let (k, m) = (self.k, self.m)
    let b = data.crosses.base + level * k * m
    let target = response.base
    if k == 1 {
      let factor = marginal.base[level]
      for c in 0..<m {
        let value = factor * b[c]
        for d in c..<m { target[d + c * m] -= value * b[d] }
      }
      return
    }
    let mm = marginal.base + level * k * k
    let product = scratch.base
    for c in 0..<m {
      for i in 0..<k {
        var sum = 0.0
        for j in 0..<k { sum += mm[i + j * k] * b[j + c * k] }
        product[i] = sum
      }
      for d in c..<m {
        var sum = 0.0
        for i in 0..<k { sum += product[i] * b[i + d * k] }
        target[d + c * m] -= sum
      }
    }
  }

  /// response -= the sum of B'M B over the levels of a class, lower triangle.
  private func subtractClass(_ item: Int) {
    guard let moments = data.moments else { return }
    let (k, m) = (self.k, self.m)
    let size = k * m
    let t = moments.base + item * size * size
    let mm = marginal.base + item * k * k
    for c in 0..<m {
      for d in c..<m {
        var sum = 0.0
        for b in 0..<k {
          let column = t + (b + c * k) * size + d * k
          for a in 0..<k { sum += mm[a + b * k] * column[a] }
        }
        response.base[d + c * m] -= sum
      }
    }
  }
}
