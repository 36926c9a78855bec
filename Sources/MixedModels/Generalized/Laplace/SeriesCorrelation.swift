import Glibc

/// The correlations between neighbouring slots of latent AR(1) series at one value of
/// atanh(rho), computed once for every distinct distance.
///
/// x_t = a_t x_{t-1} + e_t with a_t = rho^gap and Var e_t = 1 - a_t^2. A series begins where a = 0
/// and Var e = 1, so that all series together are one chain; behind the last slot the next one
/// would begin. Everything stays exact to rounding as rho nears 1 or -1.
final class SeriesCorrelation {
  /// a_t, of `slotCount + 1` slots.
  let correlation: DoubleBuffer
  /// q_t = 1 - a_t^2.
  let innovation: DoubleBuffer
  /// The derivative of a_t by atanh(rho), divided by q_t.
  let rate: DoubleBuffer
  private let gaps: [Double]
  private let gapOfSlot: [Int32]

  /// Beyond it tanh is 1 to rounding: the series are constant, and larger values change nothing.
  private static let limit = 18.0

  /// - Parameter gaps: whole distances to the slot before; 0 where a series begins.
  init(gaps slotGaps: [Double]) {
    let distinct = Array(Set(slotGaps + [0])).sorted()
    gaps = distinct
    gapOfSlot =
      slotGaps.map { gap in
        var (low, high) = (0, distinct.count - 1)
        while low < high {
          let middle = (low + high) / 2
          if distinct[middle] < gap { low = middle + 1 } else { high = middle }
        }
        return Int32(low)
      } + [0]
    correlation = DoubleBuffer(count: gapOfSlot.count)
    innovation = DoubleBuffer(count: gapOfSlot.count)
    rate = DoubleBuffer(count: gapOfSlot.count)
  }

  /// Takes another atanh(rho).
  func set(_ parameter: Double) {
    let steps = gaps.map { Self.step($0, parameter) }
    for (slot, index) in gapOfSlot.enumerated() {
      let step = steps[Int(index)]
      correlation.base[slot] = step.correlation
      innovation.base[slot] = step.innovation
      rate.base[slot] = step.rate
    }
  }

  private static func step(
    _ gap: Double, _ parameter: Double
  ) -> (correlation: Double, innovation: Double, rate: Double) {
    if gap == 0 { return (0, 1, 0) }
    let bounded = min(max(parameter, -limit), limit)
    // rho = (1 - small) / (1 + small) up to its sign, d(rho) = 1 - rho^2.
    let small = exp(-2 * abs(bounded))
    let slope = 4 * small / ((1 + small) * (1 + small))
    let logarithm = log1p(-2 * small / (1 + small))
    let isOdd = gap.truncatingRemainder(dividingBy: 2) == 1
    let power = exp(gap * logarithm)
    let lower = gap == 1 ? 1 : exp((gap - 1) * logarithm)
    let innovation = -expm1(2 * gap * logarithm)
    let derivative = bounded == parameter ? gap * slope * lower : 0
    return (
      bounded < 0 && isOdd ? -power : power, innovation,
      (bounded < 0 && !isOdd ? -derivative : derivative) / innovation
    )
  }

  /// x'Q x of neighbouring slots that begin with a series, Q the precision matrix.
  func quadraticForm(_ x: UnsafePointer<Double>, _ slots: Range<Int>) -> Double {
    var sum = 0.0
    var before = 0.0
    for t in slots {
      let e = x[t] - correlation.base[t] * before
      sum += e * e / innovation.base[t]
      before = x[t]
    }
    return sum
  }

  /// y'(dQ/d atanh(rho)) x of all slots.
  func derivativeForm(_ y: UnsafePointer<Double>, _ x: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    for t in 1..<max(gapOfSlot.count - 1, 1) {
      let a = correlation.base[t]
      let (left, right) = (y[t] - a * y[t - 1], x[t] - a * x[t - 1])
      let outer = 2 * a * left * right / innovation.base[t]
      sum += rate.base[t] * (outer - y[t - 1] * right - left * x[t - 1])
    }
    return sum
  }

  /// (d inverse(Q) / d atanh(rho)) Q x of all slots.
  ///
  /// With x_t - a_t x_{t-1} = e_t, inverse(Q) = inverse(B) D inverse(B'), B x = e, D = Var e.
  func covarianceDerivative(_ x: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>) {
    let count = gapOfSlot.count - 1
    let (a, q, kappa) = (correlation.base, innovation.base, rate.base)
    // z = inverse(B') B.' inverse(D) e, from the last slot on, with the sign turned.
    var z = 0.0
    for t in stride(from: count - 1, through: 0, by: -1) {
      if t + 1 < count { z = kappa[t + 1] * (x[t + 1] - a[t + 1] * x[t]) + a[t + 1] * z }
      target[t] = q[t] * z
    }
    for t in 1..<max(count, 1) {
      let e = x[t] - a[t] * x[t - 1]
      target[t] += kappa[t] * (q[t] * x[t - 1] - 2 * a[t] * e) + a[t] * target[t - 1]
    }
  }
}
