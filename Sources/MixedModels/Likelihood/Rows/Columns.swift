import Numerics

/// Loops over long columns.
enum Columns {
  /// The sum of products, in four chains: faster than one, and more exact.
  static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ n: Int) -> Double {
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    var i = 0
    while i &+ 4 <= n {
      s0 += a[i] * b[i]
      s1 += a[i &+ 1] * b[i &+ 1]
      s2 += a[i &+ 2] * b[i &+ 2]
      s3 += a[i &+ 3] * b[i &+ 3]
      i &+= 4
    }
    while i < n {
      s0 += a[i] * b[i]
      i &+= 1
    }
    return (s0 + s1) + (s2 + s3)
  }

  /// target += factor * source.
  static func add(
    _ factor: Double, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>,
    _ n: Int
  ) {
    for i in 0..<n { target[i] += factor * source[i] }
  }

  /// Divides a column by its root mean square, which it gives; a column of zeros stays.
  static func normalise(_ column: UnsafeMutablePointer<Double>, _ n: Int) -> Double {
    let sum = dot(column, column, n)
    guard sum > 0 else { return 1 }
    let scale = (sum / Double(n)).squareRoot()
    let inverse = 1 / scale
    for i in 0..<n { column[i] *= inverse }
    return scale
  }

  /// Up to so many columns the plain loop is not slower than BLAS, and more exact.
  private static let narrow = 8

  /// C'C of neighbouring columns.
  static func products(_ columns: UnsafePointer<Double>, count: Int, rows n: Int) -> Matrix {
    var result = Matrix(rows: count, columns: count)
    if count > narrow {
      let source = MatrixView(base: columns, rows: n, columns: count, stride: max(n, 1))
      result.withMutableView { $0.rankUpdate(source, transposed: true) }
      for a in 0..<count { for b in 0..<a { result[b, a] = result[a, b] } }
      return result
    }
    for a in 0..<count {
      for b in 0...a {
        let sum = dot(columns + a * n, columns + b * n, n)
        result[a, b] = sum
        result[b, a] = sum
      }
    }
    return result
  }
}
