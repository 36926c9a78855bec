import Numerics
import Testing

@testable import MixedModels

@Suite struct ProfileChartTests {
  private static let center = [0.9, 0.2, -0.3, 0.5, 0.1, 0.4, 0.7, 0.25]

  /// Central differences of the point against the derivatives the chart states.
  func expectDerivatives(_ chart: some ProfileChart, value: Double) {
    let coordinates = (0..<chart.dimension).map { 0.05 * Double($0 % 3) - 0.04 }
    let stated = chart.derivatives(coordinates, value: value)
    let step = 1e-5
    func difference(_ a: [Double], _ b: [Double]) -> [Double] {
      zip(a, b).map { ($0 - $1) / (2 * step) }
    }
    for column in 0..<chart.dimension {
      var (up, down) = (coordinates, coordinates)
      up[column] += step
      down[column] -= step
      let numeric = difference(
        chart.point(up, value: value), chart.point(down, value: value))
      for (a, b) in zip(numeric, stated.coordinates.column(column)) { #expect(abs(a - b) < 1e-8) }
    }
    let numeric = difference(
      chart.point(coordinates, value: value + step), chart.point(coordinates, value: value - step))
    for (a, b) in zip(numeric, stated.value) { #expect(abs(a - b) < 1e-8) }
  }

  /// theta of one factor with three correlated effects, by columns, then two more parameters.
  private static let layout = ParameterLayout([
    RandomEffectsDesign(
      group: "g", levels: ["a"], codes: [0], columns: [1, 1, 1], names: ["x", "y", "z"],
      blocks: [0..<3])
  ])

  @Test func standardDeviationChartsKeepTheStandardDeviation() {
    for effect in 0..<3 {
      for knownSigma in [nil, 1.7] {
        let row = Self.layout.rows[0][effect]
        let chart = StandardDeviationChart(center: Self.center, row: row, knownSigma: knownSigma)
        expectDerivatives(chart, value: 1.3)
        let coordinates = (0..<chart.dimension).map { 0.1 * Double($0) - 0.2 }
        let point = chart.point(coordinates, value: 1.3)
        let sigma = knownSigma ?? exponential(point[7])
        let value = Self.layout.value(
          of: .standardDeviation(factor: 0, effect: effect), parameters: point, sigma: sigma)
        #expect(abs((value ?? 0) - 1.3) < 1e-14)
      }
    }
  }

  @Test func correlationChartsKeepTheCorrelation() {
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      let chart = CorrelationChart(
        center: Self.center, row: Self.layout.rows[0][second], other: Self.layout.rows[0][first])
      expectDerivatives(chart, value: 0.4)
      let coordinates = (0..<chart.dimension).map { 0.06 * Double($0) - 0.2 }
      let value = Self.layout.value(
        of: .correlation(factor: 0, first: first, second: second),
        parameters: chart.point(coordinates, value: 0.4), sigma: 1)
      #expect(abs((value ?? 0) - sine(0.4)) < 1e-14)
    }
  }

  @Test func chartsPassThroughTheirCenter() {
    let origin = { (chart: any ProfileChart) in [Double](repeating: 0, count: chart.dimension) }
    for effect in 0..<3 {
      let row = Self.layout.rows[0][effect]
      let chart = StandardDeviationChart(center: Self.center, row: row, knownSigma: 2)
      let value = 2 * norm(row.map { Self.center[$0] })
      for (a, b) in zip(chart.point(origin(chart), value: value), Self.center) {
        #expect(abs(a - b) < 1e-15)
      }
    }
    let chart = CorrelationChart(
      center: Self.center, row: Self.layout.rows[0][2], other: Self.layout.rows[0][1])
    let value = ProfileScale.arcSine.value(
      Self.layout.value(
        of: .correlation(factor: 0, first: 1, second: 2), parameters: Self.center, sigma: 1) ?? 0)
    for (a, b) in zip(chart.point(origin(chart), value: value), Self.center) {
      #expect(abs(a - b) < 1e-15)
    }
  }

  private func exponential(_ x: Double) -> Double { ProfileScale.logarithm.parameter(x) }
  private func sine(_ x: Double) -> Double { ProfileScale.arcSine.parameter(x) }
}
