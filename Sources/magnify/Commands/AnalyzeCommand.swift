import ArgumentParser
import Figures
import NOf1
import Reports
import Tables

/// `magnify nof1 analyze`: the whole answer for one person.
struct AnalyzeCommand: ResultCommand {
  static let verb = "nof1 analyze"
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Does the treatment help this person, how sure is that, and what next?",
    discussion: """
      Example:
        magnify nof1 analyze log.csv --study study.yaml --plots plots

      Without a study file, --randomised, --randomisation or a schedule the log
      counts as not randomised, and then there is no verdict about the person.
      """)

  @Argument(help: "The log, a CSV file; - for standard input.") var log: String
  @OptionGroup(title: "Study") var study: StudyOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: "Coverage of every interval.") var level = 0.95
  @Option(help: "Seed of the simulation and of drawn schedules.") var seed: UInt64 = 1
  @Option(help: "Threads for the simulation (default: one a processor); results do not change.")
  var jobs: Int?
  @Option(help: "Simulated logs in each cell of the operating characteristics.")
  var simulations = AnalysisOptions().simulationsPerCell
  @Flag(help: "Leave out the operating characteristics.") var noSimulation = false
  @Flag(
    help: "Do not show the sensitivity analyses (they are still run: the verdict rests on them).")
  var noSensitivity = false
  @Option(help: "Write every plot as CSV, Vega-Lite and SVG into this folder.") var plots: String?

  func validate() throws {
    try study.validate()
    try output.validate(tables: PersonalReport.tableNames, inputs: [log] + study.inputs)
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    guard simulations >= 1 else { throw ValidationError("--simulations is at least 1") }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
  }

  var plotsFolder: OutputFolder? {
    plots.map { OutputFolder(path: $0, names: PersonalFigures.names) }
  }

  func outcome() throws -> Outcome {
    let input = try LogInput(path: log, study: study)
    let progress = ProgressLine(enabled: !output.quiet && !output.noProgress)
    defer { progress.finish() }
    let findings = output.hiding(
      input.read.findings + LogChecks.run(table: input.table, read: input.read))
    let analysis = try input.read.study.analyze(
      input.read.log, options: options(progress), findings: findings,
      notes: input.read.inferences)
    let report = PersonalReport(
      noSensitivity ? analysis.withoutSensitivity() : analysis, level: level,
      digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: input.envelopeInputs(used: analysis.nights.count { $0.fitted != nil }),
      options: input.read.study.options + [
        .init("level", .number(level)),
        .init("simulations", .integer(noSimulation ? 0 : simulations)),
      ], seed: Int(clamping: seed), results: report.results, excluded: input.excluded,
      findings: analysis.findings, notes: analysis.notes)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done,
      figures: PersonalFigures.all(analysis))
  }

  private func options(_ progress: ProgressLine) -> AnalysisOptions {
    var options = AnalysisOptions()
    options.level = level
    options.simulation = !noSimulation
    options.simulationsPerCell = simulations
    options.seed = seed
    options.jobs = jobs ?? Clock.processors()
    options.progress = { done, total in progress.show(done, of: total, what: "simulated logs") }
    return options
  }
}
