import Testing

@testable import MixedModels

@Suite("Derivatives of the rows of a response family")
struct RowDerivativesTests {
  /// d(value)/d(x) by central differences extrapolated twice, and a bound of their error.
  private static func slope(_ value: (Double) -> Double) -> (Double, Double) {
    func difference(_ h: Double) -> Double { (value(h) - value(-h)) / (2 * h) }
    let h = 0.004
    let (d1, d2, d3) = (difference(h), difference(2 * h), difference(4 * h))
    let (first, second) = ((4 * d1 - d2) / 3, (4 * d2 - d3) / 3)
    return ((16 * first - second) / 15, abs(first - second))
  }

  private static func expect(
    _ value: Double, _ slope: (Double, Double), _ scale: Double, _ name: String, _ row: FamilyRow
  ) {
    let tolerance = 1e-10 * (1 + scale) + 0.05 * slope.1
    #expect(abs(value - slope.0) <= tolerance, "\(name): \(value), \(slope.0) at \(row)")
  }

  @Test(
    "Every derivative is the difference quotient of the one below it", arguments: Curvature.allCases
  )
  func differences(_ curvature: Curvature) {
    for row in FamilyRow.grid.map({ $0.with { $0.curvature = curvature } }) {
      let at = row.evaluate()
      let step = row.link == .identity || row.link == .inverse ? abs(row.eta) : 1
      func inEta(_ value: @escaping (FamilyRow.Values) -> Double) -> (Double, Double) {
        let (slope, error) = Self.slope { h in
          value(row.with { $0.eta += h * step }.evaluate())
        }
        return (slope / step, error / step)
      }
      func inPhi(_ value: @escaping (FamilyRow.Values) -> Double) -> (Double, Double) {
        Self.slope { h in value(row.with { $0.logDispersion += h }.evaluate()) }
      }
      func inZeta(_ value: @escaping (FamilyRow.Values) -> Double) -> (Double, Double) {
        Self.slope { h in value(row.with { $0.zeta = ($0.zeta ?? 0) + h }.evaluate()) }
      }
      let scale = abs(at.density) / step
      Self.expect(at.score, inEta { $0.density }, scale, "score", row)
      Self.expect(-at.information, inEta { $0.score }, abs(at.score) / step, "information", row)
      Self.expect(
        at.weightSlope, inEta { $0.weight }, abs(at.weight) / step, "weight slope", row)
      if !at.dispersion.isEmpty {
        Self.expect(at.dispersion[0], inPhi { $0.density }, abs(at.density), "phi", row)
        Self.expect(at.dispersion[1], inPhi { $0.score }, abs(at.score), "score, phi", row)
        Self.expect(at.dispersion[2], inPhi { $0.weight }, abs(at.weight), "weight, phi", row)
      }
      if !at.zero.isEmpty {
        Self.expect(at.zero[0], inZeta { $0.density }, abs(at.density), "zeta", row)
        Self.expect(at.zero[1], inZeta { $0.score }, abs(at.score), "score, zeta", row)
        Self.expect(at.zero[2], inZeta { $0.weight }, abs(at.weight), "weight, zeta", row)
      }
    }
  }

  @Test("The order of a mode gives the same numbers, without the rest")
  func modeOrder() {
    for row in FamilyRow.grid {
      for curvature in Curvature.allCases {
        let row = row.with { $0.curvature = curvature }
        let (mode, all) = (row.evaluate(order: .mode), row.evaluate())
        #expect(mode.density == all.density && mode.score == all.score, "\(row)")
        #expect(mode.information == all.information && mode.weight == all.weight, "\(row)")
      }
    }
  }

  @Test("A case weight multiplies the log density and every derivative")
  func caseWeights() {
    for row in FamilyRow.grid where row.weight != 1 {
      let (weighted, single) = (row.evaluate(), row.with { $0.weight = 1 }.evaluate())
      let pairs =
        [
          (weighted.density, single.density), (weighted.constant, single.constant),
          (weighted.score, single.score), (weighted.information, single.information),
          (weighted.weight, single.weight), (weighted.weightSlope, single.weightSlope),
        ] + zip(weighted.dispersion, single.dispersion) + zip(weighted.zero, single.zero)
      for (many, one) in pairs { #expect(abs(many - 1.7 * one) <= 1e-15 * abs(many), "\(row)") }
    }
  }
}
