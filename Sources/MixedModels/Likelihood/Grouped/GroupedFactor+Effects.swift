import Numerics

extension GroupedFactor {
  /// The item that a level belongs to.
  private func item(of level: Int) -> Int {
    data.moments == nil ? level : Int(data.classOfLevel[level])
  }

  func residualProjections() -> [[Double]] {
    let contrast = contrastVector()
    return [
      perLevel { level, complement, target in
        projectResidual(level, complement, contrast, into: target)
      }
    ]
  }

  func conditionalModes() -> [[Double]] {
    let contrast = contrastVector()
    let sums = DoubleBuffer(count: k)
    var result = [Double](repeating: 0, count: k * data.term.levelCount)
    result.withUnsafeMutableBufferPointer { result in
      for level in 0..<data.term.levelCount {
        let b = data.crosses.base + level * k * m
        sums.clear()
        for c in 0..<m { for i in 0..<k { sums.base[i] += b[i + c * k] * contrast[c] } }
        SmallFace.multiply(
          marginal.base + item(of: level) * k * k, vector: sums.base,
          into: result.baseAddress! + level * k, k)
      }
    }
    return [result]
  }

  func conditionalCovariances() -> [[Double]] {
    [
      (0..<data.term.levelCount).flatMap { level in
        (0..<k * k).map { marginal.base[item(of: level) * k * k + $0] }
      }
    ]
  }

  func crossProjections() -> [Matrix] {
    let p = m - 1
    var result = Matrix(rows: k * data.term.levelCount, columns: p)
    let column = DoubleBuffer(count: k)
    for level in 0..<data.term.levelCount {
      complement(item(of: level), into: scratch.base)
      for x in 0..<p {
        let b = data.crosses.base + level * k * m + x * k
        SmallFace.multiply(scratch.base, vector: b, into: column.base, k)
        for i in 0..<k { result[level * k + i, x] = column.base[i] }
      }
    }
    return [result]
  }

  func randomProjections() throws -> RandomProjections {
    .faces(
      (0..<data.term.levelCount).map { level in
        let item = item(of: level)
        complement(item, into: scratch.base)
        SmallFace.multiply(scratch.base, face(item), into: scratch.base + k * k, k)
        return Matrix(
          rows: k, columns: k, columnMajor: (0..<k * k).map { scratch.base[k * k + $0] })
      })
  }

  func unscaledVariance(
    fixed: [Double], random: [(term: Int, level: Int, values: [Double])]
  ) -> Double {
    let p = m - 1
    var x = fixed
    var own = 0.0
    // x - sum of B_X' M z, and z' M z.
    for effect in random {
      let mm = marginal.base + item(of: effect.level) * k * k
      let b = data.crosses.base + effect.level * k * m
      var image = [Double](repeating: 0, count: k)
      for i in 0..<k { for j in 0..<k { image[i] += mm[i + j * k] * effect.values[j] } }
      // Effects of one level add up before they are squared.
      for other in random where other.level == effect.level {
        own += dotProduct(image, other.values)
      }
      for c in 0..<p { for i in 0..<k { x[c] -= b[i + c * k] * image[i] } }
    }
    guard p > 0 else { return own }
    let factor = responseFactor.block(rows: 0..<p, columns: 0..<p)
    withColumnView(&x) { $0.solve(factor.view, .lower) }
    return own + dotProduct(x, x)
  }

  private func perLevel(
    _ body: (Int, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) -> [Double] {
    var result = [Double](repeating: 0, count: k * data.term.levelCount)
    result.withUnsafeMutableBufferPointer { result in
      for level in 0..<data.term.levelCount {
        complement(item(of: level), into: scratch.base)
        body(level, scratch.base, result.baseAddress! + level * k)
      }
    }
    return result
  }
}
