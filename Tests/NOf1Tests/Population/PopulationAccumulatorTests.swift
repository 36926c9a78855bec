import Glibc
import Numerics
import Tables
import Testing

@testable import NOf1

@Suite struct PopulationAccumulatorTests {
  @Test func jobsAndBatchesChangeNothing() throws {
    let people = Populations.people(count: 9, cycles: 2)
    var options = PopulationOptions()
    let (first, rows) = try Populations.analysis(people, options: options)
    options.jobs = 2
    options.batchSize = 4
    let (second, others) = try Populations.analysis(people, options: options)
    #expect(first == second)
    #expect(rows == others)
    #expect(rows.map(\.person) == (0..<9).map { "p\($0)" })
  }

  @Test func theOrderOfPersonsChangesOnlyTheOrderOfRows() throws {
    let people = Populations.people(count: 8, cycles: 2, seed: 3)
    let (first, rows) = try Populations.analysis(people)
    let (second, others) = try Populations.analysis(people.reversed())
    #expect(abs(first.mu.mean - second.mu.mean) < 1e-9)
    #expect(abs(first.tau.sd - second.tau.sd) < 1e-9)
    #expect(abs(first.expectedResponders - second.expectedResponders) < 1e-8)
    for (a, b) in zip(rows, others.reversed()) {
      #expect(a.person == b.person)
      #expect(abs(a.shrunken - b.shrunken) < 1e-8)
      #expect(a.raw == b.raw)
    }
  }

