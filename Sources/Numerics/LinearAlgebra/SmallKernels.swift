/// Plain Swift kernels for orders at which a call of BLAS costs more than the work.
///
/// They also avoid the global lock that every OpenBLAS call takes, so that small fits run at full
/// speed on several cores. All loops run down columns, where elements are neighbours.
enum SmallKernels {
  /// Largest orders at which these kernels are chosen, from measurements (Haswell and SkylakeX).
  static let choleskyOrder = 16
  static let triangularOrder = 16
  static let rankUpdateOrder = 8
  static let productOrder = 4

  /// Factors the lower triangle in place; returns 0, or the order of the block that failed.
  static func cholesky(_ a: MutableMatrixView) -> Int {
    let (n, stride) = (a.rows, a.stride)
    var column = a.base
    for j in 0..<n {
      let pivot = column[j]
      guard pivot > 0, pivot < .infinity else { return j &+ 1 }
      let root = pivot.squareRoot()
      let inverse = 1 / root
      column[j] = root
      var i = j &+ 1
      while i < n {
        column[i] *= inverse
        i &+= 1
      }
      var target = column
      var k = j &+ 1
      while k < n {
        target += stride
        let factor = column[k]
        i = k
        while i < n {
          target[i] -= factor * column[i]
          i &+= 1
        }
        k &+= 1
      }
      column += stride
    }
    return 0
  }

  /// b := inverse(L) b, four columns of b at a time: their chains of arithmetic run side by side.
  static func solveLower(_ lower: MatrixView, _ b: MutableMatrixView) {
    let n = b.rows
    var c = 0
    while c &+ 4 <= b.columns {
      let x0 = b.base + c &* b.stride
      let x1 = x0 + b.stride
      let x2 = x1 + b.stride
      let x3 = x2 + b.stride
      var column = lower.base
      for j in 0..<n {
        let inverse = 1 / column[j]
        let (v0, v1) = (x0[j] * inverse, x1[j] * inverse)
        let (v2, v3) = (x2[j] * inverse, x3[j] * inverse)
        (x0[j], x1[j], x2[j], x3[j]) = (v0, v1, v2, v3)
        var i = j &+ 1
        while i < n {
          let element = column[i]
          x0[i] -= v0 * element
          x1[i] -= v1 * element
          x2[i] -= v2 * element
          x3[i] -= v3 * element
          i &+= 1
        }
        column += lower.stride
      }
      c &+= 4
    }
    while c < b.columns {
      solveLowerColumn(lower, b.base + c &* b.stride, n)
      c &+= 1
    }
  }

  private static func solveLowerColumn(
    _ lower: MatrixView, _ x: UnsafeMutablePointer<Double>, _ n: Int
  ) {
    var column = lower.base
    for j in 0..<n {
      let value = x[j] / column[j]
      x[j] = value
      var i = j &+ 1
      while i < n {
        x[i] -= value * column[i]
        i &+= 1
      }
      column += lower.stride
    }
  }

  /// b := inverse(L') b for each column of b.
  static func solveLowerTransposed(_ lower: MatrixView, _ b: MutableMatrixView) {
    let n = b.rows
    for c in 0..<b.columns {
      let x = b.base + c &* b.stride
      var j = n &- 1
      while j >= 0 {
        let column = lower.base + j &* lower.stride
        var value = x[j]
        var i = j &+ 1
        while i < n {
          value -= column[i] * x[i]
          i &+= 1
        }
        x[j] = value / column[j]
        j &-= 1
      }
    }
  }

  /// b := b inverse(L') when `transposed`, else b := b inverse(L).
  static func solveLowerFromRight(_ lower: MatrixView, transposed: Bool, _ b: MutableMatrixView) {
    let n = b.columns
    for step in 0..<n {
      let j = transposed ? step : n &- 1 &- step
      let target = b.base + j &* b.stride
      for k in transposed ? 0..<j : (j + 1)..<n {
        let factor = transposed ? lower[j, k] : lower[k, j]
        let source = b.base + k &* b.stride
        for i in 0..<b.rows { target[i] -= factor * source[i] }
      }
      let inverse = 1 / lower[j, j]
      for i in 0..<b.rows { target[i] *= inverse }
    }
  }

  /// Lower triangle of c += scale * a a', or scale * a' a when `transposed`.
  static func rankUpdate(
    _ c: MutableMatrixView, _ a: MatrixView, transposed: Bool, scale: Double
  ) {
    let n = c.rows
    for j in 0..<n {
      let target = c.base + j &* c.stride
      if transposed {
        let right = a.base + j &* a.stride
        for i in j..<n {
          let left = a.base + i &* a.stride
          var sum = 0.0
          for l in 0..<a.rows { sum += left[l] * right[l] }
          target[i] += scale * sum
        }
      } else {
        for l in 0..<a.columns {
          let source = a.base + l &* a.stride
          let factor = scale * source[j]
          for i in j..<n { target[i] += factor * source[i] }
        }
      }
    }
  }

  /// c += scale * op(a) op(b), op being the transpose where asked for.
  static func addProduct(
    _ c: MutableMatrixView, _ a: MatrixView, _ transposeA: Bool, _ b: MatrixView,
    _ transposeB: Bool, scale: Double
  ) {
    let inner = transposeA ? a.rows : a.columns
    for j in 0..<c.columns {
      for l in 0..<inner {
        let factor = scale * (transposeB ? b[j, l] : b[l, j])
        for i in 0..<c.rows { c[i, j] += factor * (transposeA ? a[l, i] : a[i, l]) }
      }
    }
  }
}
