import Glibc
import Numerics
import Testing

@Suite struct LatentSeriesSolverTests {
  /// A random problem whose eight lanes have different hyperparameters and offsets.
  private struct Problem {
    let solver: LatentSeriesSolver
    let lanes: [DenseLatentSeries]
    var sigma = Lanes()
    var rho = Lanes()

    init(
      _ family: LatentSeriesSolver.Family, nights n: Int, coefficients p: Int,
      _ stream: inout RandomStream
    ) {
      let gaps = (0..<n).map {
        $0 == 0 ? 0 : 1 + stream.uniform(below: 5) * stream.uniform(below: 2)
      }
      // Of the coefficients the first, the third and the fourth are thresholds; every level occurs.
      let thresholds = family == .cumulativeLogit ? [0, 2, 3].filter { $0 < p } : []
      let outcome = (0..<n).map { night in
        switch family {
        case .poisson: Double(stream.poisson(mean: 1.5))
        case .bernoulli: stream.uniform() < 0.4 ? 1.0 : 0
        case .cumulativeLogit:
          Double(night <= thresholds.count ? night : stream.uniform(below: thresholds.count + 1))
        }
      }
      let rows = (0..<n).map { _ in
        (0..<p).map { j in
          thresholds.contains(j)
            ? 0 : j == 0 ? 1 : j == 1 ? Double(stream.uniform(below: 2)) : stream.normal()
        }
      }
      let prior = (0..<p).map { _ in
        (mean: 0.3 * stream.normal(), standardDeviation: 0.3 + stream.uniform())
      }
      solver = LatentSeriesSolver(
        family: family, outcome: outcome, gaps: gaps, regressors: rows.flatMap { $0 }, prior: prior,
        thresholds: thresholds)
      var lanes: [DenseLatentSeries] = []
      for lane in 0..<8 {
        sigma[lane] = 0.05 + 1.5 * stream.uniform()
        rho[lane] = 0.02 + 0.95 * stream.uniform()
        let offset = (0..<n).map { _ in 0.3 * stream.normal() }
        for i in 0..<n { solver.offset[i][lane] = offset[i] }
        lanes.append(
          DenseLatentSeries(
            family: family, outcome: outcome, gaps: gaps, regressors: rows, prior: prior,
            sigma: sigma[lane], rho: rho[lane], offset: offset, thresholds: thresholds))
      }
      self.lanes = lanes
    }

    /// Solved to the last digits, unless a coarser stop is asked for.
    func solve(tolerance: Double = 1e-9) -> Lanes {
      solver.setHyperparameters(sigma: sigma, rho: rho)
      solver.start(coefficients: [Double](repeating: 0, count: solver.coefficients))
      return solver.solve(tolerance: tolerance)
    }
  }

  private static let families: [LatentSeriesSolver.Family] = [
    .poisson, .bernoulli, .cumulativeLogit,
  ]

  @Test(arguments: families, 1...5)
  func agreesWithDenseMatrices(_ family: LatentSeriesSolver.Family, _ coefficients: Int) throws {
    var stream = RandomStream(
      seed: 11, task: family == .poisson ? 0 : family == .bernoulli ? 1 : 2,
      substream: UInt64(coefficients))
    var worst = (marginal: 0.0, point: 0.0, variance: 0.0)
    // Levels between two thresholds occur only where there are enough nights.
    for n in (family == .cumulativeLogit ? 4 : 2)...12 {
      let problem = Problem(family, nights: n, coefficients: coefficients, &stream)
      let values = problem.solve()
      let variances = problem.solver.coefficientVariances()
      let moments = problem.solver.predictorMoments()
      for (lane, dense) in problem.lanes.enumerated() {
        let mode = try dense.mode()
        worst.marginal = max(
          worst.marginal, abs(values[lane] - mode.logMarginal) / max(1, abs(mode.logMarginal)))
        for i in 0..<(n + coefficients) {
          let scale = i < n ? dense.sigma : 1
          worst.point = max(
            worst.point, scale * abs(problem.solver.point[i][lane] - mode.point[i]))
        }
        for j in 0..<coefficients {
          let expected = mode.hessianInverse[n + j, n + j]
          worst.variance = max(worst.variance, abs(variances[j][lane] / expected - 1))
        }
        let predictor = dense.predictor(mode.point)
        // Less the middle threshold, where there are thresholds.
        let level =
          dense.thresholds.isEmpty ? nil : dense.thresholds[(dense.thresholds.count - 1) / 2]
        for i in 0..<n {
          let row =
            (0..<n).map { $0 == i ? dense.sigma : 0 }
            + dense.regressors[i].indices.map { $0 == level ? -1 : dense.regressors[i][$0] }
          let variance = dotProduct(row, mode.hessianInverse * row)
          worst.variance = max(worst.variance, abs(moments[i].variance[lane] / variance - 1))
          let expected = predictor[i] - dense.offset[i] - (level.map { mode.point[n + $0] } ?? 0)
          worst.point = max(worst.point, abs(moments[i].mean[lane] - expected))
        }
      }
    }
    print("latent series against dense matrices:", family, coefficients, worst)
    #expect(worst.marginal < 1e-7)
    #expect(worst.point < 1e-7)
    #expect(worst.variance < 1e-7)
  }

