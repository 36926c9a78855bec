import Glibc
import Numerics

/// The random effects of one grouping factor: every level has a mode of its own.
///
/// Rows are sorted by level. With v_i = Lambda'z_i, a level's f(u) = -2 sum l_i + u'u is minimised
/// by Newton's method, and H = sum W_i v_i v_i' + I is k x k.
final class LevelLaplaceEngine: LaplaceEngine {
  let rows: LaplaceRows
  let term: TermShape
  let k: Int
  /// Where the rows of each level begin, and behind the last one.
  let levelStart: [Int]
  let lambda: DoubleBuffer
  /// v_i, k numbers per row.
  let scaled: DoubleBuffer
  /// u and s, k numbers per level.
  let mode: DoubleBuffer
  let dual: DoubleBuffer
  /// inverse(H) and inverse(H_J), k x k per level; one buffer where they are the same.
  let inverse: DoubleBuffer
  let modeInverse: DoubleBuffer
  /// -f(u) / 2 of every level at its mode.
  let modeDensity: DoubleBuffer
  let scratch: DoubleBuffer
  /// Nodes beyond the mode, for Gauss-Hermite quadrature.
  let quadrature: LevelQuadrature?

  init(_ problem: GeneralizedProblem) {
    rows = LaplaceRows(problem)
    term = problem.rows.terms[0]
    k = term.width
    levelStart = Self.starts(problem.rows.codes[0], term.levelCount)
    lambda = DoubleBuffer(count: k * k)
    scaled = DoubleBuffer(count: problem.rowCount * k)
    mode = DoubleBuffer(count: term.effectCount)
    dual = DoubleBuffer(count: term.effectCount)
    inverse = DoubleBuffer(count: k * k * term.levelCount)
    modeInverse =
      problem.distribution.usesExpectedWeight
      ? DoubleBuffer(count: k * k * term.levelCount) : inverse
    modeDensity = DoubleBuffer(count: term.levelCount)
    scratch = DoubleBuffer(count: 3 * k * k + 4 * k)
    if case .gaussHermite(let nodes) = problem.integration, nodes > 1 {
      quadrature = LevelQuadrature(problem, width: k, levels: term.levelCount, nodes: nodes)
    } else {
      quadrature = nil
    }
  }

