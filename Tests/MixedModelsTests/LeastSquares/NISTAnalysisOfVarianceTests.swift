import Foundation
import TestSupport
import Testing

@testable import MixedModels

/// Correct digits on NIST's one-way analyses of variance.
@Suite struct NISTAnalysisOfVarianceTests {
  /// The least digits against the exact results of the stored doubles: what arithmetic loses.
  ///
  /// Against the certified results of the printed decimals, the stored doubles themselves are off:
  /// with twelve constant leading digits they give four digits at best.
  private let least: [(prefix: String, digits: Double)] = [
    ("SiRstv", 12), ("AtmWtAg", 9), ("SmLs01", 12), ("SmLs02", 12), ("SmLs03", 12),
    ("SmLs04", 9), ("SmLs05", 9), ("SmLs06", 9), ("SmLs07", 9), ("SmLs08", 9), ("SmLs09", 9),
  ]

  @Test func digits() throws {
    let fixture = try NISTFixture.read()
    #expect(fixture.analyses.count == 11)
    for (analysis, least) in zip(fixture.analyses, least) {
      #expect(analysis.name == least.prefix)
      let found = try self.found(analysis)
      let stored = correctDigits(found, analysis.stored.all)
      let certified = correctDigits(found, analysis.certified.all)
      print(
        String(
          format: "%@: digits of sums of squares, F, R2, SD: %.1f (stored data), %.1f (certified)",
          analysis.name, stored, certified))
      #expect(stored >= least.digits, "\(analysis.name)")
    }
  }

  /// Sums of squares between and within, F, R squared and the residual SD, from the fit.
  private func found(_ analysis: NISTFixture.Analysis) throws -> [Double] {
    let model = try MixedModelSpecification("y ~ factor(treatment)").fit(analysis.table())
    // Differences of the treatments from the first; the level of the data cancels.
    let differences = [0] + model.coefficients.dropFirst()
    let counts = analysis.cells.map { Double($0.count) }
    let total = counts.reduce(0, +)
    let mean = zip(differences, counts).reduce(0) { $0 + $1.0 * $1.1 } / total
    let between = zip(differences, counts).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    let within = model.penalizedSumOfSquares
    let variance = within / (total - Double(counts.count))
    return [
      between, within, between / Double(counts.count - 1) / variance, between / (between + within),
      model.sigma,
    ]
  }
}
