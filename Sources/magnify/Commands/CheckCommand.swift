import ArgumentParser
import NOf1
import Reports
import Tables

/// `magnify nof1 check`: the log, its design and its guards, before any model.
struct CheckCommand: ResultCommand {
  static let verb = "nof1 check"
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a log and its design before any model.",
    discussion: """
      Example:
        magnify nof1 check log.csv --study study.yaml

      LOG.csv has one row per night: date (or day), treatment, and the outcome.
      Exit status 3 with --fail-on when a finding is at least that severe.
      """)

  @Argument(help: "The log, a CSV file; - for standard input.") var log: String
  @OptionGroup(title: "Study") var study: StudyOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: "The date to call today, for the check of future dates (default: the clock's).")
  var today: String?
  @Option(help: "Fail with status 3 on a finding that is at least so severe.")
  var failOn: Severity?

  enum Severity: String, ExpressibleByArgument, CaseIterable {
    case information, warning

    var finding: Finding.Severity { self == .information ? .information : .warning }
  }

  func validate() throws {
    try study.validate()
    try output.validate(tables: CheckReport.tableNames, inputs: [log] + study.inputs)
    if let today, CalendarDate(iso: today) == nil {
      throw ValidationError("'\(today)' is not a date: write YYYY-MM-DD")
    }
  }

  func outcome() throws -> Outcome {
    let input = try LogInput(path: log, study: study)
    let today = today.flatMap { CalendarDate(iso: $0) } ?? Clock.today()
    let findings = output.hiding(
      input.read.findings + LogChecks.run(table: input.table, read: input.read, today: today))
    let design = DesignFacts(log: input.read.log, study: input.read.study)
    let report = CheckReport(
      study: input.read.study, design: design, findings: findings,
      notes: input.read.inferences, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb, inputs: input.envelopeInputs(),
      options: input.read.study.options, results: report.results, excluded: input.excluded,
      findings: findings, notes: input.read.inferences)
    let worst = findings.map(\.severity).max()
    let failed = failOn.map { limit in worst.map { $0 >= limit.finding } ?? false } ?? false
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables,
      status: failed ? .gateFailed : .done)
  }
}
