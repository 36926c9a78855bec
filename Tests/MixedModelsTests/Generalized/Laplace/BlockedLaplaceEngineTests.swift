import Numerics
import Testing

@testable import MixedModels

@Suite struct BlockedLaplaceEngineTests {
  static let cases: [(design: Int, kind: BlockedLaplaceCase.Kind)] =
    RandomDesign.all.indices.flatMap { design in
      BlockedLaplaceCase.kinds.map { (design, $0) }
    }

  @Test(arguments: cases)
  func equalsTheDenseTwin(_ design: Int, _ kind: BlockedLaplaceCase.Kind) throws {
    let model = try BlockedLaplaceCase(design, kind, seed: 3)
    let engine = model.engine
    let sums = try model.findMode(model.point)
    let dense = DenseLaplace(model.problem)
    let (beta, parameters) = model.split(model.point)
    let twin = try dense.evaluate(beta, parameters)
    let name = Comment(rawValue: model.name)
    #expect(abs(sums.deviance - twin.deviance) < 1e-10 * max(1, abs(twin.deviance)), name)

    let modes = twin.lambda * twin.mode
    for (a, b) in zip(engine.conditionalModes().joined(), modes) {
      #expect(abs(a - b) < 1e-9, name)
    }

    let n = model.problem.rowCount
    let (target, source) = (DoubleBuffer(count: n), DoubleBuffer(count: 3 * n))
    engine.leverages(into: target.base)
    let hat = (twin.scaled * twin.inverse).productTransposed(twin.scaled)
    for i in 0..<n { #expect(abs(target.base[i] - hat[i, i]) < 1e-10, name) }

    var stream = RandomStream(seed: 8, task: 2)
    for i in 0..<3 * n { source.base[i] = stream.normal() }
    let columns = Matrix(
      rows: n, columns: 3, columnMajor: (0..<3 * n).map { source.base[$0] })
    let projection = (twin.scaled * twin.modeInverse).productTransposed(twin.scaled)
    engine.adjoint(source.base, into: target.base)
    for (i, b) in (projection * columns.column(0)).enumerated() {
      #expect(abs(target.base[i] - b) < 1e-9, name)
    }
    let explained =
      engine.explained(source, count: 3) - columns.transposedProduct(projection * columns)
    #expect(explained.largestMagnitude < 1e-9, name)

    let variates = engine.variates()
    for parameter in parameters.indices {
      let derivative = dense.lambda(parameters, derivative: parameter)
      let change = derivative.productTransposed(twin.lambda)
      let effects = dense.z.transposedProduct(twin.score)
      let both = zip(change * effects, change.transposedProduct(effects)).map { $0 + $1 }
      for (i, b) in (dense.z * both).enumerated() {
        #expect(abs(variates.base[parameter * n + i] - b) < 1e-8, name)
      }
    }
  }

  @Test(arguments: cases)
  func conditionalVariancesEqualTheDenseOnes(
    _ design: Int, _ kind: BlockedLaplaceCase.Kind
  ) throws {
    let model = try BlockedLaplaceCase(design, kind, seed: 4)
    let (beta, parameters) = model.split(model.point)
    _ = try model.findMode(model.point)
    let twin = try DenseLaplace(model.problem).evaluate(beta, parameters)
    let covariance = (twin.lambda * twin.modeInverse).productTransposed(twin.lambda)
    var first = 0
    var combination: [(term: Int, level: Int, values: [Double])] = []
    var vector = [Double](repeating: 0, count: twin.mode.count)
    let faces = model.engine.conditionalCovariances()
    for (term, shape) in model.problem.rows.terms.enumerated() {
      let k = shape.width
      for level in 0..<shape.levelCount {
        for a in 0..<k {
          for b in 0..<k {
            let at = first + level * k
            let face = faces[term][level * k * k + a + b * k]
            #expect(abs(face - covariance[at + a, at + b]) < 1e-9, "\(model.name)")
          }
        }
      }
      let level = shape.levelCount / 2
      let values = (0..<k).map { 0.5 - Double($0) }
      for (c, value) in values.enumerated() { vector[first + level * k + c] = value }
      combination.append((term, level, values))
      first += shape.effectCount
    }
    let variance = model.engine.conditionalVariance(combination)
    #expect(abs(variance - dotProduct(vector, covariance * vector)) < 1e-9, "\(model.name)")
  }

  @Test(arguments: cases)
  func gradientEqualsCentralDifferences(
    _ design: Int, _ kind: BlockedLaplaceCase.Kind
  ) throws {
    for seed: UInt64 in 5...6 {
      let model = try BlockedLaplaceCase(design, kind, seed: seed)
      // Some of Lambda's columns, and elements below its diagonal, are zero.
      let points = [model.point, model.singularPoint]
      for point in points {
        let gradient = try model.gradient(point)
        let size = max(gradient.map(abs).max() ?? 1, 1)
        for parameter in point.indices {
          let difference = try centralDifference(at: point, in: parameter) {
            try model.findMode($0).deviance
          }
          #expect(
            abs(difference - gradient[parameter]) < 1e-6 * size,
            "\(model.name) parameter \(parameter)")
        }
      }
    }
  }

  @Test(arguments: [0, 4, 8, 12])
  func theModeDoesNotDependOnTheStart(_ design: Int) throws {
    for kind in BlockedLaplaceCase.kinds {
      let model = try BlockedLaplaceCase(design, kind, seed: 7)
      let far = model.point.enumerated().map { $1 + 0.2 * Double($0 % 3) }
      let cold = try model.findMode(model.point)
      _ = try model.findMode(far)
      let warm = try model.findMode(model.point)
      #expect(abs(cold.deviance - warm.deviance) < 1e-10 * abs(cold.deviance), "\(model.name)")
      model.engine.forgetMode()
      let again = try model.findMode(model.point)
      #expect(again.deviance == cold.deviance, "\(model.name)")
    }
  }

  /// Starts where every Newton step overshoots, or where almost nothing is known.
  @Test(arguments: [0, 1, 8, 9, 12], [-50.0, -20, 20, 40])
  func survivesTerribleStarts(_ design: Int, _ shift: Double) throws {
    for kind in BlockedLaplaceCase.kinds where kind.isDefinedEverywhere {
      for size in [1.0, 1e7] where size == 1 || kind.family != .binomial {
        let model = try BlockedLaplaceCase(design, kind, seed: 9, size: size)
        let (beta, parameters) = model.split(model.point)
        for i in 0..<model.problem.rowCount { model.problem.offset.base[i] = shift }
        let sums = try model.findMode(beta + parameters)
        #expect(sums.deviance.isFinite, "\(model.name)")
        // The mode solves u = Lambda'Z'score.
        let dense = DenseLaplace(model.problem)
        let lambda = dense.lambda(parameters)
        let score = (0..<model.problem.rowCount).map {
          model.engine.rows.derivatives.score.base[$0]
        }
        let u = model.modes()
        let image = lambda.transposedProduct(dense.z.transposedProduct(score))
        let scale = score.map(abs).max() ?? 1
        for (a, b) in zip(u, image) {
          #expect(abs(a - b) < 1e-7 * max(abs(a), scale, 1), "\(model.name) \(shift)")
        }
      }
    }
  }
}
