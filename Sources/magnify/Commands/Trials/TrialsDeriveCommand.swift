import ArgumentParser
import Reports
import Trials

/// `magnify trials derive`: numbers that follow from printed ones.
struct TrialsDeriveCommand: ResultCommand {
  static let verb = "trials derive"
  static let configuration = CommandConfiguration(
    commandName: "derive",
    abstract: "Numbers that are not printed and follow from others, with the range of rounding.",
    usage: "magnify trials derive <paths> ... [<options>]",
    discussion: """
      Example:
        magnify trials derive Datasets/magnesium-trials
      """)

  @OptionGroup var input: TrialsInputOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try output.validate(tables: TrialDeriveReport.tableNames, inputs: input.paths)
  }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: input.paths)
    let findings = output.hiding(tables.findings)
    let report = TrialDeriveReport(
      tables.derivations(), findings: findings, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb, inputs: tables.envelopeInputs(),
      results: report.results, findings: findings)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done)
  }
}
