import ArgumentParser
import Reports
import Trials

/// `magnify trials check`: do the printed numbers agree with each other?
struct TrialsCheckCommand: ResultCommand {
  static let verb = "trials check"
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Do the printed numbers agree with each other?",
    discussion: """
      Example:
        magnify trials check Datasets/magnesium-trials

      Every check allows for the rounding of all numbers in it. Status 3 with
      --fail-on when a check comes out that badly.
      """)

  @OptionGroup var input: TrialsInputOptions
  @Option(help: "Fail with status 3 on a check that comes out so, or worse.")
  var failOn: TrialCheckReport.Gate?
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try output.validate(tables: TrialCheckReport.tableNames, inputs: input.paths)
  }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: input.paths)
    let report = TrialCheckReport(
      tables.checks(), findings: output.hiding(tables.findings), digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb, inputs: tables.envelopeInputs(),
      results: report.results, findings: output.hiding(report.findings))
    let failed = failOn.map(report.fails) ?? false
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables,
      status: failed ? .gateFailed : .done)
  }
}

extension TrialCheckReport.Gate: ExpressibleByArgument {}
