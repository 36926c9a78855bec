import Testing

@testable import MixedModels

@Suite struct ProfileCurveTests {
  @Test func cubicsAreReproduced() {
    let cubic = { (x: Double) in 2 + x - 0.5 * x * x + 0.25 * x * x * x }
    let slope = { (x: Double) in 1 - x + 0.75 * x * x }
    let curve = ProfileCurve(
      [2, -1, 0.5].map { ProfileCurve.Node(value: $0, zeta: cubic($0), slope: slope($0)) })
    for x in [-1, -0.3, 0.5, 1.1, 2] {
      #expect(abs((curve.zeta(at: x) ?? .infinity) - cubic(x)) < 1e-14)
    }
    #expect(curve.zeta(at: 2.01) == nil && curve.zeta(at: -1.01) == nil)
  }

  @Test func thereAndBackThroughTheNodes() {
    let curve = ProfileCurve(
      [-2, -1, 0, 1, 3].map { ProfileCurve.Node(value: $0, zeta: 2 * $0 + 1, slope: 2) })
    for value in stride(from: -2, through: 3, by: 0.25) {
      let zeta = curve.zeta(at: value) ?? .infinity
      #expect(abs((curve.value(atZeta: zeta) ?? .infinity) - value) < 1e-14)
    }
  }
}
