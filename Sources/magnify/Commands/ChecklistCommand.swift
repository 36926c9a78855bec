import ArgumentParser
import NOf1
import Reports

/// `magnify nof1 checklist`: CENT 2015 for a result, SPENT 2019 for a plan.
struct ChecklistCommand: ResultCommand {
  static let verb = "nof1 checklist"
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Fill the CENT 2015 or SPENT 2019 reporting checklist.",
    discussion: """
      Example:
        magnify nof1 checklist --study study.yaml
        magnify nof1 checklist result.json --study study.yaml --format md -o cent.md

      Without a result the plan is held against SPENT 2019 (protocols); with one,
      the report against CENT 2015. What only you can say goes into the study
      file under report: (see magnify schema study).
      """)

  @Argument(help: "The result that nof1 analyze --json wrote.") var result: String?
  @Option(help: "Study file (YAML).") var study: String?
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard result != nil || study != nil else {
      throw ValidationError("name a result, or the study file of a plan with --study")
    }
    try output.validate(
      tables: ChecklistReport.tableNames, inputs: [result, study].compactMap { $0 })
  }

  func outcome() throws -> Outcome {
    let study = try study.map { try StudyInput(path: $0) }
    let saved = try result.map { try SavedResultInput(analysis: $0) }
    let checklist =
      saved.map {
        Checklist.cent(study: $0.content.study, file: study?.file, analysis: $0.content)
      } ?? Checklist.spent(file: study?.file ?? StudyFile(), study: nil)
    let report = ChecklistReport(checklist)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: [saved?.envelopeInput, study?.envelopeInput].compactMap { $0 },
      options: [.init("guideline", .string(checklist.guideline.rawValue))],
      results: report.results)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done)
  }
}
