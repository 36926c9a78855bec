import Glibc

/// The bidiagonal inverse factor of an autoregressive correlation matrix.
///
/// z = inverse(L) x holds the innovations z_i = g_i (x_i - a_i x_(i-1)), with a_i the correlation
/// of row i with the row before it and g_i = 1 / sqrt(1 - a_i^2); the first row of a group has
/// a_i = 0. All operations take time proportional to the number of rows.
struct AutoregressiveFactor: CorrelationFactor {
  /// What a row needs to know of its distance to the row before it.
  struct Step: Sendable {
    /// a.
    let correlation: Double
    /// 1 - a^2.
    let innovationVariance: Double
    /// da/dphi.
    let correlationRate: Double
    /// g = 1 / sqrt(1 - a^2), its inverse, and a g.
    let innovationWeight: Double
    let innovationScale: Double
    let previousWeight: Double

    init(correlation: Double, innovationVariance: Double, correlationRate: Double) {
      self.correlation = correlation
      self.innovationVariance = innovationVariance
      self.correlationRate = correlationRate
      innovationScale = innovationVariance.squareRoot()
      innovationWeight = 1 / innovationScale
      previousWeight = correlation * innovationWeight
    }

    /// a (da/dphi) g^2: the derivative of log g.
    var logWeightRate: Double { correlation * correlationRate / innovationVariance }
  }

  let steps: [Step]
  let gapIndices: [Int32]
  let counts: [Int]

  var logDeterminant: Double {
    zip(steps, counts).reduce(0) { $0 + Double($1.1) * log($1.0.innovationVariance) }
  }

  func trace(_ p: Int) -> Double {
    -2 * zip(steps, counts).reduce(0) { $0 + Double($1.1) * $1.0.logWeightRate }
  }

  private func withSteps(_ body: (UnsafePointer<Step>, UnsafePointer<Int32>, Int) -> Void) {
    steps.withUnsafeBufferPointer { steps in
      gapIndices.withUnsafeBufferPointer { indices in
        guard let steps = steps.baseAddress, let first = indices.baseAddress else { return }
        body(steps, first, indices.count)
      }
    }
  }

  func solve(_ x: UnsafeMutablePointer<Double>) {
    withSteps { steps, indices, count in
      var i = count &- 1
      while i > 0 {
        let step = steps + Int(indices[i])
        x[i] = step.pointee.innovationWeight * x[i] - step.pointee.previousWeight * x[i &- 1]
        i &-= 1
      }
    }
  }

  func multiply(_ x: UnsafeMutablePointer<Double>) {
    withSteps { steps, indices, count in
      var i = 1
      while i < count {
        let step = steps + Int(indices[i])
        x[i] = step.pointee.correlation * x[i &- 1] + step.pointee.innovationScale * x[i]
        i &+= 1
      }
    }
  }

  func solveTransposed(_ x: UnsafeMutablePointer<Double>) {
    withSteps { steps, indices, count in
      var i = 0
      while i < count {
        var value = steps[Int(indices[i])].innovationWeight * x[i]
        if i &+ 1 < count { value -= steps[Int(indices[i &+ 1])].previousWeight * x[i &+ 1] }
        x[i] = value
        i &+= 1
      }
    }
  }

  func multiplyTransposed(_ x: UnsafeMutablePointer<Double>) {
    withSteps { steps, indices, count in
      var carried = 0.0
      var i = count &- 1
      while i >= 0 {
        let step = steps + Int(indices[i])
        let value = x[i] + carried
        x[i] = step.pointee.innovationScale * value
        carried = step.pointee.correlation * value
        i &-= 1
      }
    }
  }

  /// M = -(K + K') with K the derivative of inverse(L) times L. With a' = da/dphi and x = L z,
  /// (K z)_i = a a' g^2 z_i - a' g x_(i-1). One sweep forward for K z, one backward for K' z.
  func derivative(
    _ p: Int, of z: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    withSteps { steps, indices, count in
      var previous = 0.0
      var i = 0
      while i < count {
        let step = steps + Int(indices[i])
        let rate = step.pointee.correlationRate * step.pointee.innovationWeight
        result[i] = rate * previous - 2 * step.pointee.logWeightRate * z[i]
        previous = step.pointee.correlation * previous + step.pointee.innovationScale * z[i]
        i &+= 1
      }
      // L' v, with v_i = a' g z of row i + 1.
      var (handed, carried) = (0.0, 0.0)
      i = count &- 1
      while i >= 0 {
        let step = steps + Int(indices[i])
        let value = handed + carried
        result[i] += step.pointee.innovationScale * value
        carried = step.pointee.correlation * value
        handed = step.pointee.correlationRate * step.pointee.innovationWeight * z[i]
        i &-= 1
      }
    }
  }
}
