import Numerics

/// Latent AR(1) series within the levels of at most one grouping factor of random effects.
///
/// eta = X beta + offset + tau E x + Z Lambda u, x the slots of all series, x ~ N(0, inverse(Q)).
/// Every level has a mode of its own: f(x, u) = -2 sum l_i + u'u + x'Q x is minimised by Newton's
/// method with M = A'J A + diag(Q, I), A = [tau E, Z Lambda], in O(slots k^2) steps. In spherical
/// coordinates of x, log det H is log det M - log det Q.
///
/// The parameters after theta are tau, of any sign, and atanh(rho).
final class SeriesLaplaceEngine: LaplaceEngine {
  let rows: LaplaceRows
  let term: TermShape?
  let system: SeriesSystem
  /// M with J and with W; one where they are the same.
  let modeFactor: SeriesFactor
  let weightFactor: SeriesFactor
  /// x and u, k numbers per level; then Newton's step.
  let chain: DoubleBuffer
  let effects: DoubleBuffer
  private let chainStep: DoubleBuffer
  private let effectStep: DoubleBuffer
  /// s = inverse(H_J) A'c in the coordinates (x, u).
  let chainDual: DoubleBuffer
  let effectDual: DoubleBuffer
  /// The weights of a Newton step, and a column of the rows.
  private let curvature: DoubleBuffer
  let column: DoubleBuffer
  /// d(log det H) / d atanh(rho) at fixed weights, once W's factor has been inverted.
  var correlationTrace: Double?

  /// - Precondition: the problem has a series and one grouping factor at most.
  init(_ problem: GeneralizedProblem) {
    guard let series = problem.series else { preconditionFailure("a latent series is needed") }
    rows = LaplaceRows(problem)
    term = problem.rows.terms.first
    system = SeriesSystem(problem, series)
    modeFactor = SeriesFactor(system)
    weightFactor =
      problem.distribution.usesExpectedWeight ? SeriesFactor(system) : modeFactor
    chain = DoubleBuffer(count: system.slotCount)
    chainStep = DoubleBuffer(count: system.slotCount)
    chainDual = DoubleBuffer(count: system.slotCount)
    effects = DoubleBuffer(count: system.levelCount * system.width)
    effectStep = DoubleBuffer(count: system.levelCount * system.width)
    effectDual = DoubleBuffer(count: system.levelCount * system.width)
    curvature = DoubleBuffer(count: problem.rowCount)
    column = DoubleBuffer(count: problem.rowCount)
  }

  var parameterCount: Int { (term?.free.count ?? 0) + 2 }

  func forgetMode() {
    chain.clear()
    effects.clear()
  }

  func findMode(_ parameters: [Double]) throws -> ModeSums {
    system.set(parameters)
    correlationTrace = nil
    var (density, penalty, logarithm) = (0.0, 0.0, 0.0)
    for level in 0..<system.levelCount {
      guard let mode = findMode(level) ?? findModeAfresh(level),
        let own = factorAtMode(level)
      else { throw MixedModelError.notConverged(evaluations: Self.maximumSteps) }
      density += mode.density
      penalty += mode.penalty
      logarithm += own
    }
    return ModeSums(logDensity: density, penalty: penalty, logDeterminant: logarithm)
  }

  private static let maximumSteps = 200
  /// Below this Newton decrement, relative to f, the step ends at the mode to rounding.
  private static let lastDecrement = 1e-16

  private struct Point {
    let density: Double
    let penalty: Double
    var value: Double { penalty - 2 * density }
  }

  /// Effects count in units of tau and Lambda: a mode under small ones may be impossibly far out
  /// under others.
  private func findModeAfresh(_ level: Int) -> Point? {
    for t in system.slots(level) { chain.base[t] = 0 }
    for c in 0..<system.width { effects.base[level * system.width + c] = 0 }
    return findMode(level)
  }

  /// The mode of a level from where it stands; nil where Newton's method does not get there.
  private func findMode(_ level: Int) -> Point? {
    var here = evaluate(level)
    guard here.value.isFinite else { return nil }
    for _ in 0..<Self.maximumSteps {
      guard let decrement = newtonStep(level) else { return nil }
      move(level, by: 1)
      var next = evaluate(level)
      if decrement <= Self.lastDecrement * (1 + abs(here.value)) {
        return next.value.isFinite ? next : nil
      }
      var share = 1.0
      while !(next.value <= here.value + 1e-12 * (1 + abs(here.value))) {
        share *= 0.5
        guard share > 1e-12 else { return nil }
        move(level, by: -share)
        next = evaluate(level)
      }
      here = next
    }
    return nil
  }

  /// f of a level, infinite where a mean is impossible; leaves its derivatives.
  private func evaluate(_ level: Int) -> Point {
    let range = system.rows(level)
    let u = effects.base + level * system.width
    let (eta, fixed) = (rows.predictor.base, rows.fixedPredictor.base)
    system.product(level, chain.base, u, into: eta)
    for i in range { eta[i] += fixed[i] }
    var penalty = system.correlation.quadraticForm(chain.base, system.slots(level))
    for c in 0..<system.width { penalty += u[c] * u[c] }
    return Point(density: rows.evaluate(range, .mode), penalty: penalty)
  }

  /// Fills the step of a level: its decrement, or nil where it has no step.
  ///
  /// The step leads to the answer of M (x, u) = A'(J (eta - fixed) + score), in which the large
  /// elements of Q do not appear.
  private func newtonStep(_ level: Int) -> Double? {
    let range = system.rows(level)
    let information = rows.derivatives.information.base
    var weight = UnsafePointer(information)
    if modeFactor.factor(level, weight: weight) == nil {
      for i in range { curvature.base[i] = max(information[i], 0) }
      weight = UnsafePointer(curvature.base)
      if modeFactor.factor(level, weight: weight) == nil { return nil }
    }
    let (eta, fixed) = (rows.predictor.base, rows.fixedPredictor.base)
    let (score, column) = (rows.derivatives.score.base, column.base)
    for i in range { column[i] = weight[i] * (eta[i] - fixed[i]) + score[i] }
    let (x, dx) = (chain.base, chainStep.base)
    let (u, du) = (effects.base + level * system.width, effectStep.base + level * system.width)
    modeFactor.solve(level, column, dx, du)
    for t in system.slots(level) { dx[t] -= x[t] }
    for c in 0..<system.width { du[c] -= u[c] }
    system.product(level, dx, du, into: column)
    var decrement = system.correlation.quadraticForm(dx, system.slots(level))
    for i in range { decrement += weight[i] * column[i] * column[i] }
    for c in 0..<system.width { decrement += du[c] * du[c] }
    return decrement.isFinite ? decrement : nil
  }

  private func move(_ level: Int, by share: Double) {
    for t in system.slots(level) { chain.base[t] += share * chainStep.base[t] }
    let first = level * system.width
    for c in first..<(first + system.width) { effects.base[c] += share * effectStep.base[c] }
  }

  /// The factors of a level at its mode: log det H.
  private func factorAtMode(_ level: Int) -> Double? {
    let own = modeFactor.factor(level, weight: rows.derivatives.information.base)
    guard own != nil, weightFactor !== modeFactor else { return own }
    return weightFactor.factor(level, weight: rows.derivatives.weight.base)
  }
}
