import ArgumentParser
import Reports
import Trials

/// `magnify trials list`: what the tables hold.
struct TrialsListCommand: ResultCommand {
  static let verb = "trials list"
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The studies of the tables, and what they compare.",
    usage: "magnify trials list <paths> ... [<options>]",
    discussion: """
      Example:
        magnify trials list Datasets/magnesium-trials
      """)

  @OptionGroup var input: TrialsInputOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try output.validate(tables: TrialListReport.tableNames, inputs: input.paths)
  }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: input.paths)
    let findings = output.hiding(tables.findings)
    let report = TrialListReport(tables, findings: findings, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb, inputs: tables.envelopeInputs(),
      results: report.results, findings: findings)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done)
  }
}
