import Testing

@testable import MixedModels

@Suite struct GeneralizedChartTests {
  private let center = [0.9, 0.2, -0.3, 0.5, 0.1]

  @Test func coefficientChartsKeepTheCoefficient() {
    let weights = [0.3, -1.4, 0.8]
    let chart = CoefficientChart(center: center, places: 1..<4, weights: weights)
    ProfileChartTests().expectDerivatives(chart, value: 0.7)
    #expect(chart.dimension == 4)
    let point = chart.point([0.1, 0.2, -0.3, 0.4], value: 0.7)
    #expect(abs(0.3 * point[1] - 1.4 * point[2] + 0.8 * point[3] - 0.7) < 1e-15)
    let value = 0.3 * 0.2 + 1.4 * 0.3 + 0.8 * 0.5
    expectClose(chart.point([0, 0, 0, 0], value: value), center, 1e-15)
  }

  @Test func dispersionChartsHoldTheRoot() {
    let chart = DispersionChart(center: center)
    ProfileChartTests().expectDerivatives(chart, value: 0.7)
    let point = chart.point([0, 0, 0, 0], value: 0.7)
    expectClose(Array(point.dropLast()), Array(center.dropLast()), 1e-15)
    #expect(abs(point[4] - -0.7133498878774648) < 1e-15)
    #expect(
      abs(chart.point([0, 0, 0, 0], value: 0)[4] - GeneralizedProblem.logNoDispersion) < 1e-13)
  }
}