  @Test func personsAreDrawnTowardsTheAverage() throws {
    let (analysis, rows) = try Populations.analysis(Populations.people(count: 12, seed: 2))
    let average = exp(analysis.mu.estimate)
    for row in rows {
      #expect(abs(log(row.shrunken / average)) <= abs(log(row.raw / average)) + 0.02)
      #expect(row.shrunkenHigh / row.shrunkenLow < row.rawHigh / row.rawLow)
    }
    #expect(
      abs(rows.reduce(0) { $0 + $1.probabilityOfImportantBenefit } - analysis.expectedResponders)
        < 1e-9)
    #expect(rows.count { $0.probabilityOfImportantBenefit >= 0.8 } == analysis.firmResponders)
    #expect(analysis.sentences.count == 3 && analysis.sentences[0].contains("95 % interval"))
  }

  /// With a raw posterior and everybody alike the shrunken effect is the average.
  @Test func aNarrowSpreadMakesEverybodyAlike() throws {
    var options = PopulationOptions()
    options.prior = PopulationPrior(mean: 0, standardDeviation: 0.5, spread: 1e-3)
    let (analysis, rows) = try Populations.analysis(
      Populations.people(count: 6, cycles: 2), options: options)
    for row in rows {
      #expect(abs(log(row.shrunken) - analysis.mu.estimate) < 0.02 * analysis.mu.sd)
      #expect(
        abs(row.probabilityOfImportantBenefit - analysis.probabilityOfImportantBenefit) < 2e-3)
    }
  }

  /// Scores in other units, and shifted: the same answer in those units.
  @Test func scoresScaleWithTheirUnits() throws {
    let people = Populations.people(.score, count: 5, cycles: 2)
    let (first, rows) = try Populations.analysis(people)
    let changed = people.compactMap { person -> PersonInput? in
      guard case .log(let log, var study) = person.content else { return nil }
      study.minimalImportantDifference *= 10
      return PersonInput(
        name: person.name, log: ModelLogs.outcome(log) { 10 * $0 + 300 }, study: study)
    }
    let (second, others) = try Populations.analysis(changed)
    #expect(abs(second.mu.mean / first.mu.mean - 10) < 1e-4)
    #expect(abs(second.tau.mean / first.tau.mean - 10) < 1e-4)
    #expect(abs(second.littleSpread / first.littleSpread - 10) < 1e-9)
    for (a, b) in zip(rows, others) {
      #expect(abs(a.probabilityOfImportantBenefit - b.probabilityOfImportantBenefit) < 1e-5)
      #expect(abs(b.shrunken / a.shrunken - 10) < 1e-3)
    }
  }

  @Test func aPersonWithoutEventsOnOneArmIsKept() throws {
    var people = Populations.people(count: 4, cycles: 2)
    guard case .log(let log, let study) = people[0].content else { return }
    let none = ModelLogs.map(log) { $0.arm == 1 ? $0.with(outcome: 0) : $0 }
    people[0] = PersonInput(name: "none", log: none, study: study)
    let (_, rows) = try Populations.analysis(people)
    #expect(rows[0].rawIsOpen && !rows[1].rawIsOpen)
    #expect(rows[0].rawLow < 0.01 && rows[0].rawHigh < 1)
    #expect(rows[0].shrunken < rows[1].shrunken && rows[0].shrunken > 0.2)
  }

  @Test func oneTableHoldsManyPeopleInAnyOrder() throws {
    let apart = (0..<3).map { person in
      (0..<24).map { night in
        (
          person, "\(night + 1)", night / 3 % 2 == 0 ? "placebo" : "magnesium",
          "\((night * 7 + person * 5) % 4)"
        )
      }
    }
    let text = "person,day,treatment,cramps\n"
    let mixed = (0..<24).flatMap { night in (0..<3).map { apart[$0][night] } }
    let table = try Logs.table(
      text + mixed.map { "P\($0.0),\($0.1),\($0.2),\($0.3)\n" }.joined())
    let (whole, rows) = try Populations.analysis(try PersonInput.people(in: table))
    let files = try apart.map { rows in
      let table = try Logs.table(
        "day,treatment,cramps\n" + rows.map { "\($0.1),\($0.2),\($0.3)\n" }.joined())
      return PersonInput(name: "P\(rows[0].0)") { table }
    }
    let (other, others) = try Populations.analysis(files)
    #expect(whole == other && rows == others)
    #expect(rows.map(\.person) == ["P0", "P1", "P2"])
  }

  private func input(_ name: String, _ text: String) throws -> PersonInput {
    let table = try Logs.table(text, name: "\(name).csv")
    return PersonInput(name: name) { table }
  }

  private func text(
    _ arms: [String] = ["placebo", "magnesium"], outcome: String = "cramps"
  ) -> String {
    "day,treatment,\(outcome)\n"
      + (0..<12).map { "\($0 + 1),\(arms[$0 / 3 % 2]),\($0 % 3)\n" }.joined()
  }

  private func codes(_ inputs: [PersonInput], _ settings: StudyFile = StudyFile()) -> [String] {
    do {
      let accumulator = try PopulationAccumulator(settings: settings)
      try accumulator.add(inputs)
      _ = try accumulator.analyze()
      return []
    } catch let error as InvalidInput {
      return error.findings.map { "\($0.code) \($0.place?.file ?? "")" }
    } catch PersonalAnalysisError.notEstimable(let finding) {
      return [finding.code]
    } catch {
      return ["\(error)"]
    }
  }

  @Test func otherArmsAndOutcomesAreErrorsThatNameTheFile() throws {
    let first = try input("a", text())
    #expect(codes([first, try input("b", text(["placebo", "zinc"]))]) == ["N301 b.csv"])
    var settings = StudyFile()
    settings.outcomeColumn = "x"
    let counts = try input("a", text(outcome: "x"))
    let answers = try input(
      "b", text(outcome: "x").replacing(",2\n", with: ",0\n"))
    #expect(codes([counts, answers], settings) == ["N300 b.csv"])
    #expect(codes([first]) == ["N302"])
    #expect(codes([]) == ["N302"])
    #expect(
      codes([first, try input("b", text().replacing(",2\n", with: ",-2\n"))]).first == "N107 b.csv")
  }

  @Test func rowsWithoutAPersonAreErrors() throws {
    let table = try Logs.table("person,day,treatment,cramps\na,1,placebo,0\n,2,magnesium,1\n")
    do {
      _ = try PersonInput.people(in: table)
      Issue.record("no error")
    } catch {
      #expect(error.findings.map(\.code) == ["N303"] && error.findings[0].place?.line == 3)
    }
  }

  @Test func unusableLogsAreLeftOutWhenAsked() throws {
    var options = PopulationOptions()
    options.skipsUnusable = true
    let accumulator = try PopulationAccumulator(options: options)
    let short = "day,treatment,cramps\n1,placebo,1\n2,placebo,0\n"
    try accumulator.add([try input("a", text()), try input("b", short), try input("c", text())])
    let analysis = try accumulator.analyze()
    #expect(analysis.persons == 2 && analysis.excluded == 1)
    #expect(analysis.sentences.last?.contains("1 person was left out") == true)
    // Another question is no reason to leave somebody out silently.
    #expect(throws: InvalidInput.self) {
      try accumulator.add([try input("d", text(["placebo", "zinc"]))])
    }
  }
}
