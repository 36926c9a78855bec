import Testing

@testable import Trials

/// Claims that a naive reading would pass: none may come out as supported.
struct ClaimTrapTests {
  typealias Study = Synthetic.Study

  // Trap 1: a wide interval that holds 0, and no difference.

  @Test(arguments: [
    ["outcome": "cramp frequency"], ["outcome": "cramp frequency", "comparator": "placebo"],
    ["outcome": "cramp frequency", "group": "a"], ["outcome": "cramp frequency", "bound": "small"],
    ["outcome": "cramp frequency", "individual_level": "yes"],
    [
      "outcome": "cramp frequency", "quantity": "0.5", "bound": "at most",
      "unit": "cramps per week", "quantity_of": "effect",
    ],
    ["outcome": "cramp frequency", "quantity": "0.5", "unit": "cramps per week"],
  ])
  func aWideIntervalIsNoEquality(_ fields: [String: String]) throws {
    for k in 1...6 {
      let studies = (0..<k).map {
        Study(name: "s\($0)", n: 12, difference: 0.4 * Double($0 % 2) - 0.2, sd: 4)
      }
      let verdict = try Synthetic.verdict(
        Synthetic.tables(studies), fields.merging(["direction": "no difference"]) { $1 })
      #expect(verdict.verdict == .notSupported)
      #expect(verdict.code == (fields["individual_level"] == nil ? "A336" : "A334"))
    }
  }

  @Test func aLargeMarginMustBeNamedBeforehand() throws {
    let tables = try Synthetic.tables(Synthetic.agreeing(6, on: 0))
    let fields = ["outcome": "cramp frequency", "direction": "no difference"]
    #expect(try Synthetic.verdict(tables, fields).verdict == .notSupported)
  }

  @Test(arguments: ["lower", "better", "higher", "worse"])
  func aWideIntervalIsNoDirection(_ direction: String) throws {
    let tables = try Synthetic.tables([
      Study(name: "s", n: 12, difference: -0.5), Study(name: "t", n: 12, difference: -0.4),
    ])
    let verdict = try Synthetic.verdict(
      tables, ["outcome": "cramp frequency", "direction": direction])
    #expect(verdict.verdict == .notSupported)
    #expect(verdict.reason.contains("compatible with anything from"))
  }

  // Trap 2: one group excludes 0 and the other does not.

  static let twoGroups =
    Synthetic.agreeing(6, on: -0.5, group: "a")
    + Synthetic.agreeing(3, on: -0.4, n: 15, group: "b")

