import Testing

@testable import Trials

/// Clear cases: the rules say yes and no, not only cannot tell.
struct ClaimDecisionTests {
  typealias Study = Synthetic.Study

  static let fields = ["group": "a", "outcome": "cramp frequency", "comparator": "placebo"]

  func verdict(
    _ studies: [Study], _ more: [String: String], reviews: String? = nil,
    plan: PoolingPlan = PoolingPlan()
  ) throws -> ClaimVerdict {
    try Synthetic.verdict(
      Synthetic.tables(studies, reviews: reviews), Self.fields.merging(more) { $1 }, plan: plan)
  }

  @Test(arguments: [
    ("lower", ClaimVerdict.Verdict.supported), ("better", .supported), ("higher", .contradicted),
    ("worse", .contradicted), ("no difference", .contradicted), ("not settled", .contradicted),
  ])
  func sixPreciseTrials(_ direction: String, _ expected: ClaimVerdict.Verdict) throws {
    let found = try verdict(Synthetic.agreeing(6, on: -1), ["direction": direction])
    #expect(found.verdict == expected, "\(found.reason)")
    let row = try #require(found.evidence.first)
    #expect(row.kind == .pool && row.studies == 6)
    #expect(abs((row.estimate ?? 0) + 1) < 0.02)
    #expect((row.interval?.upper ?? 0) < 0)
  }

  @Test func aGoodOutcomeIsOrientedTheOtherWay() throws {
    let counts = (0..<6).map {
      Synthetic.Counts(name: "s\($0)", outcome: "cramp-free", first: (240, 400), second: (120, 400))
    }
    let tables = try Synthetic.tables([], counts)
    func found(_ direction: String, _ outcome: String) throws -> ClaimVerdict {
      try Synthetic.verdict(tables, ["outcome": outcome, "direction": direction])
    }
    #expect(try found("better", "cramp-free").verdict == .supported)
    #expect(try found("higher", "cramp-free").verdict == .supported)
    #expect(try found("worse", "cramp-free").verdict == .contradicted)
    // Another measure of the same thing, oriented the other way.
    #expect(try found("lower", "cramp frequency").verdict == .supportedIfReworded)
    #expect(try found("better", "cramp frequency").verdict == .supportedIfReworded)
    #expect(try found("higher", "cramp frequency").verdict == .notSupported)
  }

  @Test func wordsThatTellNoOrientation() throws {
    var studies = Synthetic.agreeing(6, on: -1)
    for index in studies.indices { studies[index].outcome = "serum magnesium" }
    let more = ["outcome": "serum magnesium", "direction": "better"]
    let found = try verdict(studies, more)
    #expect(found.verdict == .notCheckable && found.code == "A345")
    let literal = try verdict(studies, more.merging(["direction": "lower"]) { $1 })
    #expect(literal.verdict == .supported)
  }

  @Test func oneStudyNeedsAWeakerWording() throws {
    let found = try verdict(Synthetic.agreeing(1, on: -1), ["direction": "lower"])
    #expect(found.verdict == .supportedIfReworded && found.reason.contains("rests on one study"))
    let opposite = try verdict(Synthetic.agreeing(1, on: -1), ["direction": "higher"])
    #expect(opposite.verdict == .notSupported)
  }

  @Test func heterogeneousTrialsAreAnAverage() throws {
    let studies = (0..<8).map {
      Study(name: "s\($0)", n: 400, difference: $0 % 2 == 0 ? -0.2 : -1.8)
    }
    let found = try verdict(studies, ["direction": "lower"])
    #expect(found.verdict == .supportedIfReworded && found.reason.contains("in a new study"))
  }

  @Test(arguments: [
    ("0.5", ClaimVerdict.Verdict.supported), ("0.05", .notSupported), ("0.19", .notSupported),
  ])
  func equalityWithinAMargin(_ margin: String, _ expected: ClaimVerdict.Verdict) throws {
    let studies = Synthetic.agreeing(6, on: 0)
    let found = try verdict(
      studies,
      [
        "direction": "no difference", "quantity": margin, "bound": "at most",
        "quantity_of": "effect", "unit": "cramps per week",
      ])
    #expect(found.verdict == expected, "\(found.reason)")
    let byPlan = try verdict(
      studies, ["direction": "no difference"],
      plan: PoolingPlan(minimalImportantDifference: Double(margin)))
    #expect(byPlan.verdict == expected)
    #expect(found.code == "A336" && byPlan.code == "A336")
  }

