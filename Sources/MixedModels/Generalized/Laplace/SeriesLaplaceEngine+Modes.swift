import Numerics

extension SeriesLaplaceEngine {
  func conditionalModes() -> [[Double]] {
    guard term != nil else { return [] }
    let k = system.width
    return [
      (0..<system.levelCount).flatMap { level in
        (0..<k).map { row in
          (0..<k).reduce(0.0) {
            $0 + system.lambda.base[row + $1 * k] * effects.base[level * k + $1]
          }
        }
      }
    ]
  }

  func conditionalCovariances() -> [[Double]] {
    guard term != nil else { return [] }
    let k = system.width
    let (product, face) = (DoubleBuffer(count: k * k), DoubleBuffer(count: k * k))
    return [
      (0..<system.levelCount).flatMap { level in
        let inverse = modeFactor.effects.base + level * k * k
        SmallFace.multiply(system.lambda.base, inverse, into: product.base, k)
        SmallFace.multiplyByTransposed(product.base, system.lambda.base, into: face.base, k)
        return (0..<k * k).map { face.base[$0] }
      }
    ]
  }

  func conditionalVariance(_ effects: [(term: Int, level: Int, values: [Double])]) -> Double {
    let k = system.width
    // Lambda'a.
    let images = effects.map { effect in
      (0..<k).map { column in
        (0..<k).reduce(0.0) { $0 + system.lambda.base[$1 + column * k] * effect.values[$1] }
      }
    }
    var sum = 0.0
    for (left, a) in zip(effects, images) {
      let inverse = modeFactor.effects.base + left.level * k * k
      // Effects of different levels are independent given the data.
      for (right, b) in zip(effects, images) where right.level == left.level {
        for c in 0..<k { for d in 0..<k { sum += a[c] * inverse[c + d * k] * b[d] } }
      }
    }
    return sum
  }

  /// tau x of every slot.
  func seriesModes() -> [Double] {
    (0..<system.slotCount).map { system.tau * chain.base[$0] }
  }

  /// The variance of tau x of every slot given the data: tau^2 times the diagonal of inverse(M),
  /// with J.
  func seriesVariances() -> [Double] {
    for level in 0..<system.levelCount { _ = modeFactor.invert(level) }
    return (0..<system.slotCount).map { system.tau * system.tau * modeFactor.variance.base[$0] }
  }
}
