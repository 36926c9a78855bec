import MixedModels
import Tables
import Testing

@Suite struct ResponseTests {
  @Test(arguments: [ResponseFamily.poisson, .negativeBinomial1, .negativeBinomial2])
  func countsAreTakenAsTheyAre(_ family: ResponseFamily) throws {
    let table = try makeTable("y,x,n\n0,1,2\n3,2,5\n,4,1\n7.0,3,9\n")
    let frame = try specification("y ~ x", family).frame(table)
    #expect(frame.response == [0, 3, 7] && frame.rows == [0, 1, 3])
    #expect(frame.trials.isEmpty && frame.eventLevel == nil)
    #expect(frame.findings.map(\.code) == ["M130"])
    #expect(try specification("n - y ~ x", family).frame(table).response == [2, 2, 2])
    #expect(try specification("y ~ x", .gaussian).frame(table).response == [0, 3, 7])
  }

  @Test func zerosAndOnesAreEvents() throws {
    let table = try makeTable("y,x\n0,1\n1,2\n1,4\n")
    let frame = try specification("y ~ x", .binomial).frame(table)
    #expect(frame.response == [0, 1, 1] && frame.trials.isEmpty)
    #expect(frame.eventLevel == nil && frame.findings.isEmpty)
  }

  /// Labels in the order of the file, levels given, and the event.
  @Test(
    arguments: [
      ("no,yes", nil, "yes"), ("yes,no", nil, "yes"), ("Yes,NO", nil, "Yes"),
      ("TRUE,FALSE", nil, "TRUE"), ("y,n", nil, "y"), ("dead,alive", nil, "alive"),
      ("alive,dead", nil, "dead"), ("yes,y", nil, "y"), ("yes,no", "yes,no", "no"),
      ("alive,dead", "dead,alive", "alive"), ("1,2", "1,2", "2"), ("1,0", "1,0", "0"),
      ("a,b", "a,none,b", "b"),
    ] as [(String, String?, String)])
  func oneOfTwoLabelsIsTheEvent(labels: String, levels: String?, event: String) throws {
    let names = labels.split(separator: ",").map(String.init)
    let table = try makeTable("y,x\n\(names[0]),1\n\(names[1]),2\n\(names[0]),4\n")
    let asked = specification("y ~ x", .binomial) { specification in
      guard let levels else { return }
      specification.levels = [
        .init(column: "y", levels: levels.split(separator: ",").map(String.init))
      ]
    }
    let frame = try asked.frame(table)
    #expect(frame.eventLevel == event)
    #expect(frame.response == [0, 1, 0].map { names[$0] == event ? 1 : 0 })
    let note = try #require(frame.findings.first)
    #expect(note.code == "M164" && note.severity == .information)
    #expect(note.message.hasPrefix("'\(event)' counts as the event of 'y'"))
  }

