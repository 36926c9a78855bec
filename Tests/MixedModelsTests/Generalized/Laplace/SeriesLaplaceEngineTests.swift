import Foundation
import Numerics
import Testing

@testable import MixedModels

/// The engine at a point, after its gradient's preparations, and its dense twin.
private struct Comparison {
  let data: SeriesData
  let engine: SeriesLaplaceEngine
  let twin: DenseSeriesModel
  let beta: [Double]
  let parameters: [Double]
  let sums: ModeSums
  let mode: DenseSeriesModel.Mode
  /// c, t and r of the gradient.
  let slopes: DoubleBuffer
  let turned: DoubleBuffer
  let residual: DoubleBuffer

  init(_ scenario: SeriesScenario, seed: UInt64) throws {
    var stream = RandomStream(seed: seed, task: 8)
    data = try SeriesData(scenario, seed: seed)
    twin = DenseSeriesModel(data, scenario.family)
    engine = SeriesLaplaceEngine(data.problem)
    beta = (0..<data.problem.coefficientCount).map { _ in 0.3 * stream.normal() }
    parameters = scenario.parameters(data.problem, &stream)
    let fixed = data.fixedPredictor(beta)
    let (rows, n) = (engine.rows, data.rows.count)
    for i in 0..<n { rows.fixedPredictor.base[i] = fixed[i] }
    sums = try engine.findMode(parameters)
    mode = try twin.mode(fixed, parameters)
    (slopes, turned, residual) = (
      DoubleBuffer(count: n), DoubleBuffer(count: n), DoubleBuffer(count: n)
    )
    _ = rows.evaluate(0..<n, .gradient)
    engine.leverages(into: slopes.base)
    for i in 0..<n { slopes.base[i] *= rows.derivatives.weightSlope.base[i] }
    engine.adjoint(slopes.base, into: turned.base)
    for i in 0..<n {
      residual.base[i] =
        slopes.base[i] - 2 * rows.derivatives.score.base[i]
        - rows.derivatives.information.base[i] * turned.base[i]
    }
  }

  var n: Int { data.rows.count }
}

private func values(_ buffer: DoubleBuffer, _ count: Int) -> [Double] {
  (0..<count).map { buffer.base[$0] }
}

