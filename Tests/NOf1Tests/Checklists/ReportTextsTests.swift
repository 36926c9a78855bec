import Tables
import Testing

@testable import NOf1

@Suite struct ReportTextsTests {
  private func errors(_ study: String) -> [Finding] { Logs.errors("", study: study) }

  @Test func textsAreReadByKey() throws {
    let file = try StudyFile.read(
      yaml: """
        report:
          funding: none
          blinding_how: >
            Capsules filled
            by a pharmacist.
          harms:
        """, file: "study.yaml")
    #expect(file.report == ["funding": "none", "blinding_how": "Capsules filled by a pharmacist."])
    #expect(try StudyFile.read(yaml: "blinded: yes", file: "s").report == nil)
  }

  @Test func anUnknownKeyHasASuggestion() throws {
    let error = try #require(errors("report:\n  fundng: none\n").first)
    #expect(error.code == "N202")
    #expect(error.hint == "did you mean 'funding'?")
    #expect(error.place?.line == 2 && error.place?.column == 3)
    #expect(errors("report:\n  weather: mild\n").first?.hint?.contains("registration") == true)
  }

  @Test(arguments: ["'tbd'", "\"\"", "...", "n/a", "<who paid>", "[\"TBD\"]", "To be decided."])
  func aPlaceholderIsNoAnswer(_ text: String) throws {
    let error = try #require(errors("report:\n  funding: \(text)\n").first)
    #expect(error.code == (text.hasPrefix("[") ? "N203" : "N340"))
    #expect(error.place?.line == 2)
    #expect(error.hint?.isEmpty == false)
  }

  @Test func reportIsAMapping() {
    #expect(errors("report: funding\n").first?.code == "N203")
  }

  /// The same rule holds for texts that did not come from a file.
  @Test(arguments: ["", "  ", "–", "TODO", "[to fill]", "N/A"])
  func aPlaceholderAnswersNoItem(_ text: String) {
    var file = StudyFile()
    file.report = Dictionary(uniqueKeysWithValues: ReportKey.allCases.map { ($0.rawValue, text) })
    #expect(Checklist.spent(file: file, study: nil).numbers(.answered) == [])
  }

  @Test func everyKeyIsAskedForBySomeItem() throws {
    let result = try ChecklistStudies.result(ChecklistStudies.log(missing: [3], dated: false))
    var study = result.study
    study.randomised = true
    study.blinded = true
    var file = StudyFile()
    file.blinded = true
    file.randomised = true
    let items =
      Checklist.cent(study: study, file: file, analysis: result.analysis).items
      + Checklist.spent(file: file, study: nil).items
    let text = items.filter { $0.state == .notSupplied }.map(\.answer).joined(separator: "\n")
    let computed: Set<ReportKey> = [.objective, .limitations, .outcome, .recruitment]
    for key in ReportKey.allCases where !computed.contains(key) {
      #expect(text.contains(key.path), "nothing asks for \(key.path)")
    }
  }

  @Test func aTitleMustNameTheDesign() throws {
    for (title, state) in [
      ("An N-of-1 trial of magnesium", Checklist.State.answered),
      ("n of 1: magnesium", .answered), ("Magnesium: N\u{2011}of\u{2011}1", .answered),
      ("A trial of magnesium", .notSupplied), ("Reason of 12 nights", .notSupplied),
    ] {
      var file = StudyFile()
      file.report = ["title": title]
      #expect(Checklist.spent(file: file, study: nil)["1"]?.state == state)
    }
  }

  @Test func wordsArePlain() throws {
    let items =
      (ChecklistCENTTests.full?.checklist.items ?? []) + (ChecklistCENTTests.empty?.items ?? [])
      + Checklist.spent(
        file: try ChecklistStudies.fullFile(), study: nil, drawn: ChecklistStudies.drawn()
      ).items
      + Checklist.spent(file: StudyFile(), study: nil).items
    #expect(items.count == 190)
    for item in items {
      #expect(!item.answer.isEmpty && !item.asks.isEmpty && !item.section.isEmpty)
      #expect(
        item.answer.last == "." && !item.answer.contains(".."), "\(item.number): \(item.answer)")
      #expect(item.asks.first?.isLowercase == true && item.asks.count < 90)
      for word in ["significant", "proven", "no effect"] {
        #expect(!(item.answer + item.asks).lowercased().contains(word), "\(item.number)")
      }
    }
  }
}
