import ArgumentParser
import Batch
import Glibc
import Reports
import Tables

/// `magnify run`: many jobs of a plan, resumable.
struct RunCommand: ResultCommand {
  static let verb = "run"
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run many jobs of a plan, resume them, and summarise them.",
    discussion: """
      Example:
        magnify run plan.yaml --keep-going

      PLAN.yaml:
        output: results
        jobs:
          - verb: nof1 analyze
            input: logs/*.csv
            options: {study: study.yaml, no-simulation: yes}
          - verb: fit
            input: pooled/*.csv
            arguments: ['cramps ~ treatment + (1 | person)', '{input}']
            output: '{stem}-model'

      PLAN.csv has the columns verb, input, options, output, arguments. Paths are
      relative to the plan's folder. Each job gives NAME.json in the folder of
      results; summary.csv has a row for each. The exit status is that of the
      first job that failed. --redact, --names and --no-figures hold for every job.
      """)

  @Argument(help: "The plan: YAML, or CSV where the name ends in .csv.") var plan: String
  @Option(help: "Jobs at the same time (default: one a processor); results do not change.")
  var jobs: Int?
  @Flag(help: "Pass over jobs that are finished and whose inputs have not changed.")
  var resume = false
  @Flag(help: "Go on after a job that failed.") var keepGoing = false
  @Flag(help: "Show what would run and what would be passed over; write nothing.")
  var dryRun = false
  @Option(help: .init("Run only part I of N: every N-th job.", valueName: "i/n")) var shard: Shard?
  @Flag(help: "Run nothing: write the summary of what all shards have done.") var collect = false
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try output.validate(tables: BatchReport.tableNames, inputs: [plan])
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
    if resume && output.force {
      throw ValidationError("--resume goes on and --force begins afresh: choose one")
    }
    if collect && (shard != nil || dryRun || resume || output.force) {
      throw ValidationError("--collect goes alone: it is for all shards and runs nothing")
    }
  }

  func run() throws {
    var command = self
    command.output.output = output.output.map { $0 == "-" ? $0 : WorkingFolder.absolute($0) }
    try command.output.report(command)
  }

  func outcome() throws -> Outcome {
    let source = try TableSource.read(path: plan)
    try WorkingFolder.enter(folder)
    let plan = try BatchPlan.read(source, verbs: .all).adding(options: jobOptions)
    let jobs = try plan.jobs()
    let commands = try JobCommands(plan, jobs)
    let run = BatchRun(
      jobs, output: plan.output, shard: shard, version: Magnify.version, options: options)
    if dryRun { return preview(run, try run.preview(), source) }
    let rows = try collect ? run.collect() : work(run, commands)
    let report = BatchReport(
      rows, plan: source.name, summary: run.folder.path(run.folder.summaryName), base: folder,
      digits: output.digits)
    return outcome(report, source, status: status(rows), findings: missing(rows))
  }

  private var folder: String {
    plan.lastIndex(of: "/").map { String(plan[...$0]) } ?? ""
  }

  private var options: BatchRun.Options {
    var options = BatchRun.Options()
    options.jobs = jobs ?? Clock.processors()
    options.resumes = resume
    options.replaces = output.force
    options.keepsGoing = keepGoing
    return options
  }

  /// What is said of all results at once.
  private var jobOptions: [[String]] {
    (output.redact ? [["--redact"]] : []) + (output.noFigures ? [["--no-figures"]] : [])
      + (output.names == .snake ? [] : [["--names", output.names.rawValue]])
  }

  private func work(_ run: BatchRun, _ commands: JobCommands) throws -> [SummaryRow] {
    let progress = BatchProgressLine(enabled: !output.quiet && !output.noProgress)
    let failed = FailedJobs()
    StopSignal.watch()
    defer {
      progress.finish()
      let findings = output.hiding(failed.findings)
      if !output.quiet && !findings.isEmpty { Terminal.error(findings.rendered() + "\n") }
    }
    return try run.run(
      isStopped: { StopSignal.isGiven }, progress: { progress.show($0) }
    ) { job in
      let (outcome, findings) = commands.run(job)
      if outcome.status != 0 { failed.add(job.number, findings) }
      return outcome
    }
  }

  /// That of the first job that failed; jobs that a collection misses are a gate.
  private func status(_ rows: [SummaryRow]) -> ExitStatus {
    if collect, rows.contains(where: { $0.status == .notRun }) { return .gateFailed }
    let failed = rows.first { $0.status == .failed }
    return failed.map { ExitStatus(rawValue: Int32($0.result?.exitCode ?? 1)) ?? .internalFault }
      ?? .done
  }

  private func missing(_ rows: [SummaryRow]) -> [Finding] {
    let count = rows.count { $0.status == .notRun }
    guard collect, count > 0 else { return [] }
    return [
      Finding(
        code: "F114", severity: .error,
        message: "\(count) of \(rows.count) jobs are not finished",
        hint: "run their shards again with --resume")
    ]
  }

  private func preview(
    _ run: BatchRun, _ reasons: [BatchRun.Reason?], _ source: TableSource
  ) -> Outcome {
    outcome(
      BatchPreview(run.jobs, reasons, plan: source.name, digits: output.digits), source,
      status: .done, findings: [])
  }

  private func outcome(
    _ report: some ReportedBatch, _ source: TableSource, status: ExitStatus, findings: [Finding]
  ) -> Outcome {
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: [.init(path: source.name, bytes: source.bytes, rowsRead: 0, rowsUsed: 0)],
      options: [
        .init("shard", .init(shard?.description)), .init("keep_going", .bool(keepGoing)),
        .init("dry_run", .bool(dryRun)), .init("collect", .bool(collect)),
      ],
      results: report.results, findings: findings)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: status)
  }
}

extension Shard: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
