import Glibc
import Numerics

/// Adaptive Gauss-Hermite quadrature over the effects of each level: a grid of nodes around the
/// mode, and what it changes in the deviance and its gradient.
///
/// With R R' = inverse(H), nodes u_k = u + R z_k and weights w_k of the standard normal rule,
/// -2 log L = log det H - 2 log sum w_k exp((z_k'z_k - f(u_k)) / 2) of every level. Liu and Pierce
/// (1994), "A note on Gauss-Hermite quadrature"; Pinheiro and Bates (1995). The gradient is that of
/// the rule itself, nodes moving with the mode and with H.
final class LevelQuadrature {
  private let k: Int
  private let count: Int
  /// z_k, k numbers per node, and log w_k + z_k'z_k / 2.
  private let points: DoubleBuffer
  private let logWeights: DoubleBuffer
  private let nodeRows: LaplaceRows
  private let scratch: DoubleBuffer
  /// f(u_k) of a level, then the posterior weight of each node.
  private let shares: DoubleBuffer

  // The results for the mode at hand, filled by `differentiate`.

  /// sum over nodes of their posterior weight times df/du, k numbers per level.
  let slope: DoubleBuffer
  /// What stands in the place of inverse(H) in the gradient.
  let inverse: DoubleBuffer
  /// What is added to d(-2 log L)/d(Lambda), k x k.
  private(set) var lambdaGradient: [Double]
  /// Posterior means over the nodes less the value at the mode, of the scores and the densities'
  /// derivatives in the further parameters.
  let scoreChange: DoubleBuffer
  let dispersionChange: DoubleBuffer
  let zeroChange: DoubleBuffer

  init(_ problem: GeneralizedProblem, width: Int, levels: Int, nodes: Int) {
    k = width
    let rule = QuadratureRule.standardNormal(count: nodes)
    var size = 1
    for _ in 0..<width { size *= nodes }
    count = size
    points = DoubleBuffer(count: size * width)
    logWeights = DoubleBuffer(count: size)
    for node in 0..<size {
      var rest = node
      for c in 0..<width {
        let (next, index) = rest.quotientAndRemainder(dividingBy: nodes)
        rest = next
        let z = rule.nodes[index]
        points.base[node * width + c] = z
        logWeights.base[node] += log(rule.weights[index]) + 0.5 * z * z
      }
    }
    nodeRows = LaplaceRows(problem)
    scratch = DoubleBuffer(count: 3 * width * width + 2 * width)
    shares = DoubleBuffer(count: size)
    slope = DoubleBuffer(count: levels * width)
    inverse = DoubleBuffer(count: levels * width * width)
    lambdaGradient = [Double](repeating: 0, count: width * width)
    scoreChange = DoubleBuffer(count: problem.rowCount)
    dispersionChange = DoubleBuffer(count: problem.rowCount)
    zeroChange = DoubleBuffer(count: problem.rowCount)
  }

  /// What quadrature adds to f + log det H at the mode, summed over levels.
  func correction(_ engine: LevelLaplaceEngine) throws -> Double {
    synchronise(engine)
    var total = 0.0
    for level in 0..<engine.term.levelCount {
      root(engine, level)
      total -= 2 * logSum(engine, level)
    }
    return total
  }

  private func synchronise(_ engine: LevelLaplaceEngine) {
    nodeRows.dispersion = engine.rows.dispersion
    if let source = engine.rows.zeroPredictor, let target = nodeRows.zeroPredictor {
      target.base.update(from: source.base, count: source.count)
    }
  }

  /// R of a level, lower triangular, into scratch.
  private func root(_ engine: LevelLaplaceEngine, _ level: Int) {
    let source = engine.inverse.base + level * k * k
    let target = scratch.base
    for j in 0..<k {
      for i in 0..<j { target[i + j * k] = 0 }
      for i in j..<k {
        var sum = source[i + j * k]
        for l in 0..<j { sum -= target[i + l * k] * target[j + l * k] }
        target[i + j * k] = i == j ? max(sum, 0).squareRoot() : sum / target[j + j * k]
      }
    }
  }

  /// Puts the predictors of a level at one node in place; u_k'u_k.
  private func move(_ engine: LevelLaplaceEngine, _ level: Int, node: Int) -> Double {
    let u = scratch.base + k * k
    let z = points.base + node * k
    var penalty = 0.0
    for i in 0..<k {
      var sum = engine.mode.base[level * k + i]
      for j in 0...i { sum += scratch.base[i + j * k] * z[j] }
      u[i] = sum
      penalty += sum * sum
    }
    let (eta, fixed) = (nodeRows.predictor.base, engine.rows.fixedPredictor.base)
    for i in engine.levelStart[level]..<engine.levelStart[level + 1] {
      var sum = fixed[i]
      for c in 0..<k { sum += engine.scaled.base[i * k + c] * u[c] }
      eta[i] = sum
    }
    return penalty
  }

