import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Type III tables of every reference case, against lmerTest and pbkrtest.
@Suite struct AnovaReferenceTests {
  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: [
      (DegreesOfFreedomMethod.satterthwaite, "satterthwaite", 1e-3),
      (.kenwardRoger, "kenward_roger", 1e-4),
    ])
  func typeThree(_ method: DegreesOfFreedomMethod, _ key: String, _ tolerance: Double) throws {
    var worst: [String: WorstRatio] = [:]
    for reference in try ReferenceCase.linearMixedModels() where reference.results.has(key) {
      guard try reference.block(key).has("anova_type3") else { continue }
      let expected = try reference.block(key).block("anova_type3")
      let rows = try reference.fit().anovaTable(.unweighted, method: method).rows
      #expect(rows.map(\.label) == (try expected.texts("terms")), "\(reference.name)")
      let columns: [(String, [Double], Double)] = [
        ("num_df", rows.map { Double($0.numeratorDegreesOfFreedom) }, 1e-12),
        ("den_df", rows.compactMap(\.denominatorDegreesOfFreedom), tolerance),
        ("F", rows.map(\.statistic), 1e-4), ("p", rows.compactMap(\.pValue), 1e-3),
        ("sum_sq", rows.map(\.sumOfSquares), 1e-4), ("mean_sq", rows.map(\.meanSquare), 1e-4),
      ]
      for (name, values, tolerance) in columns {
        worst[name, default: WorstRatio()].compare(
          values, try expected.numbers(name), tolerance: tolerance, reference.name)
      }
    }
    for (name, worst) in worst.sorted(by: { $0.key < $1.key }) {
      print("\(key) type III \(name): worst error / tolerance \(worst.ratio) in \(worst.place)")
      #expect(worst.ratio < 1)
    }
    #expect(worst.count == 6)
  }
}
