import Glibc

/// The factor of M = A'W A + diag(Q, I) of every level, Q the precision of its series and W a
/// diagonal matrix of row weights.
///
/// M is a tridiagonal matrix bordered by k effects. Forwards, p_t is the precision of x_t given
/// the rows up to its slot, and g_t = a^2 + q p_t with the correlation a and the innovation
/// variance q of the slot after it: x_t = (a / g) x_{t+1} - (q / g) w_t'u + noise of variance q / g.
/// The usual pivots are g / q, which lose all digits as q goes to 0; these recursions have no
/// difference in them, and log det M - log det Q is the sum of log g and of that of the border's
/// Schur complement.
///
/// Kalman (1960) in information form; Rue and Held (2005), "Gaussian Markov random fields",
/// section 2.4, for the inverse on the pattern.
final class SeriesFactor {
  let system: SeriesSystem
  /// p_t and 1 / g_t.
  let filtered: DoubleBuffer
  let inverseGain: DoubleBuffer
  /// w_t, k numbers per slot.
  let border: DoubleBuffer
  /// S_uu of each level, k x k.
  let effects: DoubleBuffer
  /// S_tt and S_tu of each slot, S = inverse(M), after `invert`.
  let variance: DoubleBuffer
  let cross: DoubleBuffer
  private let scratch: DoubleBuffer

  init(_ system: SeriesSystem) {
    self.system = system
    let k = system.width
    filtered = DoubleBuffer(count: system.slotCount)
    inverseGain = DoubleBuffer(count: system.slotCount)
    border = DoubleBuffer(count: system.slotCount * k)
    effects = DoubleBuffer(count: system.levelCount * k * k)
    variance = DoubleBuffer(count: system.slotCount)
    cross = DoubleBuffer(count: system.slotCount * k)
    scratch = DoubleBuffer(count: k * k + 2 * k)
  }

  /// Factors M of a level: log det M - log det Q, or nil where M is not positive definite.
  func factor(_ level: Int, weight: UnsafePointer<Double>) -> Double? {
    switch system.width {
    case 0: factor(0, level, weight)
    case 1: factor(1, level, weight)
    case 2: factor(2, level, weight)
    default: factor(system.width, level, weight)
    }
  }

  @inline(__always)
  private func factor(_ k: Int, _ level: Int, _ weight: UnsafePointer<Double>) -> Double? {
    let (corner, tau) = (effects.base + level &* k &* k, system.tau)
    for c in 0..<k { for d in 0..<k { corner[d &+ c &* k] = c == d ? 1 : 0 } }
    let (correlation, innovation) = (
      system.correlation.correlation.base, system.correlation.innovation.base
    )
    // Of the slot before: a / g, p / g and w.
    var (multiplier, inherited) = (0.0, 1.0)
    scratch.clear()
    var before = UnsafePointer(scratch.base)
    var (determinant, logarithm) = (1.0, 0.0)
    for t in system.slots(level) {
      let w = border.base + t &* k
      for c in 0..<k { w[c] = multiplier * before[c] }
      var sum = 0.0
      for i in system.rows(slot: t) {
        sum += weight[i]
        let v = system.scaled.base + i &* k
        for c in 0..<k {
          let share = weight[i] * v[c]
          w[c] += tau * share
          for d in c..<k { corner[d &+ c &* k] += share * v[d] }
        }
      }
      let (a, q) = (correlation[t &+ 1], innovation[t &+ 1])
      let p = tau * tau * sum + inherited
      let gain = a * a + q * p
      guard gain > 0, gain < .infinity else { return nil }
      let inverse = 1 / gain
      let d = q * inverse
      (multiplier, inherited) = (a * inverse, p / gain)
      (filtered.base[t], inverseGain.base[t]) = (p, inverse)
      for c in 0..<k {
        for e in c..<k { corner[e &+ c &* k] -= d * w[c] * w[e] }
      }
      before = UnsafePointer(w)
      determinant *= gain
      if determinant > 1e140 || determinant < 1e-140 {
        logarithm += log(determinant)
        determinant = 1
      }
    }
    logarithm += log(determinant)
    guard k > 0 else { return logarithm }
    for c in 0..<k { for d in 0..<c { corner[d &+ c &* k] = corner[c &+ d &* k] } }
    let complement = SmallFace.invert(corner, scratch.base, k)
    guard complement > 0, complement < .infinity else { return nil }
    return logarithm + log(complement)
  }

