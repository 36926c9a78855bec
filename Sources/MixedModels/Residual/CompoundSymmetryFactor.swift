import Glibc

/// The symmetric square root of a compound-symmetric correlation matrix.
///
/// In a group of m rows C has the eigenvalue 1 + (m - 1) rho for the mean and 1 - rho for all
/// contrasts, so that a function f of C takes x to f(1 - rho) (x - mean) + f(1 + (m - 1) rho) mean.
/// The root does not depend on the order of rows.
struct CompoundSymmetryFactor: CorrelationFactor {
  /// The eigenvalues for one group size and their derivatives by phi, relative to themselves.
  struct Modes: Sendable {
    let contrast: Double
    let mean: Double
    let contrastRate: Double
    let meanRate: Double

    /// - Parameter rate: drho/dphi.
    init(contrast: Double, mean: Double, rate: Double, size: Int) {
      (self.contrast, self.mean) = (contrast, mean)
      contrastRate = -rate / contrast
      meanRate = Double(size - 1) * rate / mean
    }
  }

  let starts: [Int]
  /// By group size.
  let modes: [Modes]

  var logDeterminant: Double { sum { log($0.mean) + ($1 - 1) * log($0.contrast) } }

  func trace(_ p: Int) -> Double { sum { $0.meanRate + ($1 - 1) * $0.contrastRate } }

  func solve(_ x: UnsafeMutablePointer<Double>) {
    apply(x, x) { (1 / $0.contrast.squareRoot(), 1 / $0.mean.squareRoot()) }
  }

  func multiply(_ x: UnsafeMutablePointer<Double>) {
    apply(x, x) { ($0.contrast.squareRoot(), $0.mean.squareRoot()) }
  }

  func solveTransposed(_ x: UnsafeMutablePointer<Double>) { solve(x) }

  func multiplyTransposed(_ x: UnsafeMutablePointer<Double>) { multiply(x) }

  func derivative(
    _ p: Int, of z: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    apply(z, result) { ($0.contrastRate, $0.meanRate) }
  }

  private func sum(_ value: (Modes, Double) -> Double) -> Double {
    (1..<starts.count).reduce(0) {
      let size = starts[$1] - starts[$1 - 1]
      return $0 + (size == 1 ? 0 : value(modes[size], Double(size)))
    }
  }

  /// Scales contrasts and means of all groups; `result` may be `x`.
  private func apply(
    _ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>,
    _ scales: (Modes) -> (contrast: Double, mean: Double)
  ) {
    let scaleOfSize = modes.map(scales)
    for group in 1..<starts.count {
      let range = starts[group - 1]..<starts[group]
      let scale = scaleOfSize[range.count]
      var sum = 0.0
      for i in range { sum += x[i] }
      let shift = (scale.mean - scale.contrast) * sum / Double(range.count)
      for i in range { result[i] = scale.contrast * x[i] + shift }
    }
  }
}
