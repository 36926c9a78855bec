import Foundation
import TestSupport
import Testing

@testable import MixedModels

/// Against 120 digits of mpmath: `Tests/Fixtures/response-families.py`.
@Suite("Rows of response families against exact values")
struct ExactRowsTests {
  @Test("Log densities and all derivatives have eleven digits, far out as well")
  func exactValues() throws {
    let path = Reference.repository.appendingPathComponent("Tests/Fixtures/response-families.txt")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
    try #require(lines.count > 250)
    for line in lines {
      let fields = line.split(separator: " ").map(String.init)
      let numbers = fields.dropFirst(2).map { Double($0) }
      let row = FamilyRow(
        family: try #require(ResponseFamily(rawValue: fields[0])),
        link: try #require(LinkFunction(rawValue: fields[1])),
        response: try #require(numbers[0]), trials: try #require(numbers[1]),
        eta: try #require(numbers[2]), logDispersion: numbers[3] ?? 0, zeta: numbers[4])
      let values = row.evaluate()
      let exact = try numbers[5...].map { try #require($0) }
      let inEta = [values.density, values.score, -values.information, -values.weightSlope]
      for (value, exact) in zip(inEta, exact) { Self.expect(value, exact, 0, row) }
      for (shares, exact) in [(values.dispersion, exact[4...6]), (values.zero, exact[7...])]
      where !shares.isEmpty {
        Self.expect(shares[0], exact[exact.startIndex], 0, row)
        Self.expect(shares[1], exact[exact.startIndex + 1], 0, row)
        // Where sums over the response cancel, to the digits of the information they change.
        Self.expect(-shares[2], exact[exact.startIndex + 2], abs(values.information), row)
      }
    }
  }

  private static func expect(_ value: Double, _ exact: Double, _ scale: Double, _ row: FamilyRow) {
    // Below the smallest normal number digits are lost.
    let tolerance = 1e-11 * abs(exact) + 1e-14 * scale + Double.leastNormalMagnitude
    #expect(abs(value - exact) <= tolerance, "\(value), \(exact): \(row)")
  }
}
