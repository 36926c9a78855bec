import ArgumentParser
import Reports
import Trials

/// `magnify trials show`: everything that is printed of one study.
struct TrialsShowCommand: ResultCommand {
  static let verb = "trials show"
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Everything that the tables print of one study, and where it stands.",
    usage: "magnify trials show <path> ... <study> [<options>]",
    discussion: """
      Example:
        magnify trials show Datasets/magnesium-trials roguinmaor2017
      """)

  @Argument(
    help: .init(
      "Folders or CSV files, - for standard input, and last the label of the study.",
      valueName: "path|study"))
  var names: [String]
  @OptionGroup(title: "Output") var output: OutputOptions

  private var paths: [String] { Array(names.dropLast()) }

  func validate() throws {
    guard names.count > 1 else {
      throw ValidationError("name the tables, and then the study: trials list shows its label")
    }
    try output.validate(tables: TrialStudyReport.tableNames, inputs: paths)
  }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: paths)
    let study = names[names.count - 1]
    let findings = output.hiding(tables.findings(about: [study]))
    let report = try TrialStudyReport(
      study, in: tables, findings: findings, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: tables.envelopeInputs(), options: [.init("study", .string(study))],
      results: report.results, findings: findings)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done)
  }
}
