import Testing

@testable import Trials

/// What must not matter does not.
struct ClaimPropertyTests {
  /// Verdict and code by claim.
  static func answers(_ tables: TrialTables, _ claims: [Claim]) -> [[String]] {
    tables.judge(claims).map { [$0.verdict.rawValue, $0.code] }
  }

  static let shipped = Result {
    let claims = try ShippedClaimsTests.claims.get().claims
    return (tables: try ShippedClaimsTests.tables.get(), claims: claims)
  }

  @Test func labelsAndWordsDecideNothing() throws {
    let (tables, claims) = try Self.shipped.get()
    let renamed = claims.enumerated().map { index, claim in
      var other = claim
      other.id = "X\(100 - index)"
      other.statement = "everything works, is proven, and 90 % respond"
      (other.article, other.topic, other.note, other.sourceURL) = ("Z", "z", "only in some", "")
      return other
    }
    #expect(Self.answers(tables, renamed) == Self.answers(tables, claims))
  }

  @Test func theOrderOfClaimsDecidesNothing() throws {
    let (tables, claims) = try Self.shipped.get()
    let reversed = Self.answers(tables, claims.reversed())
    #expect(reversed.reversed() == Self.answers(tables, claims))
  }

  @Test func theOrderOfRowsDecidesNothing() throws {
    var (tables, claims) = try Self.shipped.get()
    let before = Self.answers(tables, claims)
    tables.trials.reverse()
    tables.arms.reverse()
    tables.contrasts.reverse()
    tables.reviews.reverse()
    #expect(Self.answers(tables, claims) == before)
  }

  @Test func studiesUnderOtherNames() throws {
    var (tables, claims) = try Self.shipped.get()
    let before = Self.answers(tables, claims)
    func other(_ name: String) -> String { name.isEmpty ? "" : "study-\(name.reversed())" }
    for index in tables.trials.indices {
      tables.trials[index].study = other(tables.trials[index].study)
    }
    for index in tables.arms.indices { tables.arms[index].study = other(tables.arms[index].study) }
    for index in tables.contrasts.indices {
      tables.contrasts[index].study = other(tables.contrasts[index].study)
    }
    for index in tables.reviews.indices {
      tables.reviews[index].study = other(tables.reviews[index].study)
    }
    for index in claims.indices { claims[index].studies = claims[index].studies.map(other) }
    #expect(Self.answers(tables, claims) == before)
  }

  /// A large before-after study with a large change, in every group and for every outcome claimed.
  @Test func uncontrolledStudiesDecideNothing() throws {
    var (tables, claims) = try Self.shipped.get()
    let before = tables.judge(claims).map(\.verdict)
    let outcomes = Set(claims.map(\.outcome)).sorted()
    for group in tables.groups {
      for (index, outcome) in outcomes.enumerated() {
        var report = ContrastRecord()
        report.study = "open\(group)\(index)"
        report.group = group
        report.outcome = outcome
        report.effect = "change"
        report.comparison = "before minus after"
        report.measure = "MD"
        (report.estimate, report.ciLow) = (PrintedNumber("9"), PrintedNumber("8"))
        (report.ciHigh, report.p) = (PrintedNumber("10"), PrintedNumber("<0.001"))
        report.design = .beforeAfter
        report.isControlled = false
        tables.contrasts.append(report)
      }
    }
    #expect(tables.judge(claims).map(\.verdict) == before)
  }

  @Test func theSameInputGivesTheSameWords() throws {
    let (tables, claims) = try Self.shipped.get()
    #expect(tables.judge(claims) == tables.judge(claims))
  }

  /// Whatever the fields, nothing without controlled numbers is supported.
  @Test func nothingIsSupportedByNothing() throws {
    let tables = TrialTables()
    for direction in Claim.Direction.allCases where direction != .notSettled {
      for quantity in Claim.Quantity.allCases.map(Optional.some) + [nil] {
        for comparator in ["", "placebo", "other forms", "before treatment", "others"] {
          for isIndividual in [false, true] {
            var claim = Claim()
            (claim.id, claim.statement, claim.outcome) = ("C", "s", "cramp frequency")
            (claim.direction, claim.quantityOf) = (direction, quantity)
            (claim.quantity, claim.unit) = (PrintedNumber("2"), "mg")
            (claim.comparator, claim.isIndividual) = (comparator, isIndividual)
            let verdict = try #require(tables.judge([claim]).first)
            #expect([.notSupported, .notCheckable].contains(verdict.verdict), "\(verdict)")
            #expect(!verdict.evidence.isEmpty)
          }
        }
      }
    }
  }

  /// No combination of fields gets support out of one wide interval or a before-after study.
  @Test func noFieldsMakeSupportOfTraps() throws {
    let wide = try Synthetic.tables([Synthetic.Study(name: "s", n: 12, difference: -0.5, sd: 3)])
    let before = try Synthetic.tables(
      (0..<3).map {
        .init(name: "s\($0)", difference: -3, design: "before-after", isControlled: false)
      })
    var claims: [Claim] = []
    for direction in Claim.Direction.allCases where direction != .notSettled {
      for quantity in Claim.Quantity.allCases.map(Optional.some) + [nil] {
        for bound in Claim.Bound.allCases {
          for (comparator, outcome) in [
            ("", "cramp frequency"), ("placebo", "cramps and cramp frequency"),
            ("others", "cramp frequency"), ("before treatment", "cramp-free"),
          ] {
            var claim = Claim()
            (claim.direction, claim.quantityOf, claim.bound) = (direction, quantity, bound)
            (claim.quantity, claim.unit) = (PrintedNumber("0.5"), "cramps per week")
            (claim.comparator, claim.outcome) = (comparator, outcome)
            claims.append(claim)
          }
        }
      }
    }
    for tables in [wide, before] {
      for verdict in tables.judge(claims) {
        #expect([.notSupported, .notCheckable].contains(verdict.verdict), "\(verdict)")
      }
    }
  }

  /// Narrower intervals around the same estimate never take support away, nor does a smaller claim.
  @Test func morePeopleNeverTakeSupportAway() throws {
    let rank: [ClaimVerdict.Verdict] = [.notSupported, .supportedIfReworded, .supported]
    var last = 0
    for n in [5, 10, 20, 40, 80, 160, 320, 640] {
      let verdict = try Synthetic.verdict(
        Synthetic.tables(Synthetic.agreeing(6, on: -0.6, n: n)),
        ["outcome": "cramp frequency", "direction": "lower"])
      let now = try #require(rank.firstIndex(of: verdict.verdict))
      #expect(now >= last)
      last = now
    }
    #expect(last == 2)
  }
}
