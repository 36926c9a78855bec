import MixedModels
import TestSupport
import Testing

/// Every fitted model of the reference folder, every field of it.
@Suite(.enabled(if: Reference.has("cases.tsv")))
struct FitReferenceTests {
  @Test(arguments: ReferenceScope.cases)
  func fitEqualsReference(_ name: String) throws {
    let reference = try ReferenceCase(name)
    let comparison = try compare(reference)
    print(comparison.summary)
    #expect(comparison.must.ratio <= 1, "\(comparison.must.place)")
    let missed = reference.results.values.keys.filter {
      !comparison.keys.contains($0) && !ReferenceScope.isElsewhere($0)
    }
    #expect(missed.isEmpty, "fields that nothing compares")
  }

  private func compare(_ reference: ReferenceCase) throws -> FitComparison {
    switch reference.kind {
    case "lmm": return try .mixed(reference)
    case "lme", "gls": return try .nlme(reference)
    case "lm": return try .linear(reference, Self.linearTolerance(reference.name))
    default: throw UnknownKind(kind: reference.kind)
    }
  }

  struct UnknownKind: Error { let kind: String }

  /// R's own rounding in ill-conditioned columns; exact solutions are in NISTRegressionTests.
  private static func linearTolerance(_ name: String) -> FitComparison.Tolerance {
    switch name {
    case "lm-nist-filip": .init(must: 1e-5, good: 1e-7)
    case "lm-nist-longley", "lm-nist-pontius", "lm-nist-norris": .init(must: 1e-8, good: 1e-10)
    default: .linear
    }
  }

  @Test func everyCaseIsComparedOrExcused() {
    #expect(ReferenceScope.cases.count > 80)
    for name in ReferenceScope.outOfScope.keys {
      #expect(ReferenceScope.allCases.contains(name), "\(name) is no case")
    }
  }
}
