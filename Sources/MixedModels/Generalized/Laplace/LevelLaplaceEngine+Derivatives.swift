import Numerics

extension LevelLaplaceEngine {
  func leverages(into target: UnsafeMutablePointer<Double>) {
    let (faces, design) = (quadrature?.inverse ?? inverse, scaled.base)
    for level in 0..<term.levelCount {
      let range = levelStart[level]..<levelStart[level + 1]
      withWidth { k in
        let face = faces.base + level &* k &* k
        for i in range {
          let v = design + i &* k
          var sum = 0.0
          for c in 0..<k {
            var inner = 0.0
            for d in 0..<k { inner += face[d &+ c &* k] * v[d] }
            sum += inner * v[c]
          }
          target[i] = sum
        }
      }
    }
  }

  func adjoint(_ c: UnsafePointer<Double>, into t: UnsafeMutablePointer<Double>) {
    let (right, design) = (scratch.base, scaled.base)
    for level in 0..<term.levelCount {
      let range = levelStart[level]..<levelStart[level + 1]
      let s = dual.base + level * k
      withWidth { k in
        for d in 0..<k { right[d] = quadrature?.slope.base[level * k + d] ?? 0 }
        for i in range { for d in 0..<k { right[d] += design[i &* k &+ d] * c[i] } }
        SmallFace.multiply(modeInverse.base + level * k * k, vector: right, into: s, k)
        for i in range {
          var sum = 0.0
          for d in 0..<k { sum += design[i &* k &+ d] * s[d] }
          t[i] = sum
        }
      }
    }
  }

  func gradient(_ r: UnsafePointer<Double>) -> StructureGradient {
    let total = DoubleBuffer(count: k * k)
    let (score, weight) = (rows.derivatives.score.base, rows.derivatives.weight.base)
    let (faces, design) = (quadrature?.inverse ?? inverse, scaled.base)
    for level in 0..<term.levelCount {
      let range = levelStart[level]..<levelStart[level + 1]
      let (u, s) = (mode.base + level * k, dual.base + level * k)
      for row in 0..<k {
        let z = rows.problem.randomColumn(0, row)
        // (Z'WZ Lambda)_row, k numbers.
        let cross = scratch.base
        withWidth { k in
          var (sumOfR, sumOfScore) = (0.0, 0.0)
          for c in 0..<k { cross[c] = 0 }
          for i in range {
            let value = z[i]
            sumOfR += value * r[i]
            sumOfScore += value * score[i]
            let weighted = 2 * value * weight[i]
            for c in 0..<k { cross[c] += weighted * design[i &* k &+ c] }
          }
          let face = faces.base + level &* k &* k
          for column in 0..<k {
            var sum = sumOfR * u[column] + sumOfScore * s[column]
            for c in 0..<k { sum += cross[c] * face[c &+ column &* k] }
            total.base[row &+ column &* k] += sum
          }
        }
      }
    }
    var lambda = (0..<total.count).map { total.base[$0] }
    if let quadrature {
      for i in lambda.indices { lambda[i] += quadrature.lambdaGradient[i] }
    }
    return StructureGradient(
      values: term.free.map { lambda[$0.row + $0.column * k] }, lambda: [lambda])
  }

  func variates() -> DoubleBuffer {
    let n = rows.count
    let result = DoubleBuffer(count: n * parameterCount)
    let score = rows.derivatives.score.base
    let z = (0..<k).map { rows.problem.randomColumn(0, $0) }
    for level in 0..<term.levelCount {
      let range = levelStart[level]..<levelStart[level + 1]
      let u = mode.base + level * k
      for (index, place) in term.free.enumerated() {
        var sum = 0.0
        for i in range { sum += z[place.row][i] * score[i] }
        let target = result.base + index * n
        for i in range {
          target[i] = z[place.row][i] * u[place.column] + scaled.base[i * k + place.column] * sum
        }
      }
    }
    return result
  }

  func explained(_ a: DoubleBuffer, count: Int) -> Matrix {
    var result = Matrix(rows: count, columns: count)
    let n = rows.count
    let sums = DoubleBuffer(count: count * k)
    let image = DoubleBuffer(count: k)
    let design = scaled.base
    for level in 0..<term.levelCount {
      let range = levelStart[level]..<levelStart[level + 1]
      for column in 0..<count {
        let (source, target) = (a.base + column * n, sums.base + column * k)
        withWidth { k in
          for c in 0..<k { target[c] = 0 }
          for i in range { for c in 0..<k { target[c] += design[i &* k &+ c] * source[i] } }
        }
      }
      let face = modeInverse.base + level * k * k
      for first in 0..<count {
        SmallFace.multiply(face, vector: sums.base + first * k, into: image.base, k)
        for second in 0...first {
          var sum = 0.0
          for c in 0..<k { sum += image.base[c] * sums.base[second * k + c] }
          result[first, second] += sum
        }
      }
    }
    for first in 0..<count {
      for second in 0..<first { result[second, first] = result[first, second] }
    }
    return result
  }

  func conditionalModes() -> [[Double]] {
    var result = [Double](repeating: 0, count: term.effectCount)
    for level in 0..<term.levelCount {
      for column in 0..<k {
        for row in column..<k {
          result[level * k + row] += lambda.base[row + column * k] * mode.base[level * k + column]
        }
      }
    }
    return [result]
  }

  func conditionalCovariances() -> [[Double]] {
    let result = DoubleBuffer(count: k * k * term.levelCount)
    for level in 0..<term.levelCount {
      SmallFace.multiply(
        lambda.base, modeInverse.base + level * k * k, into: scratch.base, k)
      SmallFace.multiplyByTransposed(
        scratch.base, lambda.base, into: result.base + level * k * k, k)
    }
    return [(0..<result.count).map { result.base[$0] }]
  }

  func conditionalVariance(_ effects: [(term: Int, level: Int, values: [Double])]) -> Double {
    var total = 0.0
    for effect in effects {
      var scaled = [Double](repeating: 0, count: k)
      for column in 0..<k {
        for row in column..<k {
          scaled[column] += lambda.base[row + column * k] * effect.values[row]
        }
      }
      for other in effects where other.level == effect.level {
        let face = modeInverse.base + effect.level * k * k
        for column in 0..<k {
          var inner = 0.0
          for row in column..<k { inner += lambda.base[row + column * k] * other.values[row] }
          for row in 0..<k { total += inner * face[row + column * k] * scaled[row] }
        }
      }
    }
    return total
  }
}
