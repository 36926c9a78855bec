import Testing

@testable import Trials

/// What the checks find in the shipped package: every disagreement that is known to be there, and
/// no other. The reasons stand in the package's README.
@Suite("Checks of the shipped trials")
struct ShippedChecksTests {
  static let checks = Result { try ShippedPackageTests.tables.get().checks() }

  /// Code, study, printed number and line of the file.
  static let disagreements: Set<[String]> = [
    // The bracket beside 0.38 is neither a standard error nor an SD.
    ["A123", "roguinmaor2017", "0.48", "8"],
    // 3 x 122 mg are not 360 mg.
    ["A161", "nygaard2008", "360 mg", "10"],
    // 21 of 66 is not 32.8 %, 39 of 132 not 28.4 %, nor are two categories at baseline right.
    ["A111", "araujo2020", "32.8", "31"], ["A111", "araujo2020", "28.4", "32"],
    ["A111", "araujo2020", "56.3", "33"], ["A111", "araujo2020", "21.1", "34"],
    ["A124", "araujo2020", "21.6 to 45.7", "31"], ["A124", "araujo2020", "20.9 to 37.0", "32"],
    // The odds ratio and its interval are those of other denominators.
    ["A125", "araujo2020", "1.3 (0.6 to 2.9)", "18"],
    // The overall difference lies below both of its subgroups.
    ["A141", "sebo2014", "0.345", "17"],
  ]

  @Test func everyDisagreementIsFoundAndNoOther() throws {
    let found = try Self.checks.get().filter { $0.verdict == .inconsistent }.map {
      [$0.code, $0.subject.study, $0.printed, "\($0.place?.line ?? 0)"]
    }
    #expect(Set(found) == Self.disagreements)
    #expect(found.count == Self.disagreements.count)
    let rounding = try Self.checks.get().filter { $0.verdict == .rounding }.map {
      [$0.subject.study, $0.printed]
    }
    #expect(rounding == [["araujo2020", "27.2"], ["gorantla2024", "8.5"]])
  }

  @Test func repairsAreNamedWhereThereIsExactlyOne() throws {
    let repairs = try Self.checks.get().filter { $0.subject.study == "araujo2020" }
      .compactMap(\.repair)
    #expect(repairs.contains { $0.contains("21 of 64") })
    #expect(repairs.contains { $0.contains("37 of 130") })
    #expect(repairs.contains { $0.contains("18/65 and 21/64") })
  }

  @Test func everyCheckSaysWhatWasCompared() throws {
    let explained = Set(TrialsCatalogue.explanations.map(\.code))
    for check in try Self.checks.get() {
      #expect(explained.contains(check.code))
      #expect(!check.message.isEmpty && !check.message.hasSuffix("."))
      #expect(check.place != nil, "\(check.code) \(check.subject)")
      #expect((check.finding != nil) == [.inconsistent, .rounding].contains(check.verdict))
    }
  }

  @Test func whatFollowsHasBoundsAroundIt() throws {
    let derivations = try ShippedPackageTests.tables.get().derivations()
    #expect(derivations.count { $0.derived != nil } >= 25)
    for derivation in derivations {
      if let value = derivation.derived {
        #expect(value.bounds.contains(value.value) && value.value.isFinite)
      } else {
        #expect(derivation.finding?.place != nil)
      }
    }
    // An independent look: the recovered correlation of the crossover.
    let r = derivations.first { $0.subject.study == "frusso1999" && $0.quantity == .correlation }
    #expect(abs((r?.derived?.value ?? 0) - 0.372) < 0.001)
  }
}
