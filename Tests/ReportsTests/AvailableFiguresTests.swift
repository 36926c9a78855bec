import Figures
import MixedModels
import Tables
import Testing

@testable import Reports

@Suite("Figures that cannot be had")
struct AvailableFiguresTests {
  /// A report whose modes have no standard errors.
  private struct WithoutModes: FittedModelReport {
    var report: ModelReport

    var request: ModelRequest { report.request }
    var observationCount: Int { report.observationCount }
    var timings: [ModelReport.NamedNumber]?
    var page: Page { report.page }
    var tables: [RowTable] { report.tables }
    var options: [JSONValue.Member] { report.options }
    var excluded: [Envelope.Exclusion] { report.excluded }
    var findings: [Finding] { report.findings }
    var levelNotes: [String] { report.levelNotes }
    func savedText() throws -> String { try report.savedText() }

    func figure(_ kind: Figure.Kind) throws -> Figure? {
      if kind == .caterpillar { throw PredictionError.format(version: 1, known: 2) }
      return try report.figure(kind)
    }
  }

  @Test("are left out of what is kept, with a note, and are an error where they are drawn")
  func leftOut() throws {
    let whole = try TestModel.report()
    #expect(whole.availableFigures().notes.isEmpty)
    #expect(whole.availableFigures().figures == (try whole.figures()))
    let part = WithoutModes(report: whole)
    let available = part.availableFigures()
    #expect(available.figures == (try whole.figures().filter { $0.kind != .caterpillar }))
    #expect(available.notes.count == 1)
    #expect(available.notes[0].hasPrefix("The figure caterpillar is left out: "))
    #expect(throws: PredictionError.self) { try part.figures() }
  }
}