  private static func starts(_ codes: [Int32], _ levels: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: levels + 1)
    for code in codes { starts[Int(code) + 1] += 1 }
    for level in 0..<levels { starts[level + 1] += starts[level] }
    return starts
  }

  var parameterCount: Int { term.free.count }

  func forgetMode() { mode.clear() }

  func findMode(_ parameters: [Double]) throws -> ModeSums {
    lambda.clear()
    for (value, place) in zip(parameters, term.free) {
      lambda.base[place.row + place.column * k] = value
    }
    scaleDesign()
    var (density, penalty, logarithm) = (0.0, 0.0, 0.0)
    for level in 0..<term.levelCount {
      let sums = try findMode(level)
      density += sums.logDensity
      penalty += sums.penalty
      logarithm += sums.logDeterminant
    }
    return ModeSums(logDensity: density, penalty: penalty, logDeterminant: logarithm)
  }

  /// v_i = Lambda'z_i.
  private func scaleDesign() {
    let n = rows.count
    for column in 0..<k {
      let target = scaled.base + column
      for i in 0..<n { target[i &* k] = 0 }
      for row in column..<k {
        let factor = lambda.base[row + column * k]
        if factor == 0 { continue }
        let z = rows.problem.randomColumn(0, row)
        for i in 0..<n { target[i &* k] += factor * z[i] }
      }
    }
  }

  /// Below this Newton decrement one more step ends at the mode to rounding.
  private static let lastDecrement = 1e-12
  private static let maximumSteps = 200

  private func findMode(_ level: Int) throws -> ModeSums {
    let u = mode.base + level * k
    let (step, start) = (scratch.base + 3 * k * k, scratch.base + 3 * k * k + k)
    var here = value(level)
    if !here.isFinite {
      for c in 0..<k { u[c] = 0 }
      here = value(level)
      guard here.isFinite else { throw MixedModelError.notConverged(evaluations: 1) }
    }
    for _ in 0..<Self.maximumSteps {
      let decrement = newtonStep(level, into: step)
      if decrement < 1e-28 { break }
      for c in 0..<k { start[c] = u[c] }
      var share = 1.0
      var next = -Double.infinity
      while true {
        for c in 0..<k { u[c] = start[c] + share * step[c] }
        next = value(level)
        if next <= here + 1e-12 * (1 + abs(here)) { break }
        share *= 0.5
        guard share > 1e-12 else { throw MixedModelError.notConverged(evaluations: 1) }
      }
      here = next
      if decrement < Self.lastDecrement && share == 1 { return try finish(level, here) }
    }
    return try finish(level, here)
  }

  /// Calls the body with the number of effects per level, as a constant where it is small: loops
  /// over them are then unrolled.
  @inline(__always)
  func withWidth<Result>(_ body: (Int) -> Result) -> Result {
    switch k {
    case 1: body(1)
    case 2: body(2)
    default: body(k)
    }
  }

  /// f(u) of a level, infinite where a mean is impossible; derivatives of order `mode` are left.
  private func value(_ level: Int) -> Double {
    let range = levelStart[level]..<levelStart[level + 1]
    let u = mode.base + level * k
    let (eta, fixed, design) = (rows.predictor.base, rows.fixedPredictor.base, scaled.base)
    withWidth { k in
      for i in range {
        var sum = fixed[i]
        for c in 0..<k { sum += design[i &* k &+ c] * u[c] }
        eta[i] = sum
      }
    }
    var penalty = 0.0
    for c in 0..<k { penalty += u[c] * u[c] }
    return penalty - 2 * rows.evaluate(range, .mode)
  }

  /// H = sum w_i v_i v_i' + I of a level.
  private func hessian(
    _ level: Int, _ weights: UnsafePointer<Double>, into h: UnsafeMutablePointer<Double>,
    least: Double = -.infinity
  ) {
    let range = levelStart[level]..<levelStart[level + 1]
    let design = scaled.base
    withWidth { k in
      for i in 0..<k &* k { h[i] = 0 }
      for i in range {
        let v = design + i &* k
        let weight = max(weights[i], least)
        for c in 0..<k {
          let factor = weight * v[c]
          for d in c..<k { h[d &+ c &* k] += factor * v[d] }
        }
      }
      for c in 0..<k {
        h[c &+ c &* k] += 1
        for d in 0..<c { h[d &+ c &* k] = h[c &+ d &* k] }
      }
    }
  }

  /// The determinant of H and its inverse in place; 0 where it is not positive definite.
  private func invert(_ h: UnsafeMutablePointer<Double>) -> Double {
    if k == 1 {
      let value = h[0]
      h[0] = 1 / value
      return value
    }
    return SmallFace.invert(h, scratch.base + k * k, k)
  }

  /// Newton's step of a level and its decrement.
  private func newtonStep(_ level: Int, into step: UnsafeMutablePointer<Double>) -> Double {
    let (h, information) = (scratch.base, rows.derivatives.information.base)
    hessian(level, information, into: h)
    if !(invert(h) > 0) {
      hessian(level, information, into: h, least: 0)
      _ = invert(h)
    }
    let (score, u) = (rows.derivatives.score.base, mode.base + level * k)
    let slope = scratch.base + 3 * k * k + 2 * k
    for c in 0..<k {
      var sum = -u[c]
      for i in levelStart[level]..<levelStart[level + 1] {
        sum += scaled.base[i * k + c] * score[i]
      }
      slope[c] = sum
    }
    SmallFace.multiply(h, vector: slope, into: step, k)
    var decrement = 0.0
    for c in 0..<k { decrement += slope[c] * step[c] }
    return decrement
  }

  /// The inverses at the mode.
  private func finish(_ level: Int, _ value: Double) throws -> ModeSums {
    let size = k * k
    let target = inverse.base + level * size
    hessian(level, rows.derivatives.weight.base, into: target)
    let determinant = invert(target)
    guard determinant > 0, determinant.isFinite else {
      throw MixedModelError.notConverged(evaluations: 1)
    }
    if modeInverse !== inverse {
      let target = modeInverse.base + level * size
      hessian(level, rows.derivatives.information.base, into: target)
      guard invert(target) > 0 else { throw MixedModelError.notConverged(evaluations: 1) }
    }
    modeDensity.base[level] = -0.5 * value
    var penalty = 0.0
    for c in 0..<k { penalty += mode.base[level * k + c] * mode.base[level * k + c] }
    return ModeSums(
      logDensity: 0.5 * (penalty - value), penalty: penalty, logDeterminant: log(determinant))
  }
}
