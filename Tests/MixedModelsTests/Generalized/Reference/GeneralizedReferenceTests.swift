import Foundation
import MixedModels
import TestSupport
import Testing

/// Every generalised model of the reference folder, every field of it.
@Suite(.enabled(if: Reference.has("cases.tsv")))
struct GeneralizedReferenceTests {
  @Test(arguments: GeneralizedScope.cases)
  func fitEqualsReference(_ name: String) throws {
    let reference = try ReferenceCase(name)
    let comparison = try compare(reference)
    print(comparison.summary)
    #expect(comparison.failures.isEmpty)
    let missed = reference.results.values.keys.filter {
      !comparison.keys.contains($0) && !GeneralizedScope.isElsewhere($0)
    }
    #expect(missed.isEmpty, "fields that nothing compares")
  }

  private func compare(_ reference: ReferenceCase) throws -> GeneralizedComparison {
    switch reference.kind {
    case "glm", "glm-nb": return try .plain(reference)
    case "glmm" where reference.name.hasSuffix("-exact"): return try .exact(reference)
    case "glmm", "glmm-tmb": return try .mixed(reference)
    default: throw UnknownKind(kind: reference.kind)
    }
  }

  struct UnknownKind: Error { let kind: String }

  /// Newton's method with 30 digits (mpmath) on the menarche data.
  @Test(arguments: [
    ("cloglog", [-12.9851766612688058, 0.953012294087660778]),
    ("probit", [-11.8189417602634878, 0.907823069276455993]),
  ])
  func exactEstimates(_ link: String, _ expected: [Double]) throws {
    let reference = try ReferenceCase("glm-menarche-\(link)")
    let model = try reference.generalizedSpecification()
      .fitGeneralized(ReferenceCase.table(reference.dataset))
    let errors = zip(model.coefficients, expected).map { abs($0 / $1 - 1) }
    print("menarche \(link): relative errors \(errors)")
    #expect(errors.allSatisfy { $0 < 1e-11 })
  }

  @Test func everyCaseIsComparedOrExcused() {
    #expect(GeneralizedScope.cases.count >= 40)
    for name in GeneralizedScope.outOfScope.keys {
      #expect(GeneralizedScope.allCases.contains(name), "\(name) is no case")
    }
  }
}
