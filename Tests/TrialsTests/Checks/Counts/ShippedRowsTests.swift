import Testing

@testable import Trials

@Suite("The shipped trials")
struct ShippedRowsTests {
  private static let checks = CountChecks.checks(of: ShippedRows.tables)

  private func checks(_ code: String, _ study: String, _ outcome: String = "", _ arm: String = "")
    -> [ConsistencyCheck]
  {
    Self.checks.filter {
      $0.code == code && $0.subject.study == study
        && (outcome.isEmpty || $0.subject.outcome == outcome)
        && (arm.isEmpty || $0.subject.arm == arm)
    }
  }

  @Test("disagreements are those that the package's page lists, and no others")
  func known() {
    let found = Self.checks.filter { $0.verdict == .inconsistent }
      .map { "\($0.code) \($0.subject.study) \($0.subject.outcome) \($0.printed)" }
    #expect(
      found == [
        "A111 araujo2020 cramp-free 32.8", "A124 araujo2020 cramp-free 21.6 to 45.7",
        "A111 araujo2020 cramp-free 28.4", "A124 araujo2020 cramp-free 20.9 to 37.0",
        "A111 araujo2020 2 episodes a week 56.3", "A111 araujo2020 3 episodes a week 21.1",
        "A161 nygaard2008  360 mg",
      ])
    let odd = Self.checks.filter { $0.verdict == .rounding }
      .map { "\($0.code) \($0.subject.study) \($0.printed)" }
    #expect(odd == ["A111 araujo2020 27.2"])
  }

  @Test("araujo2020: one repair each, for arm and whole, by percentage and interval")
  func araujo() {
    let placebo = checks("A111", "araujo2020", "cramp-free", "placebo").first
    #expect(placebo?.repair?.contains("21 of 64") == true)
    #expect(placebo?.message == "21 of 66 is 31.82 %, not 32.8 %")
    let whole = checks("A111", "araujo2020", "cramp-free", "all participants").first
    #expect(whole?.repair?.contains("37 of 130 (the 130 analysed)") == true)
    let intervals = checks("A124", "araujo2020")
    #expect(intervals.map(\.verdict) == [.consistent, .inconsistent, .inconsistent])
    #expect(intervals[0].message.contains("Clopper-Pearson"))
    #expect(intervals[1].repair?.contains("21 of 64") == true)
    #expect(intervals[2].repair?.contains("37 of 130") == true)
    let two = checks("A111", "araujo2020", "2 episodes a week").first
    #expect(two?.repair == nil)
  }

  @Test("araujo2020: the four categories add up to 124 of 132, with one possibly not printed")
  func categories() {
    let found = checks("A112", "araujo2020")
    #expect(found.count == 1)
    #expect(found.first?.verdict == .notCheckable)
    #expect(found.first?.recomputed == ValueRange(124))
  }

  @Test("arms add up, and nobody is added on the way")
  func participants() {
    #expect(checks("A113", "araujo2020").allSatisfy { $0.verdict == .consistent })
    #expect(checks("A113", "araujo2020").count == 3)
    #expect(checks("A113", "frusso1999").isEmpty)
    #expect(checks("A113", "cohenhagai2018").map(\.verdict) == [.consistent])
    #expect(checks("A114", "barna2021").map(\.printed) == ["216 screened, 175 analysed"])
  }

  @Test("nygaard2008: 15 mmol are 364.6 mg, three tablets 366 mg")
  func nygaard() {
    let found = checks("A161", "nygaard2008")
    #expect(found.map(\.verdict) == [.consistent, .consistent, .inconsistent])
    #expect(found[1].recomputed.map { abs($0.low - 364.575) < 1e-9 } == true)
    #expect(found[2].message == "3 x 122 mg is 366.0 mg of magnesium, not 360 mg")
    #expect(checks("A161", "dahle1995").map(\.verdict) == [.consistent])
    #expect(checks("A161", "supakatisant2015").map(\.verdict) == [.consistent])
    #expect(checks("A161", "hornyak1998").map(\.verdict) == [.notCheckable])
    #expect(checks("A161", "lynch2014").isEmpty)
  }

  @Test("means of counts: n is too large for the digits, or the unit leaves averages open")
  func means() {
    let reasons = Self.checks.filter { $0.code == "A101" && $0.verdict == .notCheckable }
    #expect(reasons.contains { $0.message.contains("42 whole numbers can give every number") })
    #expect(reasons.contains { $0.message.contains("may be an average over another time") })
    #expect(reasons.contains { $0.message.contains("is not printed") })
    #expect(reasons.contains { $0.message.contains("does not say that values are whole") })
    #expect(checks("A101", "lynch2014", "cramp severity").map(\.verdict) == [.consistent])
    #expect(checks("A101", "lynch2014", "people with cramps").map(\.verdict) == [.consistent])
  }

  @Test("ranges: the 1 to 10 scale bounds the SD, a sum of points has no such scale")
  func spread() {
    let severity = checks("A134", "lynch2014").first
    #expect(severity?.verdict == .consistent)
    // sqrt((10 - 3.895) (3.895 - 1) 62 / 61)
    #expect(severity?.recomputed.map { abs($0.high - 4.2384) < 1e-3 } == true)
    #expect(
      checks("A134", "nygaard2008", "cramp intensity").allSatisfy {
        $0.message.contains("not below 0")
      })
    #expect(checks("A134", "hornyak1998").count == 2)
  }

  @Test("every code has its explanation, in order, and no text blames anybody")
  func catalogue() {
    let codes = TrialsCatalogue.explanations.map(\.code)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
    #expect(Set(Self.checks.map(\.code)).isSubset(of: codes))
    let words = ["misconduct", "fraud", "fabricat", "significant ", "proven", "no effect"]
    let texts = Self.checks.map(\.message) + TrialsCatalogue.counts.flatMap { [$0.title, $0.text] }
    #expect(!texts.contains { text in words.contains { text.lowercased().contains($0) } })
  }
}