  /// Turned round as the hint says, every event is none and the other way round.
  @Test func theHintTurnsTheEventRound() throws {
    let table = try makeTable("y,x\nno,1\nyes,2\nyes,4\n")
    let first = try specification("y ~ x", .binomial).frame(table)
    #expect(
      first.findings[0].hint
        == "to turn it round give the levels 'yes', 'no': the second counts")
    let turned = try specification("y ~ x", .binomial) {
      $0.levels = [.init(column: "y", levels: ["yes", "no"])]
    }.frame(table)
    #expect(turned.response == first.response.map { 1 - $0 } && turned.eventLevel == "no")
  }

  /// The event does not change with the rows that are left out, nor does a third level matter
  /// that occurs in those alone.
  @Test func rowsLeftOutDoNotChangeTheEvent() throws {
    let table = try makeTable("y,x\nbad,\ngood,1\nbad,2\ngood,4\n")
    #expect(try specification("y ~ x", .binomial).frame(table).eventLevel == "good")
    let third = try makeTable("y,x\nunknown,\ngood,1\nbad,2\ngood,4\n")
    #expect(try specification("y ~ x", .binomial).frame(third).eventLevel == "bad")
  }

  @Test func factorOfNumbersHasTheLargerAsEvent() throws {
    let table = try makeTable("y,x\n2,1\n1,2\n1,4\n")
    let frame = try specification("factor(y) ~ x", .binomial).frame(table)
    #expect(frame.response == [1, 0, 0] && frame.eventLevel == "2")
    #expect(frame.responseName == "factor(y)")
  }

  @Test func theFormsOfEventsAndTrialsAgree() throws {
    let table = try makeTable(
      "events,size,rest,share,x\n2,10,8,0.2,1\n0,5,5,0,2\n1,3,2,0.33333333,3\n7,7,0,1.0,5\n")
    let pair = try specification("cbind(events, size - events) ~ x", .binomial).frame(table)
    #expect(pair.response == [2, 0, 1, 7] && pair.trials == [10, 5, 3, 7])
    #expect(pair.responseName == "cbind(events, size - events)" && pair.findings.isEmpty)
    let columns = try specification("cbind(events, rest) ~ x", .binomial).frame(table)
    #expect(columns.response == pair.response && columns.trials == pair.trials)
    let events = try specification("events ~ x", .binomial) { $0.trials = "size" }.frame(table)
    #expect(events.response == pair.response && events.trials == pair.trials)
    #expect(events.findings.isEmpty)
    let shares = try specification("share ~ x", .binomial) { $0.trials = "size" }.frame(table)
    #expect(shares.response == pair.response && shares.trials == pair.trials)
    #expect(shares.findings.map(\.code) == ["M165"])
    #expect(
      shares.findings[0].message
        == "'share' was read as a proportion of the trials in 'size', not as a number of events")
    let quotient = specification("I(events / size) ~ x", .binomial) { $0.trials = "size" }
    #expect(try quotient.frame(table).response == pair.response)
  }

  @Test func zerosAndOnesAmongSeveralTrialsAreEvents() throws {
    let table = try makeTable("y,n,x\n0,4,1\n1,4,2\n1,1,4\n")
    let frame = try specification("y ~ x", .binomial) { $0.trials = "n" }.frame(table)
    #expect(frame.response == [0, 1, 1] && frame.trials == [4, 4, 1])
    #expect(frame.findings.map(\.code) == ["M165"])
  }

  @Test func trialsTakePartInLeavingOutRows() throws {
    let table = try makeTable("y,n,x\n0,4,1\n1,,2\n1,1,4\n")
    let frame = try specification("y ~ x", .binomial) { $0.trials = "n" }.frame(table)
    #expect(frame.rows == [0, 2] && frame.omissions == [.init(column: "n", rows: 1)])
  }

  @Test(
    arguments: [
      ("zero", ResponseFamily.poisson, nil), ("zero", .binomial, nil), ("one", .binomial, nil),
      ("n", .binomial, "n"), ("zero", .binomial, "n"), ("yes", .binomial, nil),
      ("no", .binomial, nil),
    ] as [(String, ResponseFamily, String?)])
  func responsesThatDoNotVaryAreRemarkedOn(
    column: String, family: ResponseFamily, trials: String?
  ) throws {
    let table = try makeTable("zero,one,n,yes,no,x\n0,1,3,yes,no,1\n0,1,2,yes,no,2\n")
    let frame = try specification("\(column) ~ x", family) { $0.trials = trials }.frame(table)
    let note = try #require(frame.findings.last { $0.code == "M166" })
    #expect(note.severity == .warning && note.place?.line == 1)
    #expect(frame.eventLevel == (column == "yes" ? "yes" : nil))
    #expect(Set(frame.response).count == (column == "n" ? 2 : 1))
  }

  @Test func equalCountsAboveZeroAreNothingToRemarkOn() throws {
    let table = try makeTable("y,x\n2,1\n2,2\n2,4\n")
    #expect(try specification("y ~ x", .poisson).frame(table).findings.isEmpty)
    #expect(findings(MixedModelSpecification("y ~ x"), table).map(\.code) == ["M111"])
  }

  @Test func weightsMayBeFractions() throws {
    let table = try makeTable("y,x,w,k\n2,1,1.5,1\n0,2,1,3\n1,4,2,2\n")
    let frame = try specification("y ~ x", .poisson) { $0.weights = "w" }.frame(table)
    #expect(frame.weights == [1.5, 1, 2] && frame.findings.map(\.code) == ["M167"])
    let whole = try specification("y ~ x", .poisson) { $0.weights = "k" }.frame(table)
    #expect(whole.weights == [1, 3, 2] && whole.findings.isEmpty)
    #expect(
      try MixedModelSpecification("y ~ x", weights: "w").frame(table).findings.isEmpty)
  }

  @Test func offsetsAreAsInLinearModels() throws {
    let table = try makeTable("y,x,t\n2,1,1\n0,2,2\n1,4,4\n")
    let asked = specification("y ~ x + offset(log(t))", .poisson) { $0.offset = "x" }
    let linear = MixedModelSpecification("y ~ x + offset(log(t))", offset: "x")
    #expect(try asked.frame(table).offset == linear.frame(table).offset)
    #expect(try asked.frame(table).offset.count == 3)
  }
}
