import Numerics

/// The Laplace approximation of a model with several grouping factors, nested or crossed, on the
/// blocked Cholesky factor of the linear model's engine.
///
/// Every product of Z is summed in the places of one `BlockedLayout`, so that a Newton iteration
/// allocates nothing.
final class BlockedLaplaceEngine: LaplaceEngine {
  let rows: LaplaceRows
  let design: BlockedRandomDesign
  let parameterCount: Int
  /// H_J.
  let modeFactor: BlockedFactor
  /// H; the same object where its weights are the observed information.
  let factor: BlockedFactor
  /// Z Lambda.
  let scaledDesign: DoubleBuffer
  /// u.
  private(set) var mode: BlockedVectors
  /// The candidate for u.
  private var trial: BlockedVectors
  private let step: BlockedVectors
  /// s of the last adjoint.
  let adjointEffects: BlockedVectors
  /// Stand in for the information where H_J is not positive definite.
  private lazy var safeWeights = DoubleBuffer(count: rows.count)
  /// log det H_J where it was last factored.
  private var modeLogDeterminant = 0.0
  private var isWarm = false
  /// The selected inverse belongs to the factor at hand.
  var isInverseSelected = false

  /// - Parameter design: the problem's own, where another engine has found it already.
  init(_ problem: GeneralizedProblem, design: BlockedRandomDesign? = nil) {
    let design = design ?? BlockedRandomDesign(problem)
    self.design = design
    rows = LaplaceRows(problem)
    parameterCount = problem.thetaCount
    modeFactor = BlockedFactor(BlockedProducts(design.layout))
    factor =
      problem.distribution.usesExpectedWeight
      ? BlockedFactor(BlockedProducts(design.layout)) : modeFactor
    scaledDesign = DoubleBuffer(count: design.rowCount * design.columnCount)
    mode = BlockedVectors(design.layout, count: 1)
    trial = BlockedVectors(design.layout, count: 1)
    step = BlockedVectors(design.layout, count: 1)
    adjointEffects = BlockedVectors(design.layout, count: 1)
  }

  func forgetMode() {
    mode.values.clear()
    isWarm = false
  }

  func findMode(_ parameters: [Double]) throws -> ModeSums {
    modeFactor.setLambda(parameters)
    if factor !== modeFactor { factor.setLambda(parameters) }
    design.scale(by: modeFactor.lambda, into: scaledDesign)
    isInverseSelected = false
    let wasWarm = isWarm
    isWarm = false
    var sums: ModeSums
    do { sums = try search() } catch {
      forgetMode()
      guard wasWarm else { throw error }
      sums = try search()
    }
    isWarm = true
    return sums
  }
}

/// Newton's method for the mode.
extension BlockedLaplaceEngine {
  private static let iterationLimit = 200
  /// Of Newton's decrement, relative to f: where the mode is right to rounding.
  private static let tolerance = 1e-24
  private static let halvingLimit = 60
  /// What is left of a level's own products when others explain all of them.
  private static let ridge = 1e-8
  /// After a decrement below this the factor serves for the next steps too: they converge fast
  /// enough without one of their own.
  private static let factorReuse = 1e-5

  /// f at a candidate, in its parts.
  private struct Point {
    let logDensity: Double
    let penalty: Double
    var objective: Double { penalty - 2 * logDensity }
  }

  private func search() throws -> ModeSums {
    var point = evaluate(mode)
    var previous = Double.infinity
    var keepsFactor = false
    var isNewton = true
    for _ in 0..<Self.iterationLimit {
      guard point.objective.isFinite else { break }
      let scale = max(1, abs(point.objective))
      var decrement = keepsFactor ? solveStep() : 0
      if !keepsFactor || decrement > 0.01 * previous {
        keepsFactor = false
        isNewton = try factorForStep()
        decrement = solveStep()
      }
      guard decrement.isFinite else { break }
      let isFactored = isNewton && !keepsFactor
      let stalls = isFactored && decrement > 0.1 * previous && decrement < 1e-14 * scale
      if decrement < Self.tolerance * scale || stalls {
        return try sums(point, isFactored: isFactored)
      }
      modeFactor.backSolve(step.column(0))
      guard let (next, length) = descend(from: point, decrement, scale) else {
        guard decrement < 1e-12 * scale else { break }
        return try sums(evaluate(mode), isFactored: isFactored)
      }
      keepsFactor = isNewton && length == 1 && decrement < Self.factorReuse
      previous = decrement
      point = next
    }
    throw MixedModelError.notConverged(evaluations: Self.iterationLimit)
  }

