import Figures
import Foundation
import NOf1
import Testing

@testable import Reports

@Suite("Saved results")
struct SavedResultTests {
  private func envelope(_ analysis: PersonalAnalysis) -> Envelope {
    Envelope(
      version: "1.0.0", command: "nof1 analyze", options: analysis.study.options,
      results: PersonalReport(analysis).results, findings: analysis.findings,
      notes: analysis.notes)
  }

  /// The analysis as text, without the densities, which no result holds.
  private func fingerprint(_ analysis: PersonalAnalysis) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(analysis), as: UTF8.self)
    let members = try JSONValue(parsing: text).members ?? []
    return JSONValue.object(members.filter { $0.name != "densities" }).rendered()
  }

  @Test(
    "a saved analysis is read back as it was, but for the densities",
    arguments: Outcome.Kind.allCases)
  func roundTrip(kind: Outcome.Kind) throws {
    let analysis = TestAnalysis.make(treatments: ["citrate", "oxide\n"], kind: kind, dates: false)
    let saved = try JSONValue(parsing: envelope(analysis).rendered())
    let back = try PersonalAnalysis(saved: saved)
    #expect(try fingerprint(back) == fingerprint(analysis))
    #expect(PersonalReport(back).page == PersonalReport(analysis).page)
    #expect(PersonalFigures.all(back) == Array(PersonalFigures.all(analysis).prefix(2)))
  }

  @Test("several arms, looks and a prior from trials are read back")
  func extras() throws {
    let analysis = TestAnalysis.make(treatments: ["citrate", "oxide"], extras: true)
    let back = try PersonalAnalysis(saved: try JSONValue(parsing: envelope(analysis).rendered()))
    #expect(back.study == analysis.study)
    #expect(back.arms == analysis.arms && back.arms != nil)
    #expect(back.monitoring == analysis.monitoring && back.monitoring != nil)
    #expect(back.borrowing == analysis.borrowing && back.borrowing != nil)
    #expect(PersonalReport(back).page == PersonalReport(analysis).page)
    var study = analysis.study
    study.monitoring = .continuous
    var saved = envelope(analysis)
    saved.options = study.options
    #expect(try PersonalAnalysis(saved: saved.json()).study.monitoring == .continuous)
  }

  @Test(
    "every way of drawing the order is read back",
    arguments: [nil, Randomisation.pairedCycles, .nightly(maximumRun: 2), .blocks(size: 4)])
  func randomisation(scheme: Randomisation?) throws {
    var saved = envelope(TestAnalysis.make())
    var study = TestAnalysis.make().study
    study.randomisation = scheme
    saved.options = study.options
    #expect(try PersonalAnalysis(saved: saved.json()).study == study)
  }

  @Test("other files, failed runs and damaged results are refused with the reason")
  func refused() throws {
    #expect(throws: SavedResultError.unknownSchema(nil)) {
      try PersonalAnalysis(saved: ["a": 1])
    }
    var saved = envelope(TestAnalysis.make())
    saved.command = "nof1 check"
    #expect(throws: SavedResultError.otherCommand("nof1 check")) {
      try PersonalAnalysis(saved: saved.json())
    }
    saved.command = "nof1 analyze"
    let results = saved.results
    saved.results = []
    #expect(throws: SavedResultError.failedRun) { try PersonalAnalysis(saved: saved.json()) }
    saved.results = results.filter { $0.name != "cycles" } + [.init("cycles", [["arm": 1]])]
    let error = #expect(throws: SavedResultError.self) { try PersonalAnalysis(saved: saved.json()) }
    #expect(error?.description.contains("cycles.0.arm") == true)
  }
}
