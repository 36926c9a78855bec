/// Plain loops on k x k blocks by columns, unrolled for k = 2: the innermost arithmetic of a fit.
enum SmallFace {
  /// c = a b.
  @inline(__always)
  static func multiply(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into c: UnsafeMutablePointer<Double>, _ k: Int
  ) {
    if k == 2 {
      (c[0], c[1]) = (a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1])
      (c[2], c[3]) = (a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3])
      return
    }
    for j in 0..<k {
      for i in 0..<k { c[i &+ j &* k] = 0 }
      for l in 0..<k {
        let factor = b[l &+ j &* k]
        for i in 0..<k { c[i &+ j &* k] += a[i &+ l &* k] * factor }
      }
    }
  }

  /// c = a' b.
  @inline(__always)
  static func multiplyTransposed(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into c: UnsafeMutablePointer<Double>, _ k: Int
  ) {
    for j in 0..<k {
      for i in 0..<k {
        var sum = 0.0
        for l in 0..<k { sum += a[l &+ i &* k] * b[l &+ j &* k] }
        c[i &+ j &* k] = sum
      }
    }
  }

  /// c = a b'.
  @inline(__always)
  static func multiplyByTransposed(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into c: UnsafeMutablePointer<Double>, _ k: Int
  ) {
    for j in 0..<k {
      for i in 0..<k { c[i &+ j &* k] = 0 }
      for l in 0..<k {
        let factor = b[j &+ l &* k]
        for i in 0..<k { c[i &+ j &* k] += a[i &+ l &* k] * factor }
      }
    }
  }

  /// y = a x.
  @inline(__always)
  static func multiply(
    _ a: UnsafePointer<Double>, vector x: UnsafePointer<Double>,
    into y: UnsafeMutablePointer<Double>, _ k: Int
  ) {
    for i in 0..<k { y[i] = 0 }
    for j in 0..<k {
      let factor = x[j]
      for i in 0..<k { y[i] += a[i &+ j &* k] * factor }
    }
  }

  /// Replaces a symmetric positive definite block by its inverse: its determinant, or 0 where it
  /// is not positive definite.
  @inline(__always)
  static func invert(
    _ a: UnsafeMutablePointer<Double>, _ scratch: UnsafeMutablePointer<Double>, _ k: Int
  ) -> Double {
    if k == 2 {
      let determinant = a[0] * a[3] - a[1] * a[1]
      guard a[0] > 0, determinant > 0 else { return 0 }
      let inverse = 1 / determinant
      (a[0], a[3]) = (a[3] * inverse, a[0] * inverse)
      a[1] *= -inverse
      a[2] = a[1]
      return determinant
    }
    // a = L L'; scratch = inverse(L); inverse = scratch' scratch.
    var determinant = 1.0
    for j in 0..<k {
      var pivot = a[j &+ j &* k]
      for l in 0..<j { pivot -= a[j &+ l &* k] * a[j &+ l &* k] }
      guard pivot > 0 else { return 0 }
      determinant *= pivot
      let root = pivot.squareRoot()
      a[j &+ j &* k] = root
      for i in (j &+ 1)..<max(k, j &+ 1) {
        var sum = a[i &+ j &* k]
        for l in 0..<j { sum -= a[i &+ l &* k] * a[j &+ l &* k] }
        a[i &+ j &* k] = sum / root
      }
    }
    for j in 0..<k {
      for i in 0..<k {
        if i < j {
          scratch[i &+ j &* k] = 0
          continue
        }
        var sum = i == j ? 1.0 : 0.0
        for l in j..<max(i, j) { sum -= a[i &+ l &* k] * scratch[l &+ j &* k] }
        scratch[i &+ j &* k] = sum / a[i &+ i &* k]
      }
    }
    for j in 0..<k {
      for i in j..<k {
        var sum = 0.0
        for l in i..<k { sum += scratch[l &+ i &* k] * scratch[l &+ j &* k] }
        a[i &+ j &* k] = sum
        a[j &+ i &* k] = sum
      }
    }
    return determinant
  }
}
