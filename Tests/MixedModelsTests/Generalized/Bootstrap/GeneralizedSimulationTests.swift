import Numerics
import Testing

@testable import MixedModels

@Suite struct GeneralizedSimulationTests {
  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  @Test func drawsDependOnSeedAndNumberAlone() throws {
    let model = try GeneratedRows.events.model(seed: 41)
    let five = model.simulate(seed: 1, count: 5)
    #expect(Array(five[..<2]) == model.simulate(seed: 1, count: 2))
    #expect(five != model.simulate(seed: 2, count: 5))
    #expect(five[0] != five[1])
    #expect(five.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 <= 6 && $0 == $0.rounded() } })
  }

  /// With effects at their modes rows are independent, with the fitted means and variances.
  @Test(arguments: GeneratedRows.allCases)
  func keptEffectsLeaveTheFittedMeans(_ rows: GeneratedRows) throws {
    let model = try rows.model(seed: 42, levels: 6, rows: 6)
    let count = 2000
    let draws = model.simulate(seed: 3, count: count, effects: .modes)
    let fitted = FittedRows(model)
    for row in 0..<fitted.count {
      let (mean, trials, zeta) = (fitted.mean(row), fitted.trials(row), fitted.zeta(row))
      let expected = model.law.expectation(mean, trials: trials, zeta: zeta)
      let variance = model.law.variance(mean, trials: trials, zeta: zeta)
      let error = (variance / Double(count)).squareRoot()
      #expect(abs(self.mean(draws.map { $0[row] }) - expected) < 5 * error, "\(row)")
    }
  }

  /// E(y) = exp(x'beta + |x'Lambda|^2 / 2) with log-normal effects.
  @Test func newEffectsHaveTheMarginalMeans() throws {
    let model = try GeneratedRows.slopes.model(seed: 43, levels: 6, rows: 6)
    let count = 4000
    let draws = model.simulate(seed: 4, count: count)
    let theta = model.parameters.theta[0]
    for row in 0..<model.observationCount {
      let x = model.frame.fixed.matrix[row, 1]
      let loadings = [theta[0] + theta[1] * x, theta[2] * x]
      let variance = loadings[0] * loadings[0] + loadings[1] * loadings[1]
      let eta = model.coefficients[0] + model.coefficients[1] * x
      let expected = model.law.mean(eta + variance / 2)
      let values = draws.map { $0[row] }
      let center = mean(values)
      let spread = mean(values.map { ($0 - center) * ($0 - center) })
      #expect(abs(center - expected) < 5 * (spread / Double(count)).squareRoot(), "\(row)")
    }
  }
}