  /// - Parameter isFactored: H_J of the mode is factored.
  private func sums(_ point: Point, isFactored: Bool) throws -> ModeSums {
    if !isFactored {
      modeLogDeterminant = try logDeterminant(modeFactor, rows.derivatives.information)
    }
    return ModeSums(
      logDensity: point.logDensity, penalty: point.penalty,
      logDeterminant: factor === modeFactor
        ? modeLogDeterminant : try logDeterminant(factor, rows.derivatives.weight))
  }

  /// Halves the step until f falls as it should; nil where it does not.
  private func descend(
    from point: Point, _ decrement: Double, _ scale: Double
  ) -> (point: Point, length: Double)? {
    var length = 1.0
    let (u, direction) = (mode.column(0), step.column(0))
    let candidate = trial.column(0)
    for _ in 0..<Self.halvingLimit {
      for i in 0..<mode.length { candidate[i] = u[i] - length * direction[i] }
      let next = evaluate(trial)
      if next.objective <= point.objective - 1e-4 * length * decrement + 1e-12 * scale {
        swap(&mode, &trial)
        return (next, length)
      }
      length /= 2
    }
    return nil
  }

  private func evaluate(_ u: BlockedVectors) -> Point {
    let n = rows.count
    rows.predictor.base.update(from: rows.fixedPredictor.base, count: n)
    design.addProduct(scaledDesign.base, u.column(0), to: rows.predictor.base)
    return Point(
      logDensity: rows.evaluate(0..<n, .mode),
      penalty: Columns.dot(u.column(0), u.column(0), u.length))
  }

  /// inverse(L)(u - Lambda'Z'score) as the step; its squared length, Newton's decrement.
  private func solveStep() -> Double {
    let direction = step.column(0)
    design.transposedProduct(rows.derivatives.score.base, into: direction)
    modeFactor.scaleByLambda(direction)
    for i in 0..<step.length { direction[i] = mode.column(0)[i] - direction[i] }
    modeFactor.solveForward(step)
    return Columns.dot(direction, direction, step.length)
  }

  /// Factors H_J, or where it is not positive definite, be it by rounding alone, a matrix near it.
  /// - Returns: whether it is H_J.
  private func factorForStep() throws -> Bool {
    let derivatives = rows.derivatives
    if let result = try? logDeterminant(modeFactor, derivatives.information) {
      modeLogDeterminant = result
      return true
    }
    let weights = derivatives.weight.base
    for i in 0..<rows.count { safeWeights.base[i] = weights[i] > 0 ? weights[i] : 0 }
    _ = try logDeterminant(modeFactor, safeWeights, scalingDiagonalBy: 1 + Self.ridge)
    return false
  }

  /// Factors Lambda'Z'W Z Lambda + I.
  /// - Parameter scale: of the products of a level with itself, where they are to outweigh those of
  ///   other levels.
  private func logDeterminant(
    _ factor: BlockedFactor, _ weights: DoubleBuffer, scalingDiagonalBy scale: Double = 1
  ) throws -> Double {
    design.sumProducts(weights.base, into: factor.data)
    if scale != 1 { factor.data.scaleDiagonalFaces(by: scale) }
    let result = (try? factor.factor()) ?? .nan
    guard result.isFinite else {
      throw MixedModelError.notConverged(evaluations: Self.iterationLimit)
    }
    return result
  }
}
