import Foundation
import Numerics
import Testing

@testable import MixedModels

@Suite struct SeriesFactorTests {
  /// A factor of weights of any kind, some negative, and M as a dense matrix.
  @Test(arguments: SeriesScenario.all)
  func equalsTheDenseInverse(_ scenario: SeriesScenario) throws {
    var stream = RandomStream(seed: 3)
    let data = try SeriesData(scenario, seed: 5)
    let series = try #require(data.problem.series)
    let system = SeriesSystem(data.problem, series)
    let factor = SeriesFactor(system)
    let twin = DenseSeriesModel(data, scenario.family)
    let parameters = scenario.parameters(data.problem, &stream)
    let (n, slots, k) = (data.rows.count, twin.slots.count, scenario.effects)
    let weights = (0..<n).map { $0 % 7 == 3 ? -0.05 : 0.1 + 3 * stream.uniform() }
    let weight = DoubleBuffer(weights)
    let v = DoubleBuffer((0..<n).map { _ in stream.normal() })

    /// H in spherical coordinates, and log det H.
    func dense(_ parameters: [Double]) throws -> (loadings: Matrix, factor: CholeskyFactor) {
      let loadings = try twin.loadings(parameters)
      var weighted = loadings
      for i in 0..<n { for c in 0..<loadings.columns { weighted[i, c] *= weights[i] } }
      return (
        loadings,
        try CholeskyFactor(loadings.transposedProduct(weighted) + .identity(loadings.columns))
      )
    }
    let (loadings, twinFactor) = try dense(parameters)
    // From v to (x, u).
    var turn = Matrix.identity(loadings.columns)
    let root = try CholeskyFactor(twin.seriesCorrelation(scenario.correlation)).lower
    for a in 0..<slots { for b in 0..<slots { turn[a, b] = root[a, b] } }
    let inverse = (turn * twinFactor.inverse()).productTransposed(turn)
    let answer = turn * twinFactor.solve(loadings.transposedProduct((0..<n).map { v.base[$0] }))

    system.set(parameters)
    var (logDeterminant, trace) = (0.0, 0.0)
    let (x, u) = (DoubleBuffer(count: slots), DoubleBuffer(count: k * system.levelCount))
    for level in 0..<system.levelCount {
      logDeterminant += try #require(factor.factor(level, weight: weight.base))
      factor.solve(level, v.base, x.base, u.base + level * k)
      trace += factor.invert(level)
      for t in system.slots(level) {
        #expect(abs(x.base[t] - answer[t]) < 1e-10)
        #expect(abs(factor.variance.base[t] - inverse[t, t]) < 1e-10)
        for c in 0..<k {
          #expect(abs(factor.cross.base[t * k + c] - inverse[t, slots + level * k + c]) < 1e-10)
        }
      }
      for c in 0..<k { #expect(abs(u.base[level * k + c] - answer[slots + level * k + c]) < 1e-10) }
    }
    #expect(abs(logDeterminant - twinFactor.logDeterminant) < 1e-10)
    let slope = try centralDifference(at: parameters, in: parameters.count - 1, step: 1e-3) {
      try dense($0).factor.logDeterminant
    }
    #expect(abs(trace - slope) < 1e-7)
  }

  @Test func anIndefiniteMatrixHasNoFactor() throws {
    let data = try SeriesData(SeriesScenario.all[2], seed: 5)
    let system = SeriesSystem(data.problem, try #require(data.problem.series))
    let weight = DoubleBuffer(data.rows.map { _ in -5 })
    system.set([0.5, 0.8, 0.4])
    #expect(SeriesFactor(system).factor(0, weight: weight.base) == nil)
  }
}