/// The largest difference, relative to the largest expected number or to 1.
private func distance(_ computed: [Double], _ expected: [Double]) -> Double {
  guard computed.count == expected.count else { return .infinity }
  let scale = expected.reduce(1) { max($0, abs($1)) }
  return zip(computed, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
}

@Suite struct SeriesLaplaceEngineTests {
  @Test(arguments: SeriesScenario.all)
  func modeEqualsTheDenseOne(_ scenario: SeriesScenario) throws {
    for seed: UInt64 in 1...4 {
      let point = try Comparison(scenario, seed: seed)
      let (mode, n) = (point.mode, point.n)
      let value = point.sums.penalty + point.sums.logDeterminant - 2 * point.sums.logDensity
      #expect(abs(value - mode.value) < 1e-10)
      #expect(abs(point.sums.penalty - mode.penalty) < 1e-10)
      #expect(distance(values(point.engine.rows.predictor, n), mode.eta) < 1e-10)
      let leverages = DoubleBuffer(count: n)
      point.engine.leverages(into: leverages.base)
      #expect(distance(values(leverages, n), mode.projection.diagonal) < 1e-10)
      let turned = mode.projection * values(point.slopes, n)
      #expect(distance(values(point.turned, n), turned) < 1e-10)
    }
  }

  @Test(arguments: SeriesScenario.all)
  func explainedFormsEqualTheDenseOnes(_ scenario: SeriesScenario) throws {
    var stream = RandomStream(seed: 5)
    let point = try Comparison(scenario, seed: 6)
    let a = Matrix(
      rows: point.n, columns: 3, columnMajor: (0..<3 * point.n).map { _ in stream.normal() })
    let explained = point.engine.explained(DoubleBuffer(a.elements), count: 3)
    let expected = a.transposedProduct(point.mode.projection * a)
    #expect(distance(explained.elements, expected.elements) < 1e-10)
  }

  @Test(arguments: SeriesScenario.all)
  func modesAndVariancesEqualTheDenseOnes(_ scenario: SeriesScenario) throws {
    let point = try Comparison(scenario, seed: 9)
    let (engine, mode, slots) = (point.engine, point.mode, point.twin.slots.count)
    // tau E C v and its covariance, by one row of each slot.
    let series = (0..<slots).map { slot in
      point.data.rows.firstIndex { point.twin.slots[slot] == ($0.series, $0.time) } ?? 0
    }
    let loadings = Matrix(
      rows: series.map { i in (0..<slots).map { mode.loadings[i, $0] } })
    let own = Matrix(rows: (0..<slots).map { a in (0..<slots).map { mode.inverse[a, $0] } })
    #expect(distance(engine.seriesModes(), loadings * Array(mode.v[..<slots])) < 1e-10)
    let variances = (loadings * own).productTransposed(loadings).diagonal
    #expect(distance(engine.seriesVariances(), variances) < 1e-10)
    guard scenario.effects > 0 else {
      #expect(engine.conditionalModes().isEmpty && engine.conditionalCovariances().isEmpty)
      return
    }
    let (k, lambda) = (scenario.effects, point.twin.lambda(point.parameters))
    var (modes, covariances): ([Double], [Double]) = ([], [])
    for level in 0..<4 {
      let first = slots + level * k
      modes += lambda * Array(mode.v[first..<(first + k)])
      let face = Matrix(
        rows: (0..<k).map { a in (0..<k).map { mode.inverse[first + a, first + $0] } })
      covariances += (lambda * face).productTransposed(lambda).elements
    }
    #expect(distance(engine.conditionalModes()[0], modes) < 1e-10)
    #expect(distance(engine.conditionalCovariances()[0], covariances) < 1e-10)
    // Two effects of level 1, given apart, and one of level 3.
    let face = Matrix(
      rows: k, columns: k, columnMajor: Array(covariances[(k * k)..<(2 * k * k)]))
    let (left, right) = ((0..<k).map { Double($0 + 1) }, (0..<k).map { 0.5 - Double($0) })
    let sum = zip(left, right).map { $0 + $1 }
    let other = covariances[3 * k * k]
    let unit = (0..<k).map { $0 == 0 ? 2.0 : 0 }
    let variance = engine.conditionalVariance([(0, 1, left), (0, 3, unit), (0, 1, right)])
    #expect(abs(variance - dotProduct(sum, face * sum) - 4 * other) < 1e-10)
  }

  @Test(arguments: SeriesScenario.all)
  func gradientEqualsDifferencesOfTheDenseDeviance(_ scenario: SeriesScenario) throws {
    for seed: UInt64 in 1...2 {
      let point = try Comparison(scenario, seed: seed)
      let p = point.beta.count
      let gradient =
        (0..<p).map { c in
          (0..<point.n).reduce(0) {
            $0 + point.data.problem.design.base[c * point.n + $1] * point.residual.base[$1]
          }
        } + point.engine.gradient(point.residual.base).values
      let expected = try (point.beta + point.parameters).indices.map {
        try centralDifference(
          at: point.beta + point.parameters, in: $0, step: 1e-3, of: point.twin.deviance)
      }
      #expect(distance(gradient, expected) < 1e-6, "seed \(seed)")
    }
  }

  /// The deviance depends on Lambda Lambda' alone: it does not change along Lambda K with K skew,
  /// so that Lambda'G is symmetric.
  @Test(arguments: SeriesScenario.all.filter { $0.effects > 1 })
  func gradientInLambdaHoldsForEveryElement(_ scenario: SeriesScenario) throws {
    let point = try Comparison(scenario, seed: 2)
    let k = scenario.effects
    let gradient = Matrix(
      rows: k, columns: k, columnMajor: point.engine.gradient(point.residual.base).lambda[0])
    let product = point.twin.lambda(point.parameters).transposedProduct(gradient)
    #expect(distance(product.elements, product.transposed.elements) < 1e-10)
  }

  @Test(arguments: SeriesScenario.all)
  func variatesAreDerivativesOfTheCovariance(_ scenario: SeriesScenario) throws {
    let point = try Comparison(scenario, seed: 4)
    let variates = point.engine.variates()
    for p in point.parameters.indices {
      let derivative = try numericalDerivative(p, at: point.parameters) {
        try point.twin.loadings($0).outerProduct()
      }
      let own = (0..<point.n).map { variates.base[p * point.n + $0] }
      #expect(distance(own, derivative * point.mode.score) < 1e-7, "parameter \(p)")
    }
  }

  /// With a canonical link the expected information is the observed one: one factor serves both.
  @Test(arguments: [SeriesScenario.all[1], SeriesScenario.all[5], SeriesScenario.all[6]])
  func aCanonicalLinkNeedsOneFactor(_ scenario: SeriesScenario) throws {
    let data = try SeriesData(scenario, seed: 7, curvature: .expected)
    let engine = SeriesLaplaceEngine(data.problem)
    #expect(engine.weightFactor === engine.modeFactor)
  }

  @Test func aWarmStartEndsAtTheSameMode() throws {
    for scenario in SeriesScenario.all {
      let point = try Comparison(scenario, seed: 3)
      let far = point.parameters.map { 3 * $0 + 0.5 }
      _ = try point.engine.findMode(far)
      let warm = try point.engine.findMode(point.parameters)
      point.engine.forgetMode()
      let cold = try point.engine.findMode(point.parameters)
      for sums in [warm, cold] {
        #expect(abs(sums.logDensity - point.sums.logDensity) < 1e-10)
        #expect(abs(sums.logDeterminant - point.sums.logDeterminant) < 1e-10)
      }
    }
  }

  @Test func impossibleMeansAndParametersHaveNoMode() throws {
    let data = try SeriesData(SeriesScenario.all[2], seed: 1)
    let engine = SeriesLaplaceEngine(data.problem)
    #expect(throws: MixedModelError.notConverged(evaluations: 200)) {
      try engine.findMode([0.5, .nan, 0.3])
    }
    for i in 0..<data.rows.count { engine.rows.fixedPredictor.base[i] = 1000 }
    #expect(throws: MixedModelError.notConverged(evaluations: 200)) {
      try engine.findMode([0.5, 0.4, 0.3])
    }
    // The next search starts afresh.
    for i in 0..<data.rows.count { engine.rows.fixedPredictor.base[i] = 0 }
    let mode = try DenseSeriesModel(data, .poisson)
      .mode([Double](repeating: 0, count: data.rows.count), [0.5, 0.4, 0.3])
    #expect(abs(try engine.findMode([0.5, 0.4, 0.3]).penalty - mode.penalty) < 1e-10)
  }

  /// Where rho is 1 to rounding, a series is a random intercept.
  @Test func aConstantSeriesIsARandomIntercept() throws {
    let data = try SeriesData(SeriesScenario.all[3], seed: 8)
    let engine = SeriesLaplaceEngine(data.problem)
    let twin = DenseSeriesModel(data, .poisson)
    let fixed = data.fixedPredictor([0.2, -0.1])
    for (i, value) in fixed.enumerated() { engine.rows.fixedPredictor.base[i] = value }
    // At rho = 1 - 1e-12 the dense twin still has half of its digits.
    let near = try twin.mode(fixed, [0.7, 0.5, 14.2])
    for parameter in [14.2, 17, 18, 25, 400] {
      let sums = try engine.findMode([0.7, 0.5, parameter])
      let value = sums.penalty + sums.logDeterminant - 2 * sums.logDensity
      #expect(abs(value - near.value) < 1e-5, "\(parameter)")
    }
    let here = try engine.findMode([0.7, 0.5, 17])
    let there = try engine.findMode([0.7, 0.5, 18])
    #expect(abs(here.logDeterminant - there.logDeterminant) < 1e-12)
  }

  @Test func agreesWithTheSolverOfOneSeries() throws {
    var stream = RandomStream(seed: 12)
    let n = 40
    let times = (0..<n).reduce(into: [0.0]) { times, _ in
      times.append(times[times.count - 1] + Double(1 + stream.uniform(below: 3)))
    }.dropLast()
    let counts = (0..<n).map { _ in Double(stream.poisson(mean: 2)) }
    let x = (0..<n).map { _ in stream.normal() }
    var text = "y,x\n"
    for i in 0..<n { text += "\(counts[i]),\(x[i])\n" }
    let frame = try ModelFrame(MixedModelSpecification("y ~ x"), makeTable(text))
    let sorted = try SeriesRowOrder(
      levels: nil, groupCodes: [Int32](repeating: 0, count: n), times: Array(times))
    let distribution = ConditionalDistribution(
      family: .poisson, link: .log, curvature: .observed, response: counts)
    let engine = SeriesLaplaceEngine(
      GeneralizedProblem(
        order: sorted.order, distribution: distribution,
        rows: try ModelRows(frame: frame, rootWeights: []), offset: [],
        zeroDesign: DoubleBuffer(count: 0), zeroBasis: nil, series: sorted.design,
        integration: .laplace))
    let gaps = times.indices.map { $0 == 0 ? 0 : Int(times[$0] - times[$0 - 1]) }
    let solver = LatentSeriesSolver(
      family: .poisson, outcome: counts, gaps: gaps, regressors: [], prior: [])
    for i in 0..<n {
      solver.offset[i] = Lanes(repeating: 0.3 * x[i])
      engine.rows.fixedPredictor.base[i] = 0.3 * x[i]
    }
    for (sigma, rho) in [(0.4, 0.3), (1.1, 0.8), (0.02, 0.95)] {
      solver.setHyperparameters(sigma: Lanes(repeating: sigma), rho: Lanes(repeating: rho))
      solver.start(coefficients: [])
      let expected = solver.solve(tolerance: 1e-10)[0]
      let sums = try engine.findMode([sigma, atanh(rho)])
      let value =
        sums.logDensity + distribution.constant - 0.5 * (sums.penalty + sums.logDeterminant)
      #expect(abs(value - expected) < 1e-9)
      let moments = solver.predictorMoments()
      let (modes, variances) = (engine.seriesModes(), engine.seriesVariances())
      #expect(distance(modes, moments.map { $0.mean[0] }) < 1e-9)
      #expect(distance(variances, moments.map { $0.variance[0] }) < 1e-9)
    }
  }
}