  @Test(arguments: [
    ("at least", "0.5", ClaimVerdict.Verdict.supported), ("at least", "1", .notSupported),
    ("at least", "2", .contradicted), ("at most", "2", .supported), ("at most", "1", .notSupported),
    ("at most", "0.5", .contradicted), ("exactly", "1", .supportedIfReworded),
    ("about", "1", .supportedIfReworded), ("about", "2", .contradicted),
  ])
  func aSize(_ bound: String, _ size: String, _ expected: ClaimVerdict.Verdict) throws {
    let found = try verdict(
      Synthetic.agreeing(6, on: -1),
      [
        "direction": "lower", "quantity": size, "bound": bound, "quantity_of": "effect",
        "unit": "cramps per week",
      ])
    #expect(found.verdict == expected && found.code == "A338", "\(found.reason)")
  }

  /// The direction is not shown, and yet the size is excluded.
  @Test func aSizeBeyondAnUnclearInterval() throws {
    let claimed = [
      "direction": "lower", "quantity": "1", "bound": "at least", "quantity_of": "effect",
      "unit": "cramps per week",
    ]
    let six = try verdict(Synthetic.agreeing(6, on: 0), claimed)
    #expect(six.verdict == .contradicted && six.code == "A338")
    #expect(six.reason.contains("compatible with anything from"))
    // One study does not contradict.
    let one = try verdict(Synthetic.agreeing(1, on: 0), claimed)
    #expect(one.verdict == .notSupported)
  }

  @Test func aRangeAndAnotherUnit() throws {
    let range = ["direction": "lower", "quantity": "0.5", "quantity_high": "2", "bound": "range"]
    let studies = Synthetic.agreeing(6, on: -1)
    let inside = try verdict(studies, range.merging(["unit": "cramps per week"]) { $1 })
    #expect(inside.verdict == .supported)
    let other = try verdict(studies, range.merging(["unit": "cramps per night"]) { $1 })
    #expect(other.verdict == .notCheckable && other.code == "A345")
  }

  /// A margin in cramps a week is none for a ratio.
  @Test func aMarginIsOfItsScale() throws {
    let counts = (0..<6).map {
      Synthetic.Counts(name: "s\($0)", outcome: "cramp-free", first: (60, 150), second: (60, 150))
    }
    let tables = try Synthetic.tables([], counts)
    for outcome in ["cramp-free", "cramp frequency"] {
      let fields = ["outcome": outcome, "direction": "no difference"]
      let weeks = PoolingPlan(minimalImportantDifference: 0.5)
      #expect(try Synthetic.verdict(tables, fields, plan: weeks).verdict == .notSupported)
    }
    let ratio = PoolingPlan(measure: .riskRatio, minimalImportantDifference: 0.5)
    let fields = ["outcome": "cramp-free", "direction": "no difference"]
    #expect(try Synthetic.verdict(tables, fields, plan: ratio).verdict == .supported)
  }