  /// The dense twin's own derivatives, at a point that is no mode.
  @Test func derivativesOfLevelsAreFiniteDifferences() {
    var stream = RandomStream(seed: 31)
    let dense = Problem(.cumulativeLogit, nights: 7, coefficients: 5, &stream).lanes[2]
    var point = (0..<12).map { _ in 0.4 * stream.normal() }
    for (place, value) in zip(dense.thresholds, [-1.1, 0.2, 0.9]) { point[7 + place] = value }
    let design = dense.design
    let (gradient, information) = dense.derivatives(point, design)
    func moved(_ i: Int, _ step: Double) -> [Double] {
      var point = point
      point[i] += step
      return point
    }
    for i in point.indices {
      let (up, down) = (moved(i, 1e-5), moved(i, -1e-5))
      let slope = (dense.logLikelihood(up) - dense.logLikelihood(down)) / 2e-5
      #expect(abs(gradient[i] - slope) < 1e-7)
      let (above, _) = dense.derivatives(up, design)
      let (below, _) = dense.derivatives(down, design)
      for j in point.indices {
        #expect(abs(information[j, i] + (above[j] - below[j]) / 2e-5) < 1e-7)
      }
    }
  }

  @Test(arguments: families)
  func theUsualStopIsAsGoodAsItSays(_ family: LatentSeriesSolver.Family) {
    for seed in 0..<20 {
      var stream = RandomStream(seed: 21, task: UInt64(seed))
      let problem = Problem(family, nights: 12, coefficients: 3, &stream)
      let exact = problem.solve()
      problem.solver.start(coefficients: [0, 0, 0])
      let usual = problem.solver.solve()
      for lane in 0..<8 { #expect(abs(usual[lane] - exact[lane]) < 1e-4) }
    }
  }

  @Test(arguments: families)
  func aLaneDoesNotDependOnTheOthers(_ family: LatentSeriesSolver.Family) {
    for seed in 0..<20 {
      var stream = RandomStream(seed: 5, task: UInt64(seed))
      var problem = Problem(family, nights: 9, coefficients: 3, &stream)
      let together = problem.solve()
      let lane = seed % 8
      for other in 0..<8 where other != lane {
        // The others become hard problems: far offsets, other hyperparameters.
        problem.sigma[other] = 2.5
        problem.rho[other] = 0.97
        for i in 0..<9 { problem.solver.offset[i][other] = i % 2 == 0 ? 4 : -3 }
      }
      let alone = problem.solve()
      #expect(abs(alone[lane] - together[lane]) < 1e-6)
    }
  }

  @Test func theSameProblemInEveryLaneGivesTheSameBits() {
    var stream = RandomStream(seed: 8)
    var problem = Problem(.poisson, nights: 10, coefficients: 2, &stream)
    problem.sigma = Lanes(repeating: 0.7)
    problem.rho = Lanes(repeating: 0.4)
    for i in 0..<10 { problem.solver.offset[i] = Lanes(repeating: problem.solver.offset[i][0]) }
    let values = problem.solve()
    for lane in 0..<8 { #expect(values[lane] == values[0]) }
  }

  @Test func theModeDoesNotDependOnTheStart() {
    var stream = RandomStream(seed: 3)
    let problem = Problem(.poisson, nights: 12, coefficients: 3, &stream)
    let near = problem.solve()
    problem.solver.start(coefficients: [4, -4, 4])
    let far = problem.solver.solve(tolerance: 1e-9)
    for lane in 0..<8 { #expect(abs(near[lane] - far[lane]) < 1e-6) }
  }

  /// With sigma so small that the latent process does nothing, only the regression is left.
  @Test func withoutLatentVariationItIsARegression() throws {
    let outcome = [2.0, 0, 1, 4, 1]
    let solver = LatentSeriesSolver(
      family: .poisson, outcome: outcome, gaps: [0, 1, 1, 1, 1],
      regressors: [1, 1, 1, 1, 1], prior: [(mean: 0, standardDeviation: 2)])
    solver.setHyperparameters(sigma: Lanes(repeating: 1e-9), rho: Lanes(repeating: 0.5))
    solver.start(coefficients: [0])
    let value = solver.solve(tolerance: 1e-9)[0]
    var level = 0.0
    for _ in 0..<100 { level -= (5 * exp(level) - 8 + level / 4) / (5 * exp(level) + 0.25) }
    let logLikelihood = outcome.reduce(0) { $0 + $1 * level - exp(level) - lgamma($1 + 1) }
    let expected =
      logLikelihood - level * level / 8 - log(2) - 0.5 * log(5 * exp(level) + 0.25)
    #expect(abs(value - expected) < 1e-8)
    #expect(abs(solver.coefficientVariances()[0][0] - 1 / (5 * exp(level) + 0.25)) < 1e-6)
  }

  @Test func hugeAndTinyScalesStayFinite() {
    for counts in [[0.0, 0, 0, 0], [1e7, 0, 0, 1e7], [1e7, 1e7, 1e7, 1e7]] {
      let solver = LatentSeriesSolver(
        family: .poisson, outcome: counts, gaps: [0, 1, 3000, 1],
        regressors: [1, 0, 1, 1, 1, 0, 1, 1],
        prior: [(mean: -0.7, standardDeviation: 2), (mean: 0, standardDeviation: 0.8)])
      var sigma = Lanes(repeating: 0.01)
      for lane in 0..<8 { sigma[lane] = 0.01 * pow(2.5, Double(lane)) }
      solver.setHyperparameters(sigma: sigma, rho: Lanes(repeating: 0.99))
      solver.start(coefficients: [log(max(0.02, counts.reduce(0, +) / 4)), 0])
      let values = solver.solve()
      for lane in 0..<8 { #expect(values[lane].isFinite, "\(counts) sigma \(sigma[lane])") }
    }
  }
}