  /// log sum w_k exp((z'z - f(u_k) + f(u)) / 2) of a level; posterior weights into `shares`.
  private func logSum(_ engine: LevelLaplaceEngine, _ level: Int) -> Double {
    let range = engine.levelStart[level]..<engine.levelStart[level + 1]
    var largest = -Double.infinity
    for node in 0..<count {
      let penalty = move(engine, level, node: node)
      let density = nodeRows.evaluate(range, .mode)
      shares.base[node] = logWeights.base[node] + density - 0.5 * penalty
      largest = max(largest, shares.base[node])
    }
    var sum = 0.0
    for node in 0..<count { sum += exp(shares.base[node] - largest) }
    for node in 0..<count { shares.base[node] = exp(shares.base[node] - largest) / sum }
    return largest + log(sum) - engine.modeDensity.base[level]
  }

  /// Fills what the gradient needs.
  func differentiate(_ engine: LevelLaplaceEngine) {
    synchronise(engine)
    for i in lambdaGradient.indices { lambdaGradient[i] = 0 }
    for buffer in [slope, scoreChange, dispersionChange, zeroChange] { buffer.clear() }
    for level in 0..<engine.term.levelCount {
      root(engine, level)
      _ = logSum(engine, level)
      let turn = scratch.base + k * k + 2 * k
      for i in 0..<k * k { turn[i] = 0 }
      for node in 0..<count { add(engine, level, node, turn) }
      subtractMode(engine, level)
      replaceInverse(engine, level, turn)
    }
  }

  /// Adds one node's share to the level's means, and y z' to `turn`, y = R' df/du.
  private func add(
    _ engine: LevelLaplaceEngine, _ level: Int, _ node: Int,
    _ turn: UnsafeMutablePointer<Double>
  ) {
    let range = engine.levelStart[level]..<engine.levelStart[level + 1]
    _ = move(engine, level, node: node)
    _ = nodeRows.evaluate(range, .gradient)
    let share = shares.base[node]
    let derivatives = nodeRows.derivatives
    let (score, u) = (derivatives.score.base, scratch.base + k * k)
    let df = u + k
    for c in 0..<k {
      var sum = u[c]
      for i in range { sum -= engine.scaled.base[i * k + c] * score[i] }
      df[c] = 2 * sum
      slope.base[level * k + c] += share * df[c]
    }
    let z = points.base + node * k
    for i in 0..<k {
      var y = 0.0
      for j in i..<k { y += scratch.base[j + i * k] * df[j] }
      for j in 0..<k { turn[i + j * k] += share * y * z[j] }
    }
    for i in range { scoreChange.base[i] += share * score[i] }
    if let dispersion = derivatives.dispersion {
      for i in range { dispersionChange.base[i] += share * dispersion.density.base[i] }
    }
    if let zero = derivatives.zero {
      for i in range { zeroChange.base[i] += share * zero.density.base[i] }
    }
    for row in 0..<k {
      let column = engine.rows.problem.randomColumn(0, row)
      var sum = 0.0
      for i in range { sum += column[i] * score[i] }
      for c in 0..<k { lambdaGradient[row + c * k] -= 2 * share * sum * u[c] }
    }
  }

  private func subtractMode(_ engine: LevelLaplaceEngine, _ level: Int) {
    let range = engine.levelStart[level]..<engine.levelStart[level + 1]
    let derivatives = engine.rows.derivatives
    for i in range { scoreChange.base[i] -= derivatives.score.base[i] }
    if let dispersion = derivatives.dispersion {
      for i in range { dispersionChange.base[i] -= dispersion.density.base[i] }
    }
    if let zero = derivatives.zero {
      for i in range { zeroChange.base[i] -= zero.density.base[i] }
    }
    for row in 0..<k {
      let column = engine.rows.problem.randomColumn(0, row)
      var sum = 0.0
      for i in range { sum += column[i] * derivatives.score.base[i] }
      for c in 0..<k {
        lambdaGradient[row + c * k] += 2 * sum * engine.mode.base[level * k + c]
      }
    }
  }

  /// inverse(H) - R C R', C the symmetric part of the lower half of `turn`.
  private func replaceInverse(
    _ engine: LevelLaplaceEngine, _ level: Int, _ turn: UnsafeMutablePointer<Double>
  ) {
    let (source, target) = (engine.inverse.base + level * k * k, inverse.base + level * k * k)
    for i in 0..<k {
      for j in 0..<i {
        turn[i + j * k] *= 0.5
        turn[j + i * k] = turn[i + j * k]
      }
      turn[i + i * k] *= 0.5
    }
    let product = turn + k * k
    SmallFace.multiply(scratch.base, turn, into: product, k)
    SmallFace.multiplyByTransposed(product, scratch.base, into: target, k)
    for i in 0..<k * k { target[i] = source[i] - target[i] }
  }
}