  @Test func smallIsAWordUntilItHasANumber() throws {
    let studies = Synthetic.agreeing(6, on: -0.5)
    let more = ["direction": "better", "bound": "small"]
    #expect(try verdict(studies, more).verdict == .supportedIfReworded)
    #expect(
      try verdict(studies, more, plan: PoolingPlan(minimalImportantDifference: 1)).verdict
        == .supported)
    #expect(
      try verdict(studies, more, plan: PoolingPlan(minimalImportantDifference: 0.1)).verdict
        == .contradicted)
  }

  static func review(_ certainty: String, model: String = "random", numbers: String = ",,")
    -> String
  {
    "review,population,outcome,measure,comparison,estimate,ci_low,ci_high,unit,model,k,certainty\n"
      + "r,a people,cramp frequency,MD,treatment to placebo,\(numbers),cramps per week,\(model),6,"
      + "\(certainty)\n"
  }

  @Test(arguments: ["low", "very low", "low or very low"])
  func lowCertaintyLimits(_ certainty: String) throws {
    let studies = Synthetic.agreeing(6, on: -1)
    let found = try verdict(
      studies, ["direction": "lower"], reviews: Self.review(certainty, numbers: "-1,-1.2,-0.8"))
    #expect(found.verdict == .supportedIfReworded && found.reason.contains(certainty))
    let high = try verdict(
      studies, ["direction": "lower"], reviews: Self.review("high", numbers: "-1,-1.2,-0.8"))
    #expect(high.verdict == .supported)
  }

  @Test func trialsThatWereJudgedNotPoolable() throws {
    let found = try verdict(
      Synthetic.agreeing(6, on: -1), ["direction": "lower"],
      reviews: Self.review("moderate", model: "not pooled"))
    #expect(found.verdict == .supportedIfReworded)
    for sentence in found.reason.split(separator: ". ") where sentence.contains("6 studies") {
      #expect(sentence.contains("judged not poolable"))
    }
  }

  @Test func reviewsDecideWhereThereAreNoTrials() throws {
    let tables = try TrialTables.read([
      (.init(name: "reviews.csv", text: Self.review("high", numbers: "-1,-1.2,-0.8")), nil)
    ])
    func found(_ direction: String, of population: String) throws -> ClaimVerdict.Verdict {
      try Synthetic.verdict(
        tables,
        [
          "outcome": "cramp frequency", "direction": direction, "reviews": "r",
          "population": population,
        ]
      ).verdict
    }
    #expect(try found("lower", of: "a people") == .supported)
    #expect(try found("worse", of: "a people") == .contradicted)
    // What holds of some does not hold of everybody.
    #expect(try found("lower", of: "anyone") == .supportedIfReworded)
    #expect(try found("worse", of: "anyone") == .notSupported)
  }

  @Test func aContrastThatIsThere() throws {
    let studies =
      Synthetic.agreeing(4, on: -2, group: "a") + Synthetic.agreeing(4, on: 0, group: "b")
    let better = try verdict(studies, ["direction": "better", "comparator": "b"])
    // That b gets nothing does not follow: never more than this.
    #expect(better.verdict == .supportedIfReworded && better.code == "A339")
    let worse = try verdict(studies, ["direction": "worse", "comparator": "b"])
    #expect(worse.verdict == .contradicted)
  }

  @Test(arguments: [
    ("12", "mmol", "292", "mg", ClaimVerdict.Verdict.supported),
    ("12", "mmol", "480", "mg elemental", .contradicted),
    ("365", "mg", "15", "mmol", .supported), ("300", "mg", "15", "mmol", .contradicted),
    ("2", "cups", "3", "pounds", .notCheckable),
  ])
  func arithmetic(
    _ left: String, _ unit: String, _ right: String, _ other: String,
    _ expected: ClaimVerdict.Verdict
  ) throws {
    let found = try verdict(
      Synthetic.agreeing(1, on: 0),
      [
        "quantity": left, "unit": unit, "equals": right, "equals_unit": other,
        "arithmetic": "yes",
      ])
    #expect(found.verdict == expected && found.code == "A331", "\(found.reason)")
  }

  @Test func aDoseIsJudgedByTheTrialsThatGaveIt() throws {
    let trials =
      "study,group,n_randomised,elemental_mg_per_day,comparator\n"
      + (0..<6).map { "a\($0),a,400,\($0 < 3 ? 300 : 100),placebo\n" }.joined()
    var studies = Synthetic.agreeing(6, on: -1)
    for index in 3..<6 { studies[index].difference = 0 }
    var tables = try Synthetic.tables(studies)
    tables.trials = try TrialTables.read([(.init(name: "trials.csv", text: trials), nil)]).trials
    func found(_ low: String, _ high: String) throws -> ClaimVerdict {
      try Synthetic.verdict(
        tables,
        [
          "outcome": "cramp frequency", "quantity": low, "quantity_high": high, "unit": "mg/day",
          "bound": "range", "quantity_of": "dose", "direction": "lower",
        ])
    }
    let high = try found("250", "350")
    #expect(high.code == "A341" && high.evidence.first?.source == "a0;a1;a2")
    #expect([.supported, .supportedIfReworded].contains(high.verdict), "\(high.reason)")
    #expect(try found("50", "150").verdict == .notSupported)
    let none = try found("500", "600")
    #expect(
      none.verdict == .notSupported && none.reason.contains("No controlled study at that dose"))
  }

  @Test func timesNeedRepeatedMeasurements() throws {
    let time = [
      "direction": "lower", "quantity": "2", "unit": "weeks", "quantity_of": "time to effect",
    ]
    let shown = try verdict(Synthetic.agreeing(6, on: -1), time)
    #expect(shown.verdict == .notCheckable && shown.code == "A342")
    let hidden = try verdict(Synthetic.agreeing(6, on: 0), time)
    #expect(hidden.verdict == .notSupported && hidden.code == "A342")
  }

  @Test func strengthIsCounted() throws {
    let studies =
      Synthetic.agreeing(4, on: -1, group: "a") + Synthetic.agreeing(1, on: -1, group: "b")
    let more = ["outcome": "strength of evidence", "comparator": "evidence for b"]
    #expect(
      try verdict(studies, more.merging(["direction": "better"]) { $1 }).verdict == .supported)
    #expect(
      try verdict(studies, more.merging(["direction": "worse"]) { $1 }).verdict == .contradicted)
  }
}
