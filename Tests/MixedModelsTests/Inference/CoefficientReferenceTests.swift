import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Degrees of freedom, standard errors, p values and limits of every reference case, against
/// lmerTest and pbkrtest.
@Suite struct CoefficientReferenceTests {
  @Test(.enabled(if: Reference.has("cases.tsv")))
  func satterthwaite() throws {
    try compare(.satterthwaite, key: "satterthwaite", degreesOfFreedom: 1e-3)
  }

  @Test(.enabled(if: Reference.has("cases.tsv")))
  func kenwardRoger() throws {
    try compare(.kenwardRoger, key: "kenward_roger", degreesOfFreedom: 1e-4)
  }

  private func compare(
    _ method: DegreesOfFreedomMethod, key: String, degreesOfFreedom: Double
  ) throws {
    var (worstFree, worstP, worstError, worstLimit) = (
      WorstRatio(), WorstRatio(), WorstRatio(), WorstRatio()
    )
    for reference in try ReferenceCase.linearMixedModels() where reference.results.has(key) {
      let rows = try reference.fit().coefficientTable(method: method).rows
      let block = try reference.block(key)
      let standardErrors = try (block.has("se") ? block : reference.block("fixed")).numbers("se")
      worstFree.compare(
        rows.compactMap(\.degreesOfFreedom), try block.numbers("df"),
        tolerance: degreesOfFreedom, reference.name)
      worstP.compare(
        rows.compactMap(\.pValue), try block.numbers("p"), tolerance: 1e-3, reference.name)
      worstError.compare(
        rows.map(\.standardError), standardErrors, tolerance: 1e-5, reference.name)
      for (index, row) in rows.enumerated() {
        worstLimit.compare(
          [try #require(row.confidenceLow), try #require(row.confidenceHigh)],
          [try block.numbers("ci95_lower")[index], try block.numbers("ci95_upper")[index]],
          tolerance: 1e-4, floor: standardErrors[index], reference.name)
      }
    }
    #expect(worstFree.count > 50)
    for (what, worst) in [
      ("df", worstFree), ("p", worstP), ("se", worstError), ("limits", worstLimit),
    ] {
      print("\(key) \(what): worst error / tolerance \(worst.ratio) in \(worst.place)")
      #expect(worst.ratio < 1)
    }
  }
}
