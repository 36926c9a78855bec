/// The residual covariance R = L L' at one value of its parameters.
///
/// L = D L_C with D the diagonal of relative standard deviations and L_C a square root of the
/// correlation matrix. Columns are arrays of rows in the order of the model frame, one after the
/// other; whitened rows keep their index.
struct ResidualFactor: Sendable {
  let order: GroupedRowOrder
  let scale: ResidualScale
  /// 1 / d_i in sorted order; empty where all are 1.
  let weights: [Double]
  /// nil where residuals are independent.
  let correlation: (any CorrelationFactor)?
  /// log det R.
  let logDeterminant: Double

  /// Replaces `count` columns by inverse(L) times them.
  func whiten(_ columns: inout [Double], count: Int) {
    order.withSortedColumns(&columns, count: count) { column in
      for (i, weight) in weights.enumerated() { column[i] *= weight }
      correlation?.solve(column)
    }
  }

  /// Replaces `count` columns by L times them: independent draws become residuals over sigma.
  func color(_ columns: inout [Double], count: Int) {
    order.withSortedColumns(&columns, count: count) { column in
      correlation?.multiply(column)
      for (i, weight) in weights.enumerated() { column[i] /= weight }
    }
  }

  /// M z for whitened columns z, with M = inverse(L) dR/dphi_p inverse(L'), and the trace of M,
  /// which is d log det R / dphi_p.
  ///
  /// The cross products of z then have the derivative d(z' z)/dphi_p = -z' M z.
  /// With E = inverse(D) dD/dphi_p, a parameter of D has M = inverse(L_C) E L_C + its transpose.
  func derivative(
    _ p: Int, of whitened: [Double], count: Int
  ) -> (columns: [Double], trace: Double) {
    var columns = whitened
    let trace = differentiate(p, &columns, count: count)
    return (columns, trace)
  }

  /// Replaces whitened columns z by M z, as `derivative`; gives the trace of M.
  func differentiate(_ p: Int, _ columns: inout [Double], count: Int) -> Double {
    let q = p - scale.parameterCount
    if q >= 0, let correlation {
      withScratch { z in
        order.withSortedColumns(&columns, count: count) { column in
          z.update(from: column, count: order.rowCount)
          correlation.derivative(q, of: z, into: column)
        }
      }
      return correlation.trace(q)
    }
    withScratch { other in
      order.withSortedColumns(&columns, count: count) { column in
        other.update(from: column, count: order.rowCount)
        correlation?.multiply(column)
        scale.multiplyByRates(p, column)
        correlation?.solve(column)
        correlation?.solveTransposed(other)
        scale.multiplyByRates(p, other)
        correlation?.multiplyTransposed(other)
        for i in 0..<order.rowCount { column[i] += other[i] }
      }
    }
    return scale.trace(p)
  }

  private func withScratch(_ body: (UnsafeMutablePointer<Double>) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: order.rowCount) { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }
}