  @Test(arguments: [
    "other people", "b", "people of group b", "others", "everybody else", "the other groups",
  ])
  func separateIntervalsAreNoContrast(_ comparator: String) throws {
    let tables = try Synthetic.tables(Self.twoGroups)
    let fields = ["outcome": "cramp frequency", "direction": "better"]
    // What a naive judge sees: a excludes 0, b does not.
    #expect(
      try Synthetic.verdict(tables, fields.merging(["group": "a"]) { $1 }).verdict == .supported)
    #expect(
      try Synthetic.verdict(tables, fields.merging(["group": "b"]) { $1 }).verdict
        == .notSupported)
    let verdict = try Synthetic.verdict(
      tables, fields.merging(["group": "a", "comparator": comparator]) { $1 })
    #expect(verdict.verdict == .notSupported && verdict.code == "A339", "\(verdict.reason)")
    #expect(verdict.evidence.first?.kind == .contrast)
  }

  @Test(arguments: ["other forms", "oxide", "men", "magnesium alone", "younger adults"])
  func anotherComparatorIsNotPlacebo(_ comparator: String) throws {
    let verdict = try Synthetic.verdict(
      Synthetic.tables(Self.twoGroups),
      ["group": "a", "outcome": "cramp frequency", "direction": "better", "comparator": comparator])
    #expect(verdict.verdict == .notSupported && verdict.code == "A340")
  }

  // Trap 3: 78 in a hundred found it helpful in one period.

  static let helpful = [
    Synthetic.Counts(name: "s", first: (78, 100), second: (54, 100)),
    Synthetic.Counts(name: "t", first: (156, 200), second: (108, 200)),
  ]

  @Test(arguments: [
    ["quantity_of": "share", "unit": "%"], ["quantity_of": "share", "unit": "% of people"],
    ["quantity_of": "count", "unit": "of 100"], ["unit": "% responded"],
    ["quantity_of": "effect", "unit": "percent of patients"], ["unit": "%"],
    ["quantity_of": "effect", "unit": "%"], ["quantity_of": "threshold", "unit": "responders"],
    ["quantity_of": "share", "unit": "%", "individual_level": "yes"],
    ["quantity_of": "share", "unit": "%", "comparator": "placebo", "group": "a"],
    ["quantity_of": "share", "unit": "%", "comparator": "before treatment"],
  ])
  func aShareIsNoResponderRate(_ fields: [String: String]) throws {
    let tables = try Synthetic.tables([], Self.helpful)
    for outcome in ["judged helpful", "responders", "people who improved", "cramp-free"] {
      for direction in ["better", "higher", ""] {
        let verdict = try Synthetic.verdict(
          tables,
          fields.merging(["outcome": outcome, "direction": direction, "quantity": "78"]) { $1 })
        #expect(verdict.verdict == .notSupported && verdict.code == "A333", "\(fields) \(outcome)")
        #expect(verdict.reason.contains("regression to the mean"))
      }
    }
  }

  @Test func averagesDoNotSpeakOfSinglePersons() throws {
    let tables = try Synthetic.tables(Synthetic.agreeing(6, on: -1))
    for direction in ["lower", "better"] {
      let verdict = try Synthetic.verdict(
        tables,
        ["outcome": "cramp frequency", "direction": direction, "individual_level": "yes"])
      #expect(verdict.verdict == .supportedIfReworded && verdict.code == "A334")
      #expect(verdict.rewording?.hasPrefix("On average") == true)
    }
  }

  // Trap 4: before and after, P = .006.

  static let pilot = """
    study,group,outcome,effect,comparison,estimate,ci_low,ci_high,p,design,unit,controlled
    pilot,rls,IRLS score,change,before minus after,6.67,2.33,11,.006,before-after,points,no
    """

  @Test(arguments: [
    ["comparator": "before treatment"], ["comparator": "baseline"], [:],
    ["comparator": "not stated"], ["comparator": "placebo"], ["testable_with": "pilot"],
    ["quantity": "2024", "quantity_of": "year of the study", "testable_with": "pilot"],
    ["quantity": "6.67", "quantity_of": "effect", "unit": "points"],
    ["quantity": "2", "quantity_of": "effect", "unit": "points", "bound": "at least"],
    ["individual_level": "yes"],
    ["quantity": "8", "unit": "weeks", "quantity_of": "time to effect"],
  ])
  func beforeAndAfterIsNoEffect(_ fields: [String: String]) throws {
    let tables = try TrialTables.read([(.init(name: "contrasts.csv", text: Self.pilot), nil)])
    for (outcome, directions) in [
      ("IRLS score", ["better", "lower"]), ("RLS severity", ["better", "lower"]),
      ("RLS symptoms and sleep quality", ["better"]),
    ] {
      for direction in directions {
        let verdict = try Synthetic.verdict(
          tables,
          fields.merging(["outcome": outcome, "direction": direction, "group": "rls"]) { $1 })
        #expect(verdict.verdict == .notSupported, "\(fields) \(verdict.reason)")
        #expect(verdict.code == "A335", "\(fields) \(outcome) \(verdict.code)")
      }
    }
  }

  @Test func theObservationIsOfferedInstead() throws {
    let tables = try TrialTables.read([(.init(name: "contrasts.csv", text: Self.pilot), nil)])
    let verdict = try Synthetic.verdict(
      tables, ["outcome": "IRLS score", "direction": "better", "group": "rls"])
    let rewording = try #require(verdict.rewording)
    for words in ["without a control group", "6.67 (2.33 to 11)", "regression to the mean"] {
      #expect(rewording.contains(words))
    }
  }

  @Test func armsBeforeAndAfterInAWideTable() throws {
    let studies = (0..<6).map {
      Study(name: "s\($0)", difference: -3, design: "before-after", isControlled: false)
    }
    for direction in ["lower", "better", "no difference"] {
      let verdict = try Synthetic.verdict(
        Synthetic.tables(studies), ["outcome": "cramp frequency", "direction": direction])
      #expect(verdict.verdict == .notSupported && verdict.code == "A335")
    }
  }
}