  /// Solves M (x, u) = A'v in the slots and effects of a level, u being that of the level alone.
  func solve(
    _ level: Int, _ v: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>,
    _ u: UnsafeMutablePointer<Double>
  ) {
    switch system.width {
    case 0: solve(0, level, v, x, u)
    case 1: solve(1, level, v, x, u)
    case 2: solve(2, level, v, x, u)
    default: solve(system.width, level, v, x, u)
    }
  }

  @inline(__always)
  private func solve(
    _ k: Int, _ level: Int, _ v: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>,
    _ u: UnsafeMutablePointer<Double>
  ) {
    let (correlation, innovation) = (
      system.correlation.correlation.base, system.correlation.innovation.base
    )
    let (tau, slots) = (system.tau, system.slots(level))
    let right = scratch.base
    for c in 0..<k { right[c] = 0 }
    var carried = 0.0
    for t in slots {
      var sum = 0.0
      for i in system.rows(slot: t) {
        sum += v[i]
        for c in 0..<k { right[c] += v[i] * system.scaled.base[i &* k &+ c] }
      }
      let y = tau * sum + carried
      x[t] = y
      let inverse = inverseGain.base[t]
      carried = correlation[t &+ 1] * inverse * y
      let share = innovation[t &+ 1] * inverse * y
      for c in 0..<k { right[c] -= share * border.base[t &* k &+ c] }
    }
    SmallFace.multiply(effects.base + level &* k &* k, vector: right, into: u, k)
    var after = 0.0
    for t in slots.reversed() {
      var y = x[t]
      for c in 0..<k { y -= border.base[t &* k &+ c] * u[c] }
      let inverse = inverseGain.base[t]
      after = innovation[t &+ 1] * inverse * y + correlation[t &+ 1] * inverse * after
      x[t] = after
    }
  }

  /// Fills `variance` and `cross` of a level: d(log det M - log det Q) / d atanh(rho).
  func invert(_ level: Int) -> Double {
    switch system.width {
    case 0: invert(0, level)
    case 1: invert(1, level)
    case 2: invert(2, level)
    default: invert(system.width, level)
    }
  }

  @inline(__always)
  private func invert(_ k: Int, _ level: Int) -> Double {
    let parts = system.correlation
    let corner = effects.base + level &* k &* k
    scratch.clear()
    let image = scratch.base + k
    // Of the slot after: S_tt and S_tu.
    var (next, nextCross) = (0.0, UnsafePointer(scratch.base))
    var trace = 0.0
    for t in system.slots(level).reversed() {
      let (a, q) = (parts.correlation.base[t &+ 1], parts.innovation.base[t &+ 1])
      let (p, inverse) = (filtered.base[t], inverseGain.base[t])
      let (multiplier, d) = (a * inverse, q * inverse)
      let w = border.base + t &* k
      let own = cross.base + t &* k
      SmallFace.multiply(corner, vector: w, into: image, k)
      // w'S_u,t+1 and w'S_uu w.
      var (mixed, square) = (0.0, 0.0)
      for c in 0..<k {
        mixed += w[c] * nextCross[c]
        square += w[c] * image[c]
        own[c] = multiplier * nextCross[c] - d * image[c]
      }
      let covariance = multiplier * next - d * mixed
      let variance = d + multiplier * covariance - d * (multiplier * mixed - d * square)
      // e = x_{t+1} - a x_t = d (p x_{t+1} + a w'u) - a noise, without the difference.
      let spread =
        d * inverse * (p * p * next + 2 * a * p * mixed + a * a * square) + a * a * inverse
      trace +=
        2 * parts.rate.base[t &+ 1] * (a * (spread - 1) - (covariance - a * variance))
      self.variance.base[t] = variance
      (next, nextCross) = (variance, UnsafePointer(own))
    }
    return trace
  }
}
