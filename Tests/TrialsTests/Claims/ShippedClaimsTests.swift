import Foundation
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

  /// What each verdict has to be, and why it is right.
  static let expected: [(claims: [String], verdict: ClaimVerdict.Verdict, code: String)] = [
    // Reference values and physiology, which no trial holds.
    (
      ["K01", "K02", "K08", "K17", "K22", "K24", "K26", "K33", "K35", "K36"], .notCheckable, "A332"
    ),
    // No study of it: neuropathy, absorption, glycinate against placebo, a cream, a cause.
    (["K09", "K15", "K18", "K29", "K30", "K41"], .notCheckable, "A332"),
    // When to give up needs the course of single persons.
    (["K05", "K28"], .notCheckable, "A342"),
    // 12 mmol are 292 mg; 480 mg is the mass of 12 mmol as oxide.
    (["K25"], .contradicted, "A331"),
    // No controlled study of RLS prints a number; nine of cramps do.
    (["K14"], .contradicted, "A343"),
    // The review of RLS pools nothing; what it calls that is not in its row.
    (["K31"], .supportedIfReworded, "A343"),
    // No margin, but a review of moderate certainty: -0.18 (-0.84 to 0.49) cramps a week.
    (["K10"], .supportedIfReworded, "A336"),
    // One trial, P = 0.01 for the frequency; for the duration it prints a P alone.
    (["K12"], .supportedIfReworded, "A337"),
    // The intervals hold no difference: idiopathic cramps; pregnancy; side effects.
    (["K19", "K11", "K20", "K40", "K32"], .notSupported, "A337"),
    // An effect that is not shown has no time to begin.
    (["K04", "K16", "K27", "K37"], .notSupported, "A342"),
    // At those doses: no number, or an interval that holds no difference.
    (["K03", "K23", "K34", "K38"], .notSupported, "A341"),
    // Nobody compared forms with forms, nor a combination with magnesium alone.
    (["K06", "K39", "K42"], .notSupported, "A340"),
    // An open pilot of 12 people.
    (["K13", "K21"], .notSupported, "A335"),
    // Two registered trials of preparations for the skin, no results.
    (["K07"], .notSupported, "A344"),
  ]

  @Test func everyClaimHasTheVerdictThatItsRowsGive() throws {
    let verdicts = try Self.verdicts.get()
    #expect(Self.expected.flatMap(\.claims).sorted() == verdicts.map(\.claim))
    for group in Self.expected {
      for verdict in verdicts where group.claims.contains(verdict.claim) {
        #expect(verdict.verdict == group.verdict, "\(verdict.claim): \(verdict.reason)")
        #expect(verdict.code == group.code, "\(verdict.claim): \(verdict.reason)")
      }
    }
    for kind in ClaimVerdict.Verdict.allCases {
      print("\(kind.rawValue): \(verdicts.count { $0.verdict == kind })")
    }
  }

  @Test func everyVerdictCitesWhatDecidedIt() throws {
    let codes = Set(TrialsCatalogue.explanations.map(\.code))
    for verdict in try Self.verdicts.get() {
      #expect(!verdict.evidence.isEmpty && verdict.evidence.allSatisfy { !$0.text.isEmpty })
      #expect(verdict.reason.hasSuffix(".") && codes.contains(verdict.code))
      #expect(verdict.place?.line != nil && verdict.place?.file.hasSuffix("claims.csv") == true)
      if verdict.verdict == .supportedIfReworded { #expect(verdict.rewording != nil) }
    }
  }

  @Test func rowsAreThoseOfThePool() throws {
    let tables = try Self.tables.get()
    for (claim, group, outcome) in [
      ("K19", "idiopathic", "cramp frequency"), ("K20", "pregnancy", "cramp frequency"),
      ("K20", "pregnancy", "cramp-free"), ("K20", "pregnancy", "cramp frequency halved"),
    ] {
      let pooling = try tables.pool(PoolingPlan(group: group, outcome: outcome))
      let headline = try #require(pooling.headline)
      let isRatio = pooling.effects.measure.isLogarithm
      let verdict = try #require(try Self.verdicts.get().first { $0.claim == claim })
      let row = try #require(
        verdict.evidence.first { $0.kind == .pool && $0.text.hasPrefix("\(outcome):") })
      #expect(row.studies == pooling.effects.effects.count)
      #expect(row.estimate == (isRatio ? exp(headline.estimate) : headline.estimate))
      #expect(row.interval == headline.interval?.mapped { isRatio ? exp($0) : $0 })
    }
  }

  /// By hand: 3.4 - 2.6 = 0.8; z of P = 0.01 is 2.575829; 0.8 * (1 -/+ 1.959964 / 2.575829).
  @Test func anIntervalFromTheMeansAndP() throws {
    let verdict = try #require(try Self.verdicts.get().first { $0.claim == "K12" })
    let row = try #require(verdict.evidence.first)
    #expect(abs((row.estimate ?? 0) + 0.8) < 1e-12)
    #expect(abs((row.interval?.lower ?? 0) + 1.408725) < 1e-6)
    #expect(abs((row.interval?.upper ?? 0) + 0.191275) < 1e-6)
  }

  @Test func wordsThatAreNotUsed() throws {
    let texts =
      try Self.verdicts.get().flatMap { [$0.reason, $0.rewording ?? ""] + $0.evidence.map(\.text) }
      + TrialsCatalogue.claims.flatMap { [$0.title, $0.text] }
    for word in ["significan", "proven", "no effect", "trend towards", "believe"] {
      for text in texts { #expect(!text.lowercased().contains(word), "\(text)") }
    }
  }

  /// Whatever is pooled of pregnancy says before its sentence ends that it was judged not poolable.
  @Test func aPooledNumberOfPregnancyIsNeverAlone() throws {
    let pooled = try Self.tables.get().pool(
      PoolingPlan(group: "pregnancy", outcome: "cramp-free"))
    let number = "RR \(ClaimText.number(exp(try #require(pooled.headline).estimate)))"
    var found = 0
    for verdict in try Self.verdicts.get() {
      let texts = [verdict.reason, verdict.rewording ?? ""] + verdict.evidence.map(\.text)
      for text in texts {
        for sentence in text.components(separatedBy: ". ") where sentence.contains(number) {
          found += 1
          let after = sentence.components(separatedBy: number).last ?? ""
          #expect(after.contains("Cochrane") && after.contains("judged not poolable"))
          #expect(after.contains("very low certainty"))
        }
      }
    }
    #expect(found >= 9)
  }
}
