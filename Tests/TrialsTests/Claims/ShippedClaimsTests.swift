import TestSupport
import Testing

@testable import Trials

/// The shipped claims held against the shipped trials.
struct ShippedClaimsTests {
  static func path(_ name: String) -> String {
    Reference.repository.appendingPathComponent("Datasets/\(name)").path
  }

  static let tables = Result { try TrialTables.read(paths: [path("magnesium-trials")]) }
  static let claims = Result { try ClaimTable.read(path: path("claims")) }
  static let verdicts = Result { try tables.get().judge(claims.get().claims) }

  @Test func everyClaimHasAVerdictThatCitesSomething() throws {
    let verdicts = try Self.verdicts.get()
    #expect(verdicts.count == 42)
    for verdict in verdicts {
      print("## \(verdict.claim) \(verdict.verdict.rawValue) \(verdict.code): \(verdict.statement)")
      print("   \(verdict.reason)")
      if let rewording = verdict.rewording { print("   -> \(rewording)") }
      for row in verdict.evidence { print("   [\(row.kind)] \(row.source): \(row.text)") }
    }
  }
}
